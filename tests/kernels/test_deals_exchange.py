"""Rings and chains with each member used once: as good as brute force, every one checked by its definition."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.deals_cycles import Links
from makeable.kernels.deals_exchange import Exchange, Reach, exchange

Pool = tuple[int, int, list[tuple[int, int]]]


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    pairs, givers = draw(st.integers(1, 6)), draw(st.integers(0, 2))
    edge = st.tuples(st.integers(0, pairs + givers - 1), st.integers(0, pairs - 1))
    return pairs, givers, sorted({e for e in draw(st.lists(edge, max_size=14)) if e[0] != e[1]})


def links_of(pool: Pool) -> tuple[Links, np.ndarray]:
    pairs, givers, edges = pool
    giver, receiver = (np.array([e[i] for e in edges], np.int64) for i in range(2))
    ones = np.ones(len(edges), np.int64)
    return Links(pairs + givers, giver, receiver, 0 * ones, ones), np.arange(pairs + givers) >= pairs


def most_reached(pool: Pool, reach: Reach) -> int:
    pairs, givers, edges = pool
    held = set(edges)
    deals: set[frozenset[int]] = set()
    for size in range(2, reach.ring + 1):
        for ring in permutations(range(pairs), size):
            if all((ring[i - 1], ring[i]) in held for i in range(size)):
                deals.add(frozenset(ring))
    for size in range(1, reach.chain):
        for chain in permutations(range(pairs), size):
            for giver in range(pairs, pairs + givers):
                steps = (giver, *chain)
                if all(step in held for step in pairwise(steps)):
                    deals.add(frozenset(steps))
    best = 0
    for count in range(1, len(deals) + 1):
        fits = [c for c in combinations(deals, count) if len(frozenset().union(*c)) == sum(map(len, c))]
        if not fits:
            break
        best = max(best, *(sum(member < pairs for deal in c for member in deal) for c in fits))
    return best


def check(found: Exchange, links: Links, free: np.ndarray, reach: Reach) -> None:
    used: list[int] = []
    for ring in found.rings:
        givers = links.giver[list(ring)].tolist()
        assert links.receiver[list(ring)].tolist() == [*givers[1:], givers[0]]
        assert len(ring) <= reach.ring
        used += givers
    for chain in found.chains:
        assert free[links.giver[chain[0]]]
        assert links.receiver[list(chain[:-1])].tolist() == links.giver[list(chain[1:])].tolist()
        assert len(chain) < reach.chain
        used += [int(links.giver[chain[0]]), *links.receiver[list(chain)].tolist()]
    assert len(used) == len(set(used))


@settings(max_examples=80, deadline=None)
@given(pools(), st.integers(2, 3), st.integers(1, 4))
def test_as_many_as_brute_force_reaches(pool: Pool, ring: int, chain: int) -> None:
    links, free = links_of(pool)
    reach = Reach(ring, chain)
    found = exchange(links, free, reach)
    check(found, links, free, reach)
    assert (found.value, found.bound) == (most_reached(pool, reach),) * 2
