"""Rings and chains in which each member gives one thing and gets one thing: the best set, each member used once."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf

import numpy as np

from makeable.kernels.deals_cycles import Links, cycles
from makeable.kernels.deals_program import Columns, Ints, Limits, Mask, maximise


@dataclass(frozen=True)
class Exchange:
    """The chosen rings and chains, as link numbers in order; their total profit, and a proven upper bound on it."""

    rings: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value >= self.bound


@dataclass(frozen=True)
class Reach:
    """The longest ring and the longest chain allowed, in members; a chain counts its free giver."""

    ring: int = 3
    chain: int = 4


def exchange(links: Links, free: Mask, reach: Reach | None = None, seconds: float = 60.0) -> Exchange:
    """Choose rings and chains of the greatest total profit (value less cost) with every member in one of them at most.

    `free` marks the givers who ask nothing back: chains start with them, and nothing is given to them. In rings and
    chains every member but the free giver must gain; the last of a chain gives nothing. Chains are modelled by the
    place of each link in its chain, not listed one by one, so their number does not matter (Dickerson, Manlove,
    Plaut, Sandholm and Trimble 2016). Profits are whole numbers.
    """
    reach = reach or Reach()
    began = time.process_time()
    profit = links.value - links.cost
    give = np.flatnonzero(~free[links.giver] & ~free[links.receiver])
    pairs = Links(links.n, links.giver[give], links.receiver[give], links.cost[give], links.value[give])
    rings = cycles(pairs, reach.ring)
    ring_links = give[rings.link]
    placed, place = _places(links, free, reach.chain)
    columns, sides, gain = _program(links, (rings.start, ring_links), (placed, place))
    left = max(seconds - (time.process_time() - began), 1.0)
    whole = np.ones(len(columns), bool)
    solved = maximise(gain, columns, sides, whole, Limits(left))
    taken = solved.x > 0.5
    chosen_rings = tuple(
        tuple(ring_links[rings.start[r] : rings.start[r + 1]].tolist()) for r in np.flatnonzero(taken[: len(rings)])
    )
    chosen_chains = _chains(links, placed[taken[len(rings) :]], free)
    value = int(sum(profit[list(deal)].sum() for deal in (*chosen_rings, *chosen_chains)))
    bound = int(np.floor(solved.bound + 1e-3)) if np.isfinite(solved.bound) else int(np.maximum(gain, 0).sum())
    return Exchange(chosen_rings, chosen_chains, value, max(value, bound))


def _places(links: Links, free: Mask, longest: int) -> tuple[Ints, Ints]:
    """Every link that can stand at every place of some chain, by place (0: out of a free giver)."""
    everyone = np.zeros(links.n, bool)
    found, at = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    reached = free
    # The most that a member at this place can have got: it must exceed what the next gift costs.
    best = np.where(free, np.iinfo(np.int64).max, -1)
    for place in range(longest - 1):
        able = reached[links.giver] & (best[links.giver] > links.cost) & ~free[links.receiver]
        here = np.flatnonzero(able)
        found.append(here)
        at.append(np.full(len(here), place))
        reached = everyone.copy()
        reached[links.receiver[here]] = True
        best = np.full(links.n, -1)
        np.maximum.at(best, links.receiver[here], links.value[here])
    return np.concatenate(found), np.concatenate(at)


def _program(
    links: Links, rings: tuple[Ints, Ints], chained: tuple[Ints, Ints]
) -> tuple[Columns, tuple[Ints, Ints], Ints]:
    """Rows: each member receives at most once; a free giver gives at most once; nobody gives at a place on a chain
    that nothing reached at the place before."""
    start, ring_links = rings
    placed, place = chained
    profit = links.value - links.cost
    total = np.concatenate([[0], np.cumsum(profit[ring_links])])
    gain = np.concatenate([total[start[1:]] - total[start[:-1]], profit[placed]])
    ring_count = len(start) - 1
    chain = ring_count + np.arange(len(placed))
    member = links.n
    later = np.flatnonzero(place > 0)
    last = int(place.max(initial=0))
    earlier = np.flatnonzero(place < last)
    step = member + (place - 1) * member + links.giver[placed]
    into = member + place * member + links.receiver[placed]
    first = np.flatnonzero(place == 0)
    owner = np.concatenate(
        [np.repeat(np.arange(ring_count), np.diff(start)), chain, chain[first], chain[later], chain[earlier]]
    )
    row = np.concatenate(
        [links.receiver[ring_links], links.receiver[placed], links.giver[placed[first]], step[later], into[earlier]]
    )
    ones = np.ones(len(owner) - len(earlier), np.int64)
    use = np.concatenate([ones, -np.ones(len(earlier), np.int64)])
    order = np.argsort(owner, kind="stable")
    begin = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=ring_count + len(placed)))])
    rows, compact = np.unique(row[order], return_inverse=True)
    upper = np.where(rows < member, 1, 0)
    columns = Columns(begin, compact.astype(np.int64), use[order])
    return columns, (np.full(len(rows), -inf), upper), gain


def _chains(links: Links, taken: Ints, free: Mask) -> tuple[tuple[int, ...], ...]:
    onward = {int(links.giver[link]): int(link) for link in taken}
    chains = []
    for giver in sorted(g for g in onward if free[g]):
        chain = [onward[giver]]
        while (here := int(links.receiver[chain[-1]])) in onward:
            chain.append(onward[here])
        chains.append(tuple(chain))
    return tuple(chains)
