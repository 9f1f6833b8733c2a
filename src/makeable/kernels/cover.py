"""A cover of the frontier within a proven distance, where the frontier itself is out of reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from makeable.kernels.packages import Layer
from makeable.kernels.pareto import Budget, Frontier, Merger, Progress, TooLarge, merge_all
from makeable.kernels.scale import Exact, IntArray

#: partial sums at which they are thinned unless the caller says otherwise, and to which part of that
POINTS = 100_000
THINNED = 50


def pareto_cover(
    tables: Sequence[Exact],
    *,
    floor: Sequence[int] | None = None,
    uses: Sequence[Exact] | None = None,
    limits: Sequence[int] | None = None,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Frontier | TooLarge:
    """Packages so chosen that every frontier vector is within a proven distance of one of them.

    Arguments as in `pareto_frontier`; when there are more than ``budget.points`` partial sums after an issue (100,000
    without a budget) they are thinned to a fiftieth, which makes thinnings few. The result's ``epsilon``, one integer
    per party, is what the thinnings actually cost, added up: for every vector on the frontier (at or above
    ``floor``) there is a listed one
    at least as high for every party after adding ``epsilon``. Zero means the frontier is exact. Listed vectors are
    values of packages within the limits, none dominated by another listed one; with a floor some may lie below it,
    by up to ``epsilon``. The distance is for the worst place on the frontier; most of it is covered more closely.
    """
    budget = budget or Budget(points=POINTS)
    merger = Thinning(tables, budget.points, floor=floor, uses=uses, limits=limits)
    return merge_all(merger, budget, inf, progress) or merger.finish()


class Thinning(Merger):
    """A merger that thins its points when they grow too many, and adds up what each thinning costs each party."""

    def __init__(
        self,
        tables: Sequence[Exact],
        most: int,
        *,
        floor: Sequence[int] | None = None,
        uses: Sequence[Exact] | None = None,
        limits: Sequence[int] | None = None,
    ) -> None:
        super().__init__(tables, floor=floor, uses=uses, limits=limits)
        self.most = max(1, most)
        self.fewest = max(1, most // THINNED)
        self.grain = 0.5 * self.fewest ** (-1.0 / max(1, self.scaled.columns - 1))
        self.slack = np.zeros(self.scaled.columns, dtype=self.sums.dtype)

    def merge(self, check: Callable[[], None]) -> None:
        super().merge(check)
        if self.points > self.most and self.merged < len(self.order):
            kept, cost = self._thinned()
            self.slack = self.slack + cost
            self.sums = self.sums[kept]
            self.layers[-1] = _chosen(self.layers[-1], kept)

    def finish(self) -> Frontier:
        lost = zip(self.slack[: self.parties], self.scaled.factor, strict=False)
        return replace(super().finish(), epsilon=tuple(int(loss) * factor for loss, factor in lost))

    def _thinned(self) -> tuple[IntArray, Exact]:
        """Which points stay, and how far each column may fall in going from any point to one that stays."""
        best: tuple[IntArray, Exact] | None = None
        coarser = False
        while True:
            found = stand_ins(self.sums, self.parties, self.grain, self.fewest if self.grain < 1 else self.points)
            if found is None:
                if best is not None:
                    return best
                self.grain *= 1.25
                coarser = True
                continue
            if coarser or 3 * len(found[0]) > 2 * self.fewest or self.grain < 1e-9:
                return found
            best = found
            self.grain /= 1.25


def stand_ins(sums: Exact, parties: int, grain: float, most: int) -> tuple[IntArray, Exact] | None:
    """Points that can stand for all: each point is at most ``grain`` of each party's range above one that stays.

    ``sums`` (points, columns), the columns after ``parties`` being room in resources, in which the point that stays
    is never worse. Taken greedily from the highest total of shares; returns which points stay and the most that any
    column falls, or None where more than ``most`` would have to stay.
    """
    low = sums.min(axis=0)
    spans = np.array([max(1, int(span)) for span in sums.max(axis=0) - low], dtype=object)
    allowed = np.array([int(grain * span) for span in spans[:parties]] + [0] * (len(spans) - parties))
    allowed = allowed.astype(sums.dtype)
    totals = ((sums - low).astype(np.float64) / spans.astype(np.float64)).sum(axis=1)
    numbers = np.argsort(-totals, kind="stable")
    left = np.ascontiguousarray(sums[numbers].T)
    stay: list[int] = []
    falls = np.zeros(len(spans), dtype=sums.dtype)
    while len(numbers):
        if len(stay) == most:
            return None
        reached = left[:, 0] + allowed
        open_ = np.asarray(left[0] > reached[0], dtype=np.bool_)
        for column in range(1, len(spans)):
            open_ |= left[column] > reached[column]
        served = left[:, ~open_]
        falls = np.maximum(falls, served.max(axis=1) - left[:, 0])
        stay.append(int(numbers[0]))
        left, numbers = left[:, open_], numbers[open_]
    return np.sort(np.array(stay, dtype=np.int64)), falls


def _chosen(layer: Layer, kept: IntArray) -> Layer:
    """The layer with only some of its points."""
    sizes = np.diff(layer.starts)[kept]
    ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
    ways = np.repeat(layer.starts[:-1][kept] - ends[:-1], sizes) + np.arange(int(ends[-1]))
    return replace(layer, starts=ends, previous=layer.previous[ways], group=layer.group[ways])
