"""Chances of alternatives that grow with their scores until packages just reach what they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import Exact, IntArray

Floats = npt.NDArray[np.float64]

STEPS = 40


@dataclass(frozen=True)
class Tilt:
    """Chances of each alternative, ``chances[i]`` (alternatives_i,), proportional to exp(``pull`` . score).

    ``log_chance`` bounds from above, and for many issues nearly equals, the log of the share of all packages that
    reach the needs the tilt aims at.
    """

    chances: tuple[Floats, ...]
    pull: Floats
    level: float
    log_chance: float

    def draw(self, number: int, rng: np.random.Generator) -> IntArray:
        """So many packages: alternatives, shape (number, issues)."""
        drawn = np.empty((number, len(self.chances)), dtype=np.int64)
        for issue, share in enumerate(self.chances):
            at = np.searchsorted(np.cumsum(share), rng.random(number), side="right")
            np.minimum(at, len(share) - 1, out=drawn[:, issue])
        return drawn

    def log_ratio(self, sums: Floats) -> Floats:
        """How much likelier than by even chances packages with these sums are drawn, as a natural logarithm."""
        return np.asarray(sums @ self.pull - self.level)


def tilt(tables: Sequence[Exact], needs: Sequence[int], columns: Sequence[int]) -> Tilt:
    """The tilt under which the chosen columns are expected to reach their needs (saddle point, Daniels 1954).

    ``tables[i]`` (alternatives_i, columns) integers. No columns: even chances. Floats throughout: a tilt decides
    only what is drawn, never what counts.
    """
    width = len(needs)
    tops = np.array([max(1.0, sum(float(t[:, c].max()) for t in tables)) for c in range(width)])
    scaled = [table.astype(np.float64) / tops for table in tables]
    wanted = np.array([float(need) for need in needs]) / tops
    chosen = np.zeros(width)
    chosen[list(columns)] = 1.0
    pull = np.zeros(width)
    value, slope, bend = _cumulant(scaled, wanted, pull)
    for _ in range(STEPS if len(columns) else 0):
        free = (chosen > 0) & ((pull > 0) | (slope < 0))
        if not free.any() or np.abs(slope[free]).max() < 1e-4:
            break
        at = np.flatnonzero(free)
        curve = bend[np.ix_(at, at)] + 1e-9 * np.eye(len(at))
        move = np.zeros(width)
        move[at] = -np.linalg.solve(curve, slope[at])
        reach = 1.0
        while reach > 1e-6:
            tried = np.minimum(np.maximum(pull + reach * move, 0.0), 1e5)
            found = _cumulant(scaled, wanted, tried)
            if found[0] < value:
                break
            reach /= 2
        else:
            break
        pull = tried
        value, slope, bend = found
    chances, level = [], 0.0
    for table in scaled:
        logs = table @ pull
        high = float(logs.max())
        share = np.exp(logs - high)
        level += high + float(np.log(share.mean()))
        chances.append(share / share.sum())
    return Tilt(tuple(chances), pull / tops, level, value)


def _cumulant(tables: Sequence[Floats], wanted: Floats, pull: Floats) -> tuple[float, Floats, Floats]:
    """The log-moment function of the sums minus pull . wanted, its slope and its curvature."""
    value, slope = -float(pull @ wanted), -wanted.copy()
    bend = np.zeros((len(wanted), len(wanted)))
    for table in tables:
        logs = table @ pull
        high = float(logs.max())
        share = np.exp(logs - high)
        value += high + float(np.log(share.mean()))
        share /= share.sum()
        mean = share @ table
        slope += mean
        bend += (table * share[:, None]).T @ table - np.outer(mean, mean)
    return value, slope, bend
