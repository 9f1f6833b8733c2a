"""The exact Pareto frontier of additive packages, issue by issue."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal

import numpy as np

from makeable.kernels.bounds import Reach
from makeable.kernels.nondominated import nondominated_groups
from makeable.kernels.packages import Layer, Pointers, iterate, multiplicities, representatives
from makeable.kernels.scale import Exact, IntArray, Scaled, scale, side_by_side

#: candidates compared at once; bounds memory to some hundred megabytes
BLOCK = 1_500_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Budget:
    """When to give up: points kept after any issue, seconds of wall time, or a caller who says stop."""

    points: int = 1_000_000
    seconds: float | None = None
    should_stop: Callable[[], bool] | None = None


@dataclass(frozen=True)
class TooLarge:
    """The frontier was not finished: after ``merged`` of ``issues`` issues there were ``points`` partial sums."""

    reason: Literal["points", "seconds", "stopped"]
    merged: int
    issues: int
    points: int


@dataclass(frozen=True)
class Frontier:
    """Every value vector that no package beats, and the packages behind it.

    ``vectors`` has shape (points, parties), distinct rows in ascending lexicographic order: int64, or Python
    integers in an object array where int64 could not hold them. ``epsilon`` has one integer per party: 0 for an
    exact frontier; for a cover, no package gives any party more than that above some listed vector that serves all
    parties at least as well up to their epsilon. ``largest`` is the most partial sums ever held.
    """

    vectors: Exact
    epsilon: tuple[int, ...]
    largest: int
    issues: int
    layers: tuple[Layer, ...] = field(repr=False)

    @cached_property
    def multiplicities(self) -> list[int]:
        """How many packages attain each vector (exact Python integers); for a cover, at least that many."""
        return multiplicities(self.layers)

    @property
    def size(self) -> int:
        """How many packages are on the frontier, all of those with equal values counted."""
        return sum(self.multiplicities)

    def representatives(self, points: IntArray | None = None) -> IntArray:
        """One package per vector (or per chosen vector number): alternatives, shape (points, issues)."""
        chosen = np.arange(len(self.vectors)) if points is None else np.asarray(points, dtype=np.int64)
        return representatives(self.layers, chosen, self.issues)

    def packages(self, point: int | None = None, limit: int | None = None) -> Iterator[tuple[int, ...]]:
        """The packages on the frontier (or behind one vector), lazily and always in the same order."""
        points = range(len(self.vectors)) if point is None else (point,)
        return islice((package for p in points for package in iterate(self.layers, p)), limit)


def pareto_frontier(
    tables: Sequence[Exact],
    *,
    floor: Sequence[int] | None = None,
    uses: Sequence[Exact] | None = None,
    limits: Sequence[int] | None = None,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Frontier | TooLarge:
    """Which value vectors no package beats, exactly, with the number of packages behind each.

    ``tables[i]`` (alternatives_i, parties): what each alternative of issue i is worth to each party, integers; a
    package picks one alternative per issue and is worth the sum. ``floor`` (parties): only vectors at or above it
    are wanted. ``uses[i]`` (alternatives_i, resources) and ``limits`` (resources): what packages may use in all.
    ``progress`` is called with issues merged and issues in all. Returns `TooLarge` when the ``budget`` runs out.

    A frontier may be empty: nothing reaches the floor, or nothing stays within the limits. With many parties most
    packages are efficient, and the frontier says little.
    """
    merger = Merger(tables, floor=floor, uses=uses, limits=limits)
    budget = budget or Budget()
    return merge_all(merger, budget, budget.points, progress) or merger.finish()


def merge_all(merger: Merger, budget: Budget, points: float, progress: Progress | None) -> TooLarge | None:
    """Merge every issue, or say why not: more than ``points`` partial sums, out of time, or stopped."""
    begun = time.monotonic()
    total = len(merger.order)

    def check() -> None:
        if budget.should_stop is not None and budget.should_stop():
            raise _OutOfBudget("stopped")
        if budget.seconds is not None and time.monotonic() - begun > budget.seconds:
            raise _OutOfBudget("seconds")

    try:
        while merger.merged < total:
            if progress is not None:
                progress(merger.merged, total)
            check()
            merger.merge(check)
            if merger.points > points:
                raise _OutOfBudget("points")
    except _OutOfBudget as out:
        return TooLarge(out.reason, merger.merged, total, merger.points)
    if progress is not None:
        progress(total, total)
    return None


class _OutOfBudget(Exception):
    def __init__(self, reason: Literal["points", "seconds", "stopped"]) -> None:
        self.reason = reason


class Merger:
    """Partial sums of the issues merged so far, dominated ones dropped, with the way back kept.

    Columns are the parties' scaled values followed by the room left in each resource, room beyond what the
    remaining issues can use being cut off so that states which allow the same completions become one.
    """

    def __init__(
        self,
        tables: Sequence[Exact],
        *,
        floor: Sequence[int] | None = None,
        uses: Sequence[Exact] | None = None,
        limits: Sequence[int] | None = None,
    ) -> None:
        self.parties = tables[0].shape[1] if len(tables) else (0 if floor is None else len(floor))
        scaled, needs = _columns(tables, self.parties, floor, uses, limits)
        # a resource that cannot run out is no column at all
        columns = [c for c, need in enumerate(needs) if c < self.parties or need is not None]
        self.scaled = scaled.only(columns)
        self.needs = [needs[c] for c in columns]
        self.alternatives = [_distinct(t, self.parties) for t in self.scaled.tables]
        self.order = _order([rows for rows, _, _ in self.alternatives])
        dtype = object if any(rows.dtype == object for rows, _, _ in self.alternatives) else np.int64
        self.sums: Exact = np.zeros((1, self.scaled.columns), dtype=dtype)
        self.least = _remaining([self.alternatives[i][0] for i in self.order], self.scaled.columns)
        self.layers: list[Layer] = []
        #: what each column may have lost by thinning, allowed for when pruning
        self.slack: Exact = np.zeros(self.scaled.columns, dtype=dtype)
        self.largest = 1
        self.bounded = [c for c, need in enumerate(self.needs) if need is not None]
        if self.bounded:
            wanted = [need for need in self.needs if need is not None]
            self.reach = Reach([self.alternatives[i][0][:, self.bounded] for i in self.order], wanted)
            self.sums = self.sums[self.reach.within(self.sums[:, self.bounded], 0)]

    @property
    def merged(self) -> int:
        return len(self.layers)

    @property
    def points(self) -> int:
        return len(self.sums)

    def merge(self, check: Callable[[], None]) -> None:
        """Add the next issue; ``check`` is called now and then and may raise to stop, which leaves all as it was."""
        issue = self.order[self.merged]
        steps, members, heads = self.alternatives[issue]
        sums, previous, group = self._candidates(steps, check)
        order, starts = nondominated_groups(sums, self.parties)
        self.sums = sums[order[starts]]
        ends = np.append(starts, len(order))
        self.layers.append(Layer(issue, ends, previous[order], group[order], members, heads))
        self.largest = max(self.largest, len(self.sums))

    def _candidates(self, steps: Exact, check: Callable[[], None]) -> tuple[Exact, Pointers, Pointers]:
        """Sums of every point and every alternative that can still end well, blockwise where they are many."""
        points = len(self.sums)
        width = max(1, BLOCK // max(points, 1))
        parts: list[tuple[Exact, IntArray, IntArray]] = []
        for first in range(0, len(steps), width):
            block = steps[first : first + width]
            sums = (block[:, None, :] + self.sums[None, :, :]).reshape(-1, self.scaled.columns)
            at = self._admissible(sums)
            if width < len(steps):
                check()
                at = at[nondominated_groups(sums[at], self.parties)[0]]
                at.sort()
            if len(at) < len(sums):
                sums = sums[at]
            parts.append((sums, (at % max(points, 1)), (at // max(points, 1) + first)))
        sums, previous, group = parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))
        return sums, previous.astype(np.int32), group.astype(np.int32)

    def _admissible(self, sums: Exact) -> IntArray:
        level = self.merged + 1
        if not self.bounded:
            return np.arange(len(sums))
        at = np.flatnonzero(self.reach.within((sums + self.slack)[:, self.bounded], level))
        for column in range(self.parties, self.scaled.columns):
            enough = (self.needs[column] or 0) - self.least[level][column]
            np.minimum(sums[:, column], enough, out=sums[:, column])
        return at

    def finish(self) -> Frontier:
        """The frontier, once every issue is merged."""
        vectors = self.scaled.restore(self.sums)[:, : self.parties]
        return Frontier(vectors, (0,) * self.parties, self.largest, len(self.order), tuple(self.layers))


def _columns(
    tables: Sequence[Exact],
    parties: int,
    floor: Sequence[int] | None,
    uses: Sequence[Exact] | None,
    limits: Sequence[int] | None,
) -> tuple[Scaled, list[int | None]]:
    """Values and negated uses side by side, scaled, and the least wanted of each column (None: no bound)."""
    bounds: list[int | None] = [None] * parties if floor is None else [int(least) for least in floor]
    if uses is None or limits is None or len(limits) == 0:
        scaled = scale(tables)
    else:
        scaled = scale(side_by_side(tables, uses))
        bounds += [-int(limit) for limit in limits]
    reached = scaled.at_least([b if bound is None else bound for bound, b in zip(bounds, scaled.base, strict=True)])
    # what every package reaches is no bound; what none reaches need not be larger than just out of reach
    tops = scaled.tops
    return scaled, [min(need, top + 1) if need > 0 else None for need, top in zip(reached, tops, strict=True)]


def _distinct(rows: Exact, parties: int) -> tuple[Exact, IntArray, IntArray]:
    """Alternatives worth considering: distinct rows, the alternatives with each row, where they begin."""
    order, starts = nondominated_groups(rows, parties) if len(rows) > 1 else (np.arange(1), np.zeros(1, dtype=np.int64))
    return rows[order[starts]], order, np.append(starts, len(order))


def _order(rows: Sequence[Exact]) -> list[int]:
    """Issues with few alternatives left first: the many partial sums of the last ones are filtered at once."""
    return sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))


def _remaining(rows: Sequence[Exact], columns: int) -> list[list[int]]:
    """After each number of issues merged: the least the others can add to each column."""
    least = [[0] * columns]
    for table in reversed(rows):
        least.append([m + int(low) for m, low in zip(least[-1], table.min(axis=0), strict=True)])
    return least[::-1]
