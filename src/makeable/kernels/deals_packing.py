"""The best set of deals that can all be made together, proven or with a bound on what is missed."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import inf

import numpy as np

from makeable.kernels.deals_parts import batches, connected
from makeable.kernels.deals_program import Columns, Floats, Ints, Limits, Mask, maximise
from makeable.kernels.deals_rounding import Search, improve, rounded

_EXACT_COLUMNS = 20_000
_BATCH = 5_000
_SMALL = 500
_PRICE_UNIT = 1 << 10


@dataclass(frozen=True)
class Packing:
    """The chosen deals (a mask), their total profit, a proven upper bound on any compatible set's profit, row prices.

    `price`: what one more unit of each row would be worth in the linear program, 0 where a row is not scarce. Where
    every deal is one transfer (side payments), these are market prices: they support the best set exactly.
    """

    chosen: Mask
    value: int
    bound: int
    price: Floats

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value >= self.bound


@dataclass(frozen=True)
class Effort:
    """Seconds of processor time to spend on what the linear program leaves open, and the seed of the search."""

    seconds: float = 60.0
    seed: int = 1
    until: float = field(default=inf)

    def started(self) -> Effort:
        """The same with its deadline set."""
        return self if self.until < inf else Effort(self.seconds, self.seed, time.process_time() + self.seconds)

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self.until - time.process_time())


def pack(profit: Ints, deals: Columns, capacity: Ints, effort: Effort | None = None) -> Packing:
    """Choose deals of the greatest total profit such that no row is used beyond its capacity.

    `profit`: a whole number a deal; deals at or below 0 are never chosen. `deals`: how much of each row (offer, need,
    budget) a deal uses; `capacity`: how much there is of each row. Parts that share no scarce row are solved apart:
    linear program, rounding, ruin and recreate, and an exact search where the part is small enough.
    """
    effort = (effort or Effort()).started()
    chosen = np.zeros(len(deals), bool)
    scarce, candidates = _presolved(profit, deals, capacity)
    touches = np.concatenate([[0], np.cumsum(scarce[deals.row])])
    contested = touches[deals.start[candidates + 1]] > touches[deals.start[candidates]]
    free, candidates = candidates[~contested], candidates[contested]
    chosen[free] = True
    bound = int(profit[free].sum())
    thin, wanted = _only_rows(deals.take(candidates), scarce), profit[candidates]
    part = _parts(thin, len(capacity))
    price = np.zeros(len(capacity))
    open_parts: list[tuple[Ints, _Relaxed]] = []
    for group in batches(part, _BATCH):
        relaxed = _relax(wanted[group], thin.take(group), capacity)
        price[np.unique(thin.row[thin.entries(group)])] = relaxed.price
        settled, value, others = _settled(wanted[group], relaxed, part[group])
        chosen[candidates[group[settled]]] = True
        bound += value
        open_parts += [(group[some], relaxed.part(some)) for some in others]
    for some, relaxed in sorted(open_parts, key=lambda found: len(found[0])):
        best, limit = _open_part(wanted[some], relaxed, effort)
        chosen[candidates[some[best]]] = True
        bound += limit
    return Packing(chosen, int(profit[chosen].sum()), bound, price)


def _presolved(profit: Ints, deals: Columns, capacity: Ints) -> tuple[Mask, Ints]:
    """Rows that could run short, and deals that could be made at all and are worth it."""
    short = deals.use > capacity[deals.row]
    possible = profit > 0
    possible[deals.owner[short]] = False
    return deals.used_by(possible, len(capacity)) > capacity, np.flatnonzero(possible)


def _only_rows(deals: Columns, rows: Mask) -> Columns:
    kept = rows[deals.row]
    total = np.concatenate([[0], np.cumsum(kept)])
    return Columns(total[deals.start], deals.row[kept], deals.use[kept])


def _parts(deals: Columns, rows: int) -> Ints:
    if not len(deals):
        return np.zeros(0, np.int64)
    first = deals.row[deals.start[:-1]]
    label = connected(rows, np.repeat(first, deals.size), deals.row)
    return label[first]


def _compact(deals: Columns, capacity: Ints) -> tuple[Columns, Ints]:
    rows, renumbered = np.unique(deals.row, return_inverse=True)
    return Columns(deals.start, renumbered.astype(np.int64), deals.use), capacity[rows]


def dual_bound(profit: Ints, deals: Columns, capacity: Ints, price: Floats) -> int:
    """What no compatible set exceeds, by any prices on the rows; computed in whole numbers, so rounding cannot lie."""
    whole = np.round(np.maximum(price, 0.0) * _PRICE_UNIT).astype(np.int64)
    over = np.maximum(profit * _PRICE_UNIT - deals.weighed(whole), 0)
    return int((int((whole * capacity).sum()) + int(over.sum())) // _PRICE_UNIT)


@dataclass(frozen=True)
class _Relaxed:
    """Deals on their own rows, what there is of each, and the linear program's shares and row prices."""

    deals: Columns
    room: Ints
    x: Floats
    price: Floats

    def part(self, some: Ints) -> _Relaxed:
        """The same for some of the deals, which share no row with the others."""
        deals = self.deals.take(some)
        rows, renumbered = np.unique(deals.row, return_inverse=True)
        own = Columns(deals.start, renumbered.astype(np.int64), deals.use)
        return _Relaxed(own, self.room[rows], self.x[some], self.price[rows])


