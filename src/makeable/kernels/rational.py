"""Exact linear algebra on small integer matrices: solve, and find what is mapped to zero."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

__all__ = ["null_space", "solve"]

Matrix = Sequence[Sequence[int]]


def _reduced(rows: list[list[int]], columns: int) -> list[int]:
    """Bring integer rows to reduced echelon form in place, without fractions; returns the pivot columns."""
    pivots: list[int] = []
    for column in range(columns):
        at = len(pivots)
        found = min(
            (r for r in range(at, len(rows)) if rows[r][column]), key=lambda r: abs(rows[r][column]), default=None
        )
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        pivot_row = rows[at]
        pivot = pivot_row[column]
        for r, row in enumerate(rows):
            if r != at and row[column]:
                factor = row[column]
                row[:] = [pivot * a - factor * b for a, b in zip(row, pivot_row, strict=True)]
                common = gcd(*row)
                if common > 1:
                    row[:] = [a // common for a in row]
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    return pivots


def solve(matrix: Matrix, right: Sequence[int]) -> list[Fraction] | None:
    """The solution of a square system with integer coefficients; None when it is singular."""
    n = len(right)
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    if _reduced(rows, n) != list(range(n)):
        return None
    return [Fraction(row[n], row[i]) for i, row in enumerate(rows)]


def null_space(matrix: Matrix, columns: int) -> list[list[int]]:
    """Integer vectors, without common factors, that span what the matrix maps to zero."""
    rows = [list(row) for row in matrix]
    pivots = _reduced(rows, columns)
    basis = []
    for free in (c for c in range(columns) if c not in pivots):
        scale = lcm(*(rows[r][p] for r, p in enumerate(pivots)), 1)
        vector = [0] * columns
        vector[free] = scale
        for r, p in enumerate(pivots):
            vector[p] = -rows[r][free] * scale // rows[r][p]
        common = gcd(*vector)
        basis.append([a // common for a in vector])
    return basis
