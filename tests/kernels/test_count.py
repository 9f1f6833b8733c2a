"""Counting by dynamic programming equals counting by looking, for every rule; estimates hold what they promise."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import Space, spaces

from makeable.kernels import count as counting
from makeable.kernels import join, tally
from makeable.kernels.count import Count, Counts, count


@pytest.fixture(autouse=True)
def _look_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ENUMERATED", 0)


def truth_table(parties: int, seed: int, monotone: bool) -> Any:
    """A random rule as a function of yes-patterns, and its table."""
    rng = np.random.default_rng(seed)
    numbers = np.arange(1 << parties)
    holds = rng.random(1 << parties) < rng.random()
    if monotone:
        for party in range(parties):
            with_party = numbers | (1 << party)
            holds[with_party] |= holds[numbers]

    def rule(yes: Any) -> Any:
        return holds[yes.astype(np.int64) @ (1 << np.arange(yes.shape[1]))]

    return rule


def expected(space: Space, lines: list[int], rule: Any) -> Counts:
    values = np.array(list(space.packages().values()), dtype=object).reshape(-1, space.parties)
    yes = (values >= np.array(lines, dtype=object)).astype(bool)
    passing = int(yes.all(axis=1).sum()) if rule is None else int(np.sum(rule(yes)))
    return Counts(
        Count.exactly(len(values)),
        Count.exactly(passing),
        Count.exactly(int(yes.all(axis=1).sum())),
        tuple(Count.exactly(int(c)) for c in yes.sum(axis=0)),
    )


def drawn_lines(space: Space, data: st.DataObject) -> list[int]:
    values = list(space.packages().values()) or [(0,) * space.parties]
    shift = st.sampled_from([0, 0, 1, -1, 10**9])
    return [data.draw(st.sampled_from([v[p] for v in values[:50]])) + data.draw(shift) for p in range(space.parties)]


@settings(max_examples=700, deadline=None)
@given(spaces(), st.data(), st.integers(0, 2**32), st.sampled_from(["all", "monotone", "any"]))
def test_counts_equal_brute_force(space: Space, data: st.DataObject, seed: int, kind: str) -> None:
    lines = drawn_lines(space, data)
    rule = None if kind == "all" else truth_table(space.parties, seed, kind == "monotone")
    found = count(space.tables, lines, rule=rule, uses=space.uses, limits=space.limits)
    assert found == expected(space, lines, rule)


@settings(max_examples=300, deadline=None)
@given(spaces(), st.data(), st.integers(0, 2**32))
def test_every_way_of_joining_halves_agrees(space: Space, data: st.DataObject, seed: int) -> None:
    lines = drawn_lines(space, data)
    rule = truth_table(space.parties, seed, False)
    before = join.CELLS, join.BLOCK, join.FIRST, tally.BLOCK
    try:
        join.CELLS, join.BLOCK, join.FIRST, tally.BLOCK = 0, 3, 2, 2
        found = count(space.tables, lines, rule=rule, uses=space.uses, limits=space.limits)
    finally:
        join.CELLS, join.BLOCK, join.FIRST, tally.BLOCK = before
    assert found == expected(space, lines, rule)


@settings(max_examples=100, deadline=None)
@given(spaces(), st.data(), st.integers(0, 2**32))
def test_without_joining_the_count_is_the_same(space: Space, data: st.DataObject, seed: int) -> None:
    lines = drawn_lines(space, data)
    rule = truth_table(space.parties, seed, False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "join_cost", lambda *_: float("inf"))
        found = count(space.tables, lines, rule=rule, uses=space.uses, limits=space.limits)
    assert found == expected(space, lines, rule)


def test_enumeration_agrees_with_dynamic_programming(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    tables = [rng.integers(0, 50, (5, 3)) for _ in range(7)]

    def two(yes: Any) -> Any:
        return yes.sum(axis=1) >= 2

    exact = count(tables, [200, 190, 210], rule=two)
    monkeypatch.setattr(counting, "ENUMERATED", 10**6)
    assert count(tables, [200, 190, 210], rule=two) == exact
    assert exact.packages.value == 5**7
    assert 0 < exact.unanimous.value < exact.passing.value


def test_counts_beyond_int64_are_exact() -> None:
    # each issue gives one point to one of two parties: packages with at least k points for the first are binomial sums
    tables = [np.array([[1, 0], [0, 1]]) for _ in range(200)]
    found = count(tables, [90, 90])
    binomials = [1]
    for i in range(200):
        binomials.append(binomials[-1] * (200 - i) // (i + 1))
    assert found.unanimous == Count.exactly(sum(binomials[90:111]))
    assert found.accepting[0] == Count.exactly(sum(binomials[90:]))
    assert found.packages == Count.exactly(2**200)


def test_a_rule_of_more_than_ten_parties() -> None:
    rng = np.random.default_rng(11)
    tables = [rng.integers(0, 5, (2, 12)) for _ in range(9)]

    def most(yes: Any) -> Any:
        return yes.sum(axis=1) >= 7

    space = Space(tables, None, None)
    lines = [18] * 12
    assert count(tables, lines, rule=most) == expected(space, lines, most)


@pytest.mark.parametrize("seed", range(6))
def test_estimates_cover_the_truth_about_as_often_as_they_say(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tables = [rng.integers(0, 100, (6, 3)) for _ in range(9)]
    top = sum(table.max(axis=0) for table in tables)
    lines = [int(0.72 * t) for t in top]

    def two(yes: Any) -> Any:
        return yes.sum(axis=1) >= 2

    exact = count(tables, lines, rule=two, work=1e12)
    guess = count(tables, lines, rule=two, work=0, rng=np.random.default_rng(seed))
    assert exact.unanimous.exact
    assert not guess.unanimous.exact
    for truth, found in ((exact.unanimous, guess.unanimous), (exact.passing, guess.passing)):
        assert found.low <= found.value <= found.high
        # twice the stated half width, so that twelve checks at fixed seeds are not a matter of luck
        assert abs(found.value - truth.value) <= 2 * max(found.high - found.value, found.value - found.low)
        assert found.high - found.low < 0.2 * truth.value


def test_where_nothing_is_found_the_interval_starts_at_zero() -> None:
    tables = [np.array([[1, 0], [0, 1]]) for _ in range(60)]
    found = count(tables, [60, 1], work=0)
    assert (found.unanimous.value, found.unanimous.low, found.unanimous.exact) == (0, 0, False)
    assert 0 < found.unanimous.high < 2**60


def test_the_same_seed_gives_the_same_estimate() -> None:
    tables = [np.arange(12).reshape(6, 2) % 7 for _ in range(20)]
    first, again = (count(tables, [70, 60], work=0, rng=np.random.default_rng(3)) for _ in range(2))
    assert first == again
    assert first.packages.value == prod([6] * 20)
