"""Least core and nucleolus of a game given as a table of 2^n values, exactly, with a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.excess_program import Row, StageProgram
from makeable.kernels.nucleolus_certificate import Free, Level, shortfalls, verify
from makeable.kernels.rational import solve

__all__ = ["LeastCore", "Nucleolus", "least_core", "nucleolus"]


@dataclass(frozen=True)
class LeastCore:
    """The smallest complaint that can be had for all coalitions at once, exactly.

    `balancing`: coalitions with weights that cover every player equally often; by duality they prove that no
    allocation does better. `certified` is False only when the proof could not be completed.
    """

    excess: Fraction
    allocation: tuple[Fraction, ...]
    balancing: tuple[tuple[int, int], ...]
    certified: bool


@dataclass(frozen=True)
class Nucleolus:
    """Shares that make the largest complaint smallest, then the next, and so on (Schmeidler 1969).

    `levels` is the proof: see `nucleolus_certificate`. Not `certified`: shares as floating point found them.
    """

    shares: tuple[Fraction, ...]
    levels: tuple[Level, ...]
    certified: bool
    pivots: int


def least_core(values: Sequence[int], players: int) -> LeastCore:
    """The least core of the game with v(S) = values[mask of S], 2^n integers with values[0] = 0."""
    if players == 1:
        return LeastCore(Fraction(0), (Fraction(values[1]),), (), True)
    program = StageProgram(np.array(values, dtype=np.float64), players, floors=False, per_capita=False)
    free = Free(players)
    full = (1 << players) - 1
    stage = program.solve(program.first_rows(), free.open(), [float(values[full])])
    rows = [*stage.binding, *stage.idle]
    lines = [[1] * players + [0]] + [[r.coalition >> i & 1 for i in range(players)] + [1] for r in rows]
    solution = solve(lines, [values[full], *(values[r.coalition] for r in rows)])
    weights = free.settle(stage.binding)
    if solution is None or weights is None:
        return LeastCore(Fraction(stage.excess), (), (), False)
    *shares, excess = solution
    whole = int(np.lcm.reduce([f.denominator for f in solution], dtype=object))
    proper = shortfalls(values, shares, whole)[1:-1]
    certified = not bool((proper > int(excess * whole)).any())
    balancing = tuple((r.coalition, w) for r, w in zip(stage.binding, weights, strict=True))
    return LeastCore(excess, tuple(shares), balancing, certified)


def nucleolus(values: Sequence[int], players: int, imputations: bool = True, per_capita: bool = False) -> Nucleolus:
    """The nucleolus of the game with v(S) = values[mask of S]; without `imputations`, the prenucleolus.

    With `imputations`, nobody gets less than alone (ValueError when everybody together is worth less than the
    players one by one: then there is no such allocation). `per_capita` divides complaints by heads (Grotte 1970).
    Raises `excess_program.Stalled` where floating point does not come to an end.
    """
    full = (1 << players) - 1
    if imputations and sum(values[1 << i] for i in range(players)) > values[full]:
        raise ValueError("no allocation gives everybody what they have alone")
    if players == 1:
        return Nucleolus((Fraction(values[1]),), (), True, 0)
    program = StageProgram(np.array(values, dtype=np.float64), players, imputations, per_capita)
    stages, shares, pivots = _descend(program, values)
    proven = verify(values, players, stages, imputations, per_capita)
    if proven is None:
        return Nucleolus(tuple(Fraction(float(s)) for s in shares), (), False, pivots)
    return Nucleolus(proven[0], proven[1], True, pivots)


def _descend(program: StageProgram, values: Sequence[int]) -> tuple[list[tuple[Row, ...]], NDArray[np.float64], int]:
    """The binding rows of each stage, and the shares in floating point."""
    free = Free(program.players)
    fixed = [float(values[program.full])]
    stages: list[tuple[Row, ...]] = []
    rows, pivots = program.first_rows(), 0
    while free.vectors:
        open_ = free.open()
        stage = program.solve(rows, open_, fixed)
        pivots += stage.pivots
        stages.append(stage.binding)
        free.settle(stage.binding)
        for row in stage.binding[:-1]:
            program.settled.append(row.coalition)
            relief = 0.0 if row.floor else stage.excess * program.heads[row.coalition]
            fixed.append(float(values[row.coalition]) - relief)
        if free.vectors:
            rows = program.next_rows(stage, free.open())
    lines = np.array([program.coalition_row(s) for s in program.settled])
    return stages, np.linalg.lstsq(lines, np.array(fixed), rcond=None)[0], pivots
