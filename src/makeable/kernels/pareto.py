"""The exact Pareto frontier of additive packages, issue by issue."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt

from makeable.kernels.nondominated import nondominated_groups
from makeable.kernels.packages import Layer, Pointers, iterate, multiplicities, representatives
from makeable.kernels.scale import Exact, IntArray, Scaled, scale

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
    begun = time.monotonic()
    total = len(merger.order)
    while merger.merged < total:
        if progress is not None:
            progress(merger.merged, total)
        if budget.should_stop is not None and budget.should_stop():
            return TooLarge("stopped", merger.merged, total, merger.points)
        if budget.seconds is not None and time.monotonic() - begun > budget.seconds:
            return TooLarge("seconds", merger.merged, total, merger.points)
        merger.merge()
        if merger.points > budget.points:
            return TooLarge("points", merger.merged, total, merger.points)
    if progress is not None:
        progress(total, total)
    return merger.finish()


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
        self.scaled, needs = _columns(tables, self.parties, floor, uses, limits)
        self.needs: list[int | None] = needs
        self.alternatives = [_distinct(t, self.parties) for t in self.scaled.tables]
        self.order = _order([rows for rows, _, _ in self.alternatives])
        dtype = object if any(rows.dtype == object for rows, _, _ in self.alternatives) else np.int64
        self.sums: Exact = np.zeros((1, self.scaled.columns), dtype=dtype)
        self.rest = _remaining([self.alternatives[i][0] for i in self.order], self.scaled.columns)
        self.layers: list[Layer] = []
        self.largest = 1
        if not self._within(self.sums, 0).all():
            self.sums = self.sums[:0]

    @property
    def merged(self) -> int:
        return len(self.layers)

    @property
    def points(self) -> int:
        return len(self.sums)

    def merge(self) -> None:
        """Add the next issue."""
        issue = self.order[self.merged]
        steps, members, heads = self.alternatives[issue]
        sums, previous, group = self._candidates(steps)
        order, starts = nondominated_groups(sums, self.parties)
        self.sums = sums[order[starts]]
        ends = np.append(starts, len(order))
        self.layers.append(Layer(issue, ends, previous[order], group[order], members, heads))
        self.largest = max(self.largest, len(self.sums))

    def _candidates(self, steps: Exact) -> tuple[Exact, Pointers, Pointers]:
        """Sums of every point and every alternative that can still end well, blockwise where they are many."""
        points = len(self.sums)
        width = max(1, BLOCK // max(points, 1))
        parts: list[tuple[Exact, IntArray, IntArray]] = []
        for first in range(0, len(steps), width):
            block = steps[first : first + width]
            sums = (block[:, None, :] + self.sums[None, :, :]).reshape(-1, self.scaled.columns)
            at = self._admissible(sums)
            if width < len(steps):
                at = at[nondominated_groups(sums[at], self.parties)[0]]
                at.sort()
            if len(at) < len(sums):
                sums = sums[at]
            parts.append((sums, (at % max(points, 1)), (at // max(points, 1) + first)))
        sums, previous, group = parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))
        return sums, previous.astype(np.int32), group.astype(np.int32)

    def _admissible(self, sums: Exact) -> IntArray:
        level = self.merged + 1
        if all(need is None for need in self.needs):
            return np.arange(len(sums))
        at = np.flatnonzero(self._within(sums, level))
        for column in range(self.parties, self.scaled.columns):
            need = self.needs[column]
            enough = (need or 0) - self.rest[level][1][column]
            np.minimum(sums[:, column], enough, out=sums[:, column])
        return at

    def _within(self, sums: Exact, level: int) -> npt.NDArray[np.bool_]:
        kept = np.ones(len(sums), dtype=np.bool_)
        for column, need in enumerate(self.needs):
            if need is not None:
                kept &= (sums[:, column] >= need - self.rest[level][0][column]).astype(np.bool_)
        return kept

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
    if uses is None or limits is None or len(limits) == 0:
        scaled = scale(tables)
        return scaled, [None] * parties if floor is None else list(scaled.at_least(floor))
    joined = [np.concatenate([t.astype(object), -u.astype(object)], axis=1) for t, u in zip(tables, uses, strict=True)]
    scaled = scale(joined)
    lowest = [*scaled.base[:parties]] if floor is None else [*map(int, floor)]
    needs: list[int | None] = list(scaled.at_least([*lowest, *(-int(limit) for limit in limits)]))
    if floor is None:
        needs[:parties] = [None] * parties
    return scaled, needs


def _distinct(rows: Exact, parties: int) -> tuple[Exact, IntArray, IntArray]:
    """Alternatives worth considering: distinct rows, the alternatives with each row, where they begin."""
    order, starts = nondominated_groups(rows, parties) if len(rows) > 1 else (np.arange(1), np.zeros(1, dtype=np.int64))
    return rows[order[starts]], order, np.append(starts, len(order))


def _order(rows: Sequence[Exact]) -> list[int]:
    """Issues with few alternatives left first: the many partial sums of the last ones are filtered at once."""
    return sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))


def _remaining(rows: Sequence[Exact], columns: int) -> list[tuple[list[int], list[int]]]:
    """After each number of issues merged: the most and the least the others can add to each column."""
    most, least = [0] * columns, [0] * columns
    bounds = [(most, least)]
    for table in reversed(rows):
        most = [m + int(high) for m, high in zip(most, table.max(axis=0), strict=True)]
        least = [m + int(low) for m, low in zip(least, table.min(axis=0), strict=True)]
        bounds.append((most, least))
    return bounds[::-1]
