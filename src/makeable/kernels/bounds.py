"""Which partial sums can still reach several bounds at once: one weighted bound for each of several directions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import sqrt

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import SAFE, Exact

#: weights are whole numbers up to about this
FINE = 256
#: steps of the search for the most telling direction, and how many of its visits are kept
STEPS = 60
KEPT = 6
SEARCHED = 3_000_000


class Reach:
    """What the issues still out can add along several directions, as exact integers.

    A partial sum that must reach ``needs`` in every column can only do so if, for every non-negative weighting of
    the columns, its weighted sum plus the most the other issues can add reaches the weighted needs. Any weighting is
    valid; good ones come from the Lagrangian dual, so that being short in several columns together is seen early.
    """

    def __init__(self, steps: Sequence[Exact], needs: Sequence[int]) -> None:
        self.directions = _directions(steps, needs)
        weights = [[int(entry) for entry in row] for row in self.directions]
        self.needs = np.array([sum(w * n for w, n in zip(row, needs, strict=True)) for row in weights], dtype=object)
        most = [np.array([int(m) for m in (step @ self.directions.T).max(axis=0)], dtype=object) for step in steps]
        tails = [np.zeros(len(weights), dtype=object)]
        for gain in reversed(most):
            tails.append(tails[-1] + gain)
        #: after each number of issues: what a partial sum must have along each direction
        self.least = [_narrow(self.needs - tail) for tail in reversed(tails)]

    def within(self, sums: Exact, merged: int) -> npt.NDArray[np.bool_]:
        """Which partial sums over the first ``merged`` issues can still reach every need."""
        return np.asarray((sums @ self.directions.T >= self.least[merged]).all(axis=1), dtype=np.bool_)


def _narrow(values: Exact) -> Exact:
    return values.astype(np.int64) if max((abs(int(v)) for v in values), default=0) < SAFE else values


def _directions(steps: Sequence[Exact], needs: Sequence[int]) -> Exact:
    """Whole weights, shape (directions, columns): each column, pairs, all, and those the dual search visits last."""
    columns = len(needs)
    tops = [max(1, sum(int(step[:, c].max()) for step in steps)) for c in range(columns)]
    ways = [np.eye(columns)]
    if columns > 1:
        pairs = list(combinations(range(columns), 2)) if 2 < columns <= 5 else []
        ways += [np.isin(np.arange(columns), pair)[None, :].astype(float) for pair in pairs]
        ways += [np.ones((1, columns)), _dual(steps, needs, tops)]
    weights = np.unique(np.rint(np.concatenate(ways) * FINE).astype(np.int64), axis=0)
    widest = max(tops)
    scaled: Exact = weights.astype(object) * np.array([max(1, widest // top) for top in tops], dtype=object)
    if 2 * FINE * columns * widest < SAFE and all(step.dtype != object for step in steps):
        scaled = scaled.astype(np.int64)
    return scaled


def _dual(steps: Sequence[Exact], needs: Sequence[int], tops: Sequence[int]) -> npt.NDArray[np.float64]:
    """Weights that nearly minimise what the whole can reach above the needs (projected subgradient)."""
    scale = 1.0 / np.array([float(top) for top in tops])
    columns, longest = len(needs), max((len(step) for step in steps), default=0)
    if not 0 < len(steps) * longest * columns <= SEARCHED:
        return np.ones((1, columns))
    # shorter issues repeat their first alternative, so that all issues are one array
    tables = np.stack(
        [np.concatenate([s, np.repeat(s[:1], longest - len(s), axis=0)]).astype(np.float64) * scale for s in steps]
    )
    issues = np.arange(len(steps))
    wanted = np.array([float(need) for need in needs]) * scale
    weights = np.full(columns, 1.0 / columns)
    visits: list[tuple[float, npt.NDArray[np.float64]]] = []
    for step in range(1, STEPS + 1):
        reached = tables[issues, np.argmax(tables @ weights, axis=1)].sum(axis=0)
        slope = reached - wanted
        visits.append((float(weights @ slope) / float(weights.max()), weights / weights.max()))
        length = float(np.linalg.norm(slope))
        if length == 0.0:
            break
        weights = np.maximum(weights - 0.3 / sqrt(step) / columns * slope / length, 0.0)
        total = float(weights.sum())
        weights = weights / total if total > 0 else np.full(columns, 1.0 / columns)
    visits.sort(key=lambda visit: visit[0])
    return np.array([weights for _, weights in visits[:KEPT]])