def _relax(profit: Ints, deals: Columns, capacity: Ints) -> _Relaxed:
    small, room = _compact(deals, capacity)
    solved = maximise(profit, small, (np.full(len(room), -inf), room))
    return _Relaxed(small, room, solved.x, np.maximum(solved.price, 0.0))


def _settled(profit: Ints, relaxed: _Relaxed, part: Ints) -> tuple[Mask, int, list[Ints]]:
    """Deals of the parts whose relaxed solution is whole and proven by its prices, their value, and the other parts."""
    deals, room = relaxed.deals, relaxed.room
    parts, label = np.unique(part, return_inverse=True)
    row_part = np.zeros(len(room), np.int64)
    row_part[deals.row] = label[deals.owner]
    price = np.round(relaxed.price * _PRICE_UNIT).astype(np.int64)
    bound = np.zeros(len(parts), np.int64)
    np.add.at(bound, row_part, price * room)
    np.add.at(bound, label, np.maximum(profit * _PRICE_UNIT - deals.weighed(price), 0))
    taken = relaxed.x > 0.5
    value = np.zeros(len(parts), np.int64)
    np.add.at(value, label[taken], profit[taken])
    unsettled = bound // _PRICE_UNIT > value
    unsettled[row_part[deals.used_by(taken, len(room)) > room]] = True
    settled = taken & ~unsettled[label]
    order = np.argsort(label, kind="stable")
    by_part = np.split(order, np.cumsum(np.bincount(label))[:-1])
    return settled, int(profit[settled].sum()), [by_part[p] for p in np.flatnonzero(unsettled)]


def _open_part(profit: Ints, relaxed: _Relaxed, effort: Effort) -> tuple[Mask, int]:
    """One part whose linear program left shares open: rounding, a short search, an exact one, a long one."""
    deals, room = relaxed.deals, relaxed.room
    bound = dual_bound(profit, deals, room, relaxed.price)
    search = Search(profit, deals, room, relaxed.price, bound)
    best = rounded(search, relaxed.x, effort.seed)
    large = len(deals) > _SMALL
    if large:
        best = improve(search, best, effort.seed, min(effort.left, 2.0 + len(deals) / 5_000))
    if int(profit[best].sum()) < bound:
        best, bound = _exactly(search, best, effort)
        if large and int(profit[best].sum()) < bound:
            best = improve(search, best, effort.seed + 1, effort.left)
    return best, bound


def _exactly(search: Search, best: Mask, effort: Effort) -> tuple[Mask, int]:
    """Search what could still beat the best set: deals whose reduced profit rules them out are left aside."""
    value = int(search.profit[best].sum())
    # One unit of slack, for the rounding of prices; the best set so far stays, whatever its reduced profits say.
    open_ = np.flatnonzero((search.reduced > value - search.bound - 1) | best)
    if len(open_) > _EXACT_COLUMNS or effort.left <= 0 < len(best) - _SMALL:
        return best, search.bound
    profit, (deals, room) = search.profit[open_], _compact(search.deals.take(open_), search.room)
    # A small program is worth its second even where no time is left.
    limits = Limits(seconds=max(0.5 * effort.left, 1.0))
    sides = (np.full(len(room), -inf), room)
    solved = maximise(profit, deals, sides, np.ones(len(deals), bool), limits, best[open_])
    found = solved.x > 0.5
    if (deals.used_by(found, len(room)) > room).any() or int(profit[found].sum()) < value:
        found = best[open_]
    chosen = np.zeros(len(best), bool)
    chosen[open_[found]] = True
    total = int(profit[found].sum())
    # Whole profits: a bound less than one above the value is the value (what was left aside cannot exceed it).
    beyond = int(np.floor(solved.bound + 1e-3)) if np.isfinite(solved.bound) else search.bound
    return chosen, min(search.bound, max(total, beyond))
