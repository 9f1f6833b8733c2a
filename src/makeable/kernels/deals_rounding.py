"""Whole choices near a linear program: rounding along its solution, then ruin and recreate of whole neighbourhoods."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from makeable.kernels.deals_program import Columns, Floats, Ints, Limits, Mask, maximise

_NEIGHBOURS_PER_ROW = 30
_COLUMNS_AT_ONCE = 6_000
_FIRST_RUIN = 200


@dataclass(frozen=True)
class Search:
    """A packing problem with the prices of its linear program and a bound on its best value."""

    profit: Ints
    deals: Columns
    room: Ints
    price: Floats
    bound: int

    @cached_property
    def reduced(self) -> Floats:
        """Each deal's profit less the price of what it uses: at most 0 at the optimum of the linear program."""
        return np.asarray(self.profit - self.deals.weighed(self.price))

    @cached_property
    def by_row(self) -> tuple[Ints, Ints]:
        """Deals sorted by the rows they use, and where each row's deals start."""
        order = np.argsort(self.deals.row, kind="stable")
        first = np.searchsorted(self.deals.row[order], np.arange(len(self.room) + 1))
        return self.deals.owner[order], first

    def deals_on(self, row: int) -> Ints:
        """The deals that use a row."""
        owner, first = self.by_row
        return owner[first[row] : first[row + 1]]


def rounded(search: Search, x: Floats, seed: int) -> Mask:
    """Take deals in the order of their share in the linear program (a little shaken), then of their reduced profit."""
    shaken = np.random.default_rng(seed).random(len(x))
    best = np.zeros(len(x), bool)
    for shake in (0.0, 0.1, 0.3):
        share = np.where(x > 1e-6, x + shake * shaken * (x < 0.999), 0.0)
        chosen = _greedy(search, np.lexsort((-search.reduced, -share)))
        if search.profit[chosen].sum() > search.profit[best].sum():
            best = chosen
    return best


def _greedy(search: Search, order: Ints) -> Mask:
    # Plain lists: this loop touches single elements, where arrays are slow.
    left = search.room.tolist()
    start, row, use = search.deals.start.tolist(), search.deals.row.tolist(), search.deals.use.tolist()
    chosen = np.zeros(len(order), bool)
    for deal in order.tolist():
        span = range(start[deal], start[deal + 1])
        if all(use[p] <= left[row[p]] for p in span):
            chosen[deal] = True
            for p in span:
                left[row[p]] -= use[p]
    return chosen


def improve(search: Search, best: Mask, seed: int, seconds: float) -> Mask:
    """Free a connected group of deals, choose again among all deals that fit there, keep it when not worse; repeat.

    Groups start where the prices say that most is lost, and grow as small ones stop helping. `seconds` are of
    processor time; the search also ends at the bound.
    """
    random = np.random.default_rng(seed)
    deadline = time.process_time() + seconds
    value, ruin, stalled = int(search.profit[best].sum()), _FIRST_RUIN, 0
    while value < search.bound and (left := deadline - time.process_time()) > 0:
        began = time.process_time()
        found = _recreate(search, best, _ruin(search, best, ruin, random), left)
        gained = int(search.profit[found].sum()) - value
        if gained >= 0:
            best, value = found, value + gained
        stalled = 0 if gained > 0 else stalled + 1
        spent = time.process_time() - began
        if spent > 6:
            ruin = int(0.8 * ruin)
        elif stalled >= 4:
            if ruin >= best.sum():
                break
            ruin, stalled = int(1.1 * ruin) + 1, 0
    return best


def _ruin(search: Search, best: Mask, size: int, random: np.random.Generator) -> Ints:
    """A connected group of about `size` chosen deals around a row whose price says that something is lost there."""
    unused = search.room - search.deals.used_by(best, len(search.room))
    lost = search.price * unused + 1e-9 * (1 + search.price.max(initial=0.0))
    row = int(random.choice(len(lost), p=lost / lost.sum()))
    seen, freed, queue = {row}, dict[int, None](), deque([row])
    while queue and len(freed) < size:
        here = search.deals_on(queue.popleft())
        chosen = here[best[here]]
        freed.update(dict.fromkeys(chosen.tolist()))
        near = here[search.reduced[here] > -0.02 * search.profit[here]]
        if len(near) > _NEIGHBOURS_PER_ROW:
            near = random.choice(near, _NEIGHBOURS_PER_ROW, replace=False)
        around = search.deals.row[search.deals.entries(np.concatenate([chosen, near]))].tolist()
        fresh = [r for r in dict.fromkeys(around) if r not in seen]
        seen.update(fresh)
        queue.extend(fresh)
    return np.fromiter(freed, np.int64, len(freed))


def _recreate(search: Search, best: Mask, freed: Ints, left: float) -> Mask:
    """The best choice among all deals that fit into what the freed ones used."""
    kept = best.copy()
    kept[freed] = False
    room = search.room - search.deals.used_by(kept, len(search.room))
    tight = search.deals.use > room[search.deals.row]
    fits = ~kept
    fits[search.deals.owner[tight]] = False
    candidates = np.flatnonzero(fits)
    if len(candidates) > _COLUMNS_AT_ONCE:
        top = np.argpartition(-search.reduced[candidates], _COLUMNS_AT_ONCE)[:_COLUMNS_AT_ONCE]
        candidates = np.union1d(candidates[top], freed)
    some = search.deals.take(candidates)
    rows, renumbered = np.unique(some.row, return_inverse=True)
    deals = Columns(some.start, renumbered.astype(np.int64), some.use)
    sides = (np.full(len(rows), -inf), room[rows])
    limits = Limits(seconds=min(8.0, left), gap=5e-4)
    whole = np.ones(len(deals), bool)
    found = maximise(search.profit[candidates], deals, sides, whole, limits, best[candidates]).x > 0.5
    if (deals.used_by(found, len(rows)) > sides[1]).any():
        return best
    kept[candidates[found]] = True
    return kept
