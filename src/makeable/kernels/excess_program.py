"""The linear program inside the least core and the nucleolus: make the largest complaint as small as possible.

Minimise e such that x(S) + c(S) e >= v(S) for every coalition S that is still open, with x fixed on settled
coalitions. A dual simplex method over all 2^n rows at once, none of which is ever written down: the basis is a matrix
of n + 1 rows, and the row to enter is found by looking at the sums over all subsets. Floating point; what it finds is
made exact, and proven, in `nucleolus_certificate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.voting import subset_sums

__all__ = ["Row", "Stage", "StageProgram", "Stalled"]

FloatArray = NDArray[np.float64]
_TIGHT = 1e-9
_STALL = 60  # pivots without progress after which ties are broken at random, so that no cycle lasts


class Stalled(ArithmeticError):
    """The program did not come to an end; numerically out of reach."""


@dataclass(frozen=True)
class Row:
    """A coalition's row; `floor` marks the row x_i >= v(i) of an imputation, which no complaint relaxes."""

    coalition: int
    floor: bool = False


@dataclass(frozen=True)
class Stage:
    """The optimum of one stage: the rows with positive duals (`binding`), the rest of the basis (`idle`)."""

    binding: tuple[Row, ...]
    idle: tuple[Row, ...]
    excess: float
    pivots: int


class StageProgram:
    """One game's programs, stage after stage.

    `values`: v by bit mask, 2^n; `per_capita`: complaints count per head. With `floors`, nobody gets less than alone.
    """

    def __init__(self, values: FloatArray, players: int, floors: bool, per_capita: bool) -> None:
        self.players = players
        self.scale = max(1e-300, float(np.abs(values).max()))
        self.values = values / self.scale
        self.sizes = subset_sums(np.ones(players))
        self.heads = self.sizes if per_capita else np.ones_like(self.sizes)
        self.full = (1 << players) - 1
        self.floors = floors
        self.settled: list[int] = [self.full]
        self.random = np.random.default_rng(0)
        self.pivot_limit = 2000 + 200 * players

    def coalition_row(self, coalition: int) -> FloatArray:
        """The indicator of the coalition's members."""
        return np.array([coalition >> i & 1 for i in range(self.players)], dtype=np.float64)

    def _line(self, row: Row) -> FloatArray:
        heads = 0.0 if row.floor else self.heads[row.coalition]
        return np.append(self.coalition_row(row.coalition), heads)

    def first_rows(self) -> list[Row]:
        """A dual feasible basis for the first stage: each player alone."""
        return [Row(1 << i) for i in range(self.players)]

    def next_rows(self, stage: Stage, open_: NDArray[np.bool_]) -> list[Row]:
        """A dual feasible basis for the next stage, once the binding rows of this one are in `settled`.

        The idle rows span what is still free. Any open coalition is, up to what is settled, a combination of them;
        an idle coalition whose coefficient has the wrong sign is exchanged for its complement, which is minus it.
        """
        entering = int(np.flatnonzero(open_)[0])
        idle = [Row(row.coalition) for row in stage.idle]
        lines = np.array([self.coalition_row(s) for s in self.settled] + [self._line(r)[:-1] for r in idle])
        parts = np.linalg.lstsq(lines.T, self.coalition_row(entering), rcond=None)[0][len(self.settled) :]
        flipped = [Row(self.full ^ row.coalition) if part > 0 else row for row, part in zip(idle, parts, strict=True)]
        return [*flipped, Row(entering)]

    def solve(self, rows: Sequence[Row], open_: NDArray[np.bool_], fixed: Sequence[float]) -> Stage:
        """The optimum from this basis; `fixed`: x(S) of the settled coalitions, in the game's unit."""
        basis = list(rows)
        equal = np.array([np.append(self.coalition_row(s), 0.0) for s in self.settled])
        lines = np.vstack((equal, [self._line(row) for row in basis]))
        right = np.concatenate((np.array(fixed) / self.scale, [self.values[row.coalition] for row in basis]))
        first = len(self.settled)
        masked = np.where(open_, self.values, -np.inf)
        best, since = -np.inf, 0
        for pivots in range(self.pivot_limit):
            inverse = np.linalg.inv(lines)
            point = inverse @ right
            duals = inverse[-1, first:]
            entering = self._most_violated(point, masked)
            if entering is None:
                return self._optimum(basis, duals, float(point[-1]), pivots)
            since = 0 if point[-1] > best + 1e-12 else since + 1
            best = max(best, float(point[-1]))
            line = self._line(entering)
            leaving = self._leaving(duals, (line @ inverse)[first:], since > _STALL)
            basis[leaving] = entering
            lines[first + leaving] = line
            right[first + leaving] = self.values[entering.coalition]
        raise Stalled

    def _most_violated(self, point: FloatArray, masked: FloatArray) -> Row | None:
        share, excess = point[:-1], point[-1]
        short = masked - subset_sums(share)
        if self.heads is self.sizes:
            short[1:] /= self.sizes[1:]
        coalition = int(short[1:].argmax()) + 1
        worst, row = float(short[coalition] - excess), Row(coalition)
        if self.floors:
            alone = self.values[1 << np.arange(self.players)] - share
            player = int(alone.argmax())
            if alone[player] > worst:
                worst, row = float(alone[player]), Row(1 << player, floor=True)
        return row if worst > 1e-11 else None

    def _leaving(self, duals: FloatArray, change: FloatArray, shuffle: bool) -> int:
        able = np.flatnonzero(change > _TIGHT)
        if not len(able):
            raise Stalled
        ratios = duals[able].clip(0) / change[able]
        tied = able[ratios <= ratios.min() + 1e-12]
        return int(self.random.choice(tied)) if shuffle else int(tied[change[tied].argmax()])

    def _optimum(self, basis: Sequence[Row], duals: FloatArray, excess: float, pivots: int) -> Stage:
        positive = duals > _TIGHT
        return Stage(
            tuple(row for row, p in zip(basis, positive, strict=True) if p),
            tuple(row for row, p in zip(basis, positive, strict=True) if not p),
            excess * self.scale,
            pivots,
        )
