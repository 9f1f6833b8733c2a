"""The best compatible set: as good as brute force, never better than its bound, never beyond a capacity."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.deals_packing import Effort, dual_bound, pack
from makeable.kernels.deals_program import Columns


def columns(entries: list[dict[int, int]]) -> Columns:
    start = np.concatenate([[0], np.cumsum([len(e) for e in entries])]).astype(np.int64)
    row = np.array([r for e in entries for r in e], np.int64)
    return Columns(start, row, np.array([u for e in entries for u in e.values()], np.int64))


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[int], list[dict[int, int]], list[int]]:
    rows = draw(st.integers(1, 5))
    deal = st.dictionaries(st.integers(0, rows - 1), st.integers(1, 3), max_size=3)
    entries = draw(st.lists(deal, min_size=0, max_size=10))
    profit = draw(st.lists(st.integers(-3, 20), min_size=len(entries), max_size=len(entries)))
    return profit, entries, draw(st.lists(st.integers(0, 4), min_size=rows, max_size=rows))


@settings(max_examples=120, deadline=None)
@given(problems())
def test_as_good_as_trying_everything(problem: tuple[list[int], list[dict[int, int]], list[int]]) -> None:
    profit, entries, capacity = problem
    found = pack(np.array(profit, np.int64), columns(entries), np.array(capacity, np.int64))
    best = 0
    for choice in product((False, True), repeat=len(entries)):
        used = [0] * len(capacity)
        for taken, entry in zip(choice, entries, strict=True):
            for row, use in entry.items():
                used[row] += use * taken
        if all(u <= c for u, c in zip(used, capacity, strict=True)):
            best = max(best, sum(p for p, taken in zip(profit, choice, strict=True) if taken))
    assert (found.value, found.bound) == (best, best)
    assert found.proven
    deals = columns(entries)
    assert (deals.used_by(found.chosen, len(capacity)) <= np.array(capacity)).all()
    assert sum(p for p, taken in zip(profit, found.chosen, strict=True) if taken) == best


@settings(max_examples=60, deadline=None)
@given(problems(), st.lists(st.floats(-2, 20), min_size=5, max_size=5))
def test_any_prices_give_a_bound(
    problem: tuple[list[int], list[dict[int, int]], list[int]], prices: list[float]
) -> None:
    profit, entries, capacity = problem
    amounts, room = np.array(profit, np.int64), np.array(capacity, np.int64)
    best = pack(amounts, columns(entries), room).value
    assert dual_bound(amounts, columns(entries), room, np.array(prices[: len(capacity)])) >= best


def room(deals: int, rows: int, seed: int) -> tuple[np.ndarray, Columns, np.ndarray]:
    random = np.random.default_rng(seed)
    entries = [dict.fromkeys(random.choice(rows, 4, replace=False).tolist(), 1) for _ in range(deals)]
    return random.integers(50, 400, deals), columns(entries), random.choice([1, 1, 2, 3], rows)


def test_what_a_short_search_leaves_open_is_told_by_the_bound() -> None:
    profit, deals, capacity = room(2500, 300, 3)
    short = pack(profit, deals, capacity, Effort(0.5))
    long = pack(profit, deals, capacity, Effort(3))
    for found in (short, long):
        assert (deals.used_by(found.chosen, len(capacity)) <= capacity).all()
        assert found.value == profit[found.chosen].sum() <= found.bound
    assert long.value <= short.bound
    assert long.value >= 0.9 * long.bound  # overlap this dense leaves the linear program far above any choice


def test_transfers_with_prices_support_the_best_set() -> None:
    """Side payments: where a deal is one transfer, prices clear the market, and nobody would rather have another."""
    random = np.random.default_rng(5)
    offers, needs, links = 30, 40, 150
    pairs = np.unique(random.integers(0, [offers, needs], (links, 2)), axis=0)
    surplus = random.integers(1, 90, len(pairs))
    deals = Columns(
        np.arange(0, 2 * len(pairs) + 1, 2),
        np.column_stack([pairs[:, 0], offers + pairs[:, 1]]).ravel(),
        np.ones(2 * len(pairs), np.int64),
    )
    capacity = np.concatenate([random.choice([1, 2, 3], offers), np.ones(needs, np.int64)])
    found = pack(surplus, deals, capacity)
    assert found.proven
    price = np.round(found.price).astype(np.int64)
    assert np.abs(found.price - price).max() < 1e-6
    reduced = surplus - deals.weighed(price)
    used = deals.used_by(found.chosen, len(capacity))
    assert (price[used < capacity] == 0).all()
    assert int((price * capacity).sum() + np.maximum(reduced, 0).sum()) == found.value


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_question_has_the_same_answer(seed: int) -> None:
    profit, deals, capacity = room(300, 60, seed)
    assert pack(profit, deals, capacity).value == pack(profit, deals, capacity).value
