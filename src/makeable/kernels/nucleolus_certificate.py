"""From the coalitions that bind, stage by stage, to the exact nucleolus and its proof in rationals.

The proof is Kohlberg's (1971), in the form of linear programming duality: at every stage the binding coalitions carry
strictly positive weights that balance to something already settled, no open coalition complains more than they do, and
in the end everything is settled. Weights, complaints and shares are fractions; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.excess_program import Row
from makeable.kernels.rational import null_space, solve
from makeable.kernels.voting import subset_sums

__all__ = ["Free", "Level", "exact_allocation", "shortfalls", "verify"]


@dataclass(frozen=True)
class Level:
    """One stage: the complaint it settles, and the binding rows with the weights that balance them."""

    excess: Fraction
    rows: tuple[Row, ...]
    weights: tuple[int, ...]


class Free:
    """What is not settled yet: integer vectors spanning the shifts of x that leave every settled coalition alone."""

    def __init__(self, players: int) -> None:
        self.players = players
        self.vectors = null_space([[1] * players], players)

    def open(self) -> NDArray[np.bool_]:
        """By bit mask, the coalitions whose worth can still be shifted."""
        out = np.zeros(1 << self.players, dtype=bool)
        for vector in self.vectors:
            out |= subset_sums(_integers(vector)) != 0
        return out

    def settle(self, rows: Sequence[Row]) -> tuple[int, ...] | None:
        """Settle these coalitions; returns the weights that balance them, or None when none are all positive."""
        table = [
            [sum(vector[i] for i in range(self.players) if row.coalition >> i & 1) for vector in self.vectors]
            for row in rows
        ]
        transposed = [list(column) for column in zip(*table, strict=True)]
        balancing = null_space(transposed, len(rows))
        kept = null_space(table, len(self.vectors))
        self.vectors = [_primitive(_combined(self.vectors, part)) for part in kept]
        if len(balancing) != 1:
            return None
        weights = balancing[0] if balancing[0][0] > 0 else [-w for w in balancing[0]]
        return tuple(weights) if all(w > 0 for w in weights) else None


def _combined(vectors: Sequence[Sequence[int]], parts: Sequence[int]) -> list[int]:
    return [sum(p * v for p, v in zip(parts, column, strict=True)) for column in zip(*vectors, strict=True)]


def _primitive(vector: list[int]) -> list[int]:
    common = gcd(*vector)
    return [a // common for a in vector] if common > 1 else vector


def _integers(numbers: Sequence[int]) -> NDArray[Any]:
    """As int64 where all subset sums fit, else as Python integers."""
    fits = sum(map(abs, numbers)) < 2**62
    return np.array(numbers, dtype=np.int64 if fits else object)


def exact_allocation(
    values: Sequence[int], players: int, stages: Sequence[Sequence[Row]], per_capita: bool
) -> tuple[list[Fraction], list[Fraction]] | None:
    """The shares, and the complaint of each stage, that the binding rows determine; None when they do not."""
    unknowns = players + len(stages)
    full = (1 << players) - 1
    matrix = [[1] * players + [0] * len(stages)]
    right = [values[full]]
    for stage, rows in enumerate(stages):
        for row in rows:
            line = [row.coalition >> i & 1 for i in range(players)] + [0] * len(stages)
            if not row.floor:
                line[players + stage] = row.coalition.bit_count() if per_capita else 1
            matrix.append(line)
            right.append(values[row.coalition])
    if len(matrix) != unknowns:
        return None
    solution = solve(matrix, right)
    return (solution[:players], solution[players:]) if solution is not None else None


def verify(
    values: Sequence[int],
    players: int,
    stages: Sequence[Sequence[Row]],
    floors: bool,
    per_capita: bool,
) -> tuple[tuple[Fraction, ...], tuple[Level, ...]] | None:
    """The nucleolus and its certificate, checked row by row; None when the stages do not prove anything."""
    found = exact_allocation(values, players, stages, per_capita)
    if found is None:
        return None
    shares, excesses = found
    if floors and any(share < values[1 << i] for i, share in enumerate(shares)):
        return None
    whole = lcm(*(f.denominator for f in (*shares, *excesses)))
    short = shortfalls(values, shares, whole)
    heads = subset_sums(np.ones(players, dtype=np.int64))
    free, levels = Free(players), []
    for rows, excess in zip(stages, excesses, strict=True):
        allowed = excess * whole
        limit = int(allowed) * heads if per_capita else int(allowed)
        if bool(((short > limit) & free.open()).any()):
            return None
        weights = free.settle(rows)
        if weights is None:
            return None
        levels.append(Level(excess, tuple(rows), weights))
    return None if free.vectors else (tuple(shares), tuple(levels))


def shortfalls(values: Sequence[int], shares: Sequence[Fraction], whole: int) -> NDArray[Any]:
    """(v(S) - x(S)) * whole for every coalition, in integers."""
    scaled = _integers([int(share * whole) for share in shares])
    largest = max(map(abs, values)) * whole
    dtype = np.int64 if largest < 2**61 and scaled.dtype == np.int64 else object
    worth = np.array(values, dtype=dtype) * (np.int64(whole) if dtype is np.int64 else whole)
    short: NDArray[Any] = worth - subset_sums(scaled.astype(dtype))
    return short
