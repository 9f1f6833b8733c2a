"""Rings in which everyone gains: all of them, each once, as brute force finds them."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.deals_cycles import Deals, Links, cycles


@st.composite
def rooms(draw: st.DrawFn) -> Links:
    n = draw(st.integers(2, 6))
    count = draw(st.integers(0, 18))
    cell = st.lists(st.integers(0, n - 1), min_size=count, max_size=count)
    worth = st.lists(st.integers(0, 5), min_size=count, max_size=count)
    columns = [np.array(draw(c), np.int64) for c in (cell, cell, worth, worth)]
    return Links(n, *columns)


def rings(links: Links, most: int) -> set[tuple[int, ...]]:
    found = set()
    for size in range(2, most + 1):
        for orgs in permutations(range(links.n), size):
            if orgs[0] != min(orgs):
                continue
            steps = [
                [k for k in range(len(links.giver)) if (links.giver[k], links.receiver[k]) == pair]
                for pair in zip(orgs, (*orgs[1:], orgs[0]), strict=True)
            ]
            for ring in product(*steps):
                if all(links.value[ring[i - 1]] > links.cost[ring[i]] for i in range(size)):
                    found.add(tuple(ring))
    return found


def as_set(deals: Deals) -> set[tuple[int, ...]]:
    return {tuple(deals.links_of(d).tolist()) for d in range(len(deals))}


@settings(max_examples=150, deadline=None)
@given(rooms(), st.integers(2, 4))
def test_all_rings_are_found_once(links: Links, most: int) -> None:
    found = cycles(links, most)
    assert as_set(found) == rings(links, most)
    assert len(found) == len(as_set(found))
    assert found.complete


def test_a_ring_needs_a_gain_for_everyone_not_just_a_sum() -> None:
    links = Links(2, *(np.array(c, np.int64) for c in ([0, 1], [1, 0], [1, 9], [100, 8])))
    assert len(cycles(links, 3)) == 1  # 1 gets 100 and gives 9; 0 gets 8 and gives 1
    links = Links(2, *(np.array(c, np.int64) for c in ([0, 1], [1, 0], [8, 9], [100, 8])))
    assert len(cycles(links, 3)) == 0  # 0 gets 8 for 8


def test_a_limit_is_told() -> None:
    n = 12
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    giver, receiver = (np.array(c, np.int64) for c in zip(*pairs, strict=True))
    links = Links(n, giver, receiver, np.zeros(len(pairs), np.int64), np.ones(len(pairs), np.int64))
    everything = cycles(links, 3)
    assert len(everything) == n * (n - 1) // 2 + 2 * n * (n - 1) * (n - 2) // 6
    cut = cycles(links, 3, at_most=10)
    assert (len(cut), cut.complete) == (10, False)


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one element per link"):
        Links(2, np.zeros(1, np.int64), np.zeros(2, np.int64), np.zeros(1, np.int64), np.zeros(1, np.int64))
