"""Linear programs solved exactly in fractions, for the few continuous amounts of a package.

Meant for programs of a few dozen columns, once every yes-or-no choice is fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from makeable.kernels.program import Number

Sparse = dict[int, Fraction]


class LinearRow(Protocol):
    """What is read of a row: coefficients of columns between two sides."""

    columns: Sequence[int]
    coefficients: Sequence[Number]
    lower: Number | None
    upper: Number | None


class _Empty(Exception):
    """The program has no solution."""


def exact_optimum(
    lower: Sequence[Number],
    upper: Sequence[Number],
    rows: Sequence[LinearRow],
    objective: Mapping[int, Number],
    fixed: Mapping[int, Number],
) -> list[Fraction] | None:
    """The exact maximum of a bounded linear program with some columns fixed, or None when it is infeasible.

    Columns lie between finite `lower` and `upper`. Two-phase simplex with Bland's rule, so it always ends.
    """
    least, most = [Fraction(a) for a in lower], [Fraction(b) for b in upper]
    for column, value in fixed.items():
        least[column] = most[column] = Fraction(value)
    try:
        kept = _propagate(least, most, rows)
        free = [c for c in range(len(least)) if least[c] < most[c]]
        point = _Tableau(free, least, most, kept).maximise(objective)
    except _Empty:
        return None
    return [least[c] + point.get(c, Fraction(0)) for c in range(len(least))]


_Side = Fraction | None
_Kept = tuple[Sparse, _Side, _Side]


def _propagate(least: list[Fraction], most: list[Fraction], rows: Sequence[LinearRow]) -> list[_Kept]:
    """Rows with fixed columns moved to the sides; rows of one column become bounds, until none is left."""
    waiting: list[_Kept] = [
        (
            {c: Fraction(a) for c, a in zip(row.columns, row.coefficients, strict=True) if a},
            None if row.lower is None else Fraction(row.lower),
            None if row.upper is None else Fraction(row.upper),
        )
        for row in rows
    ]
    while True:
        kept: list[_Kept] = []
        tightened = False
        for entries, low, high in waiting:
            moved = sum((a * least[c] for c, a in entries.items() if least[c] == most[c]), Fraction(0))
            left = {c: a for c, a in entries.items() if least[c] < most[c]}
            low = None if low is None else low - moved
            high = None if high is None else high - moved
            if not left and ((low is not None and low > 0) or (high is not None and high < 0)):
                raise _Empty
            if len(left) == 1:
                tightened |= _tighten(least, most, (left, low, high))
            elif left:
                kept.append((left, low, high))
        if any(a > b for a, b in zip(least, most, strict=True)):
            raise _Empty
        if not tightened:
            return kept
        waiting = kept


def _tighten(least: list[Fraction], most: list[Fraction], row: _Kept) -> bool:
    """Turn a row of one column into bounds; whether that fixed the column."""
    ((column, a),) = row[0].items()
    sides = [None if side is None else side / a for side in row[1:]]
    low, high = sides if a > 0 else reversed(sides)
    if low is not None:
        least[column] = max(least[column], low)
    if high is not None:
        most[column] = min(most[column], high)
    return least[column] >= most[column]


class _Tableau:
    """A simplex tableau of sparse rows over columns shifted to start at 0."""

    def __init__(self, free: list[int], least: list[Fraction], most: list[Fraction], kept: list[_Kept]) -> None:
        self.free = free
        self.next = max(free, default=-1) + 1
        self.rows: list[Sparse] = []
        self.sides: list[Fraction] = []
        self.basis: list[int] = []
        self.artificial: set[int] = set()
        for column in free:
            self._add({column: Fraction(1)}, most[column] - least[column], 1)
        for entries, low, high in kept:
            shift = sum((a * least[c] for c, a in entries.items()), Fraction(0))
            if low is not None and low == high:
                self._add(entries, low - shift, 0)
                continue
            if high is not None:
                self._add(entries, high - shift, 1)
            if low is not None:
                self._add(entries, low - shift, -1)

    def _add(self, entries: Sparse, side: Fraction, slack: int) -> None:
        """entries <= side (slack 1), >= side (-1) or == side (0)."""
        row = dict(entries)
        if slack:
            row[self.next] = Fraction(slack)
            self.next += 1
        if side < 0:
            row, side, slack = {c: -a for c, a in row.items()}, -side, -slack
        if slack == 1:
            basic = self.next - 1
        else:
            basic = self.next
            row[basic] = Fraction(1)
            self.artificial.add(basic)
            self.next += 1
        self.rows.append(row)
        self.sides.append(side)
        self.basis.append(basic)

    def maximise(self, objective: Mapping[int, Number]) -> Sparse:
        """Values of the free columns (above their lower bounds) at the maximum."""
        if self.artificial:
            self._run({c: Fraction(-1) for c in self.artificial}, frozenset())
            if any(b in self.artificial and s for b, s in zip(self.basis, self.sides, strict=True)):
                raise _Empty
            self._drive_out()
        known = set(self.free)
        self._run({c: Fraction(v) for c, v in objective.items() if c in known}, frozenset(self.artificial))
        return {b: s for b, s in zip(self.basis, self.sides, strict=True) if b in known}

    def _drive_out(self) -> None:
        """Pivot artificial columns at 0 out of the basis; drop rows that say nothing."""
        for k in reversed(range(len(self.rows))):
            if self.basis[k] not in self.artificial:
                continue
            enter = next((c for c in self.rows[k] if c not in self.artificial), None)
            if enter is None:
                del self.rows[k], self.sides[k], self.basis[k]
            else:
                self._pivot(k, enter)

    def _run(self, objective: Sparse, banned: frozenset[int]) -> None:
        reduced = dict(objective)
        for k, basic in enumerate(self.basis):
            self._subtract(reduced, self.rows[k], objective.get(basic, Fraction(0)))
        while True:
            enter = min((c for c, r in reduced.items() if r > 0 and c not in banned), default=None)
            if enter is None:
                return
            ratios = [
                (side / row[enter], basic, k)
                for k, (row, side, basic) in enumerate(zip(self.rows, self.sides, self.basis, strict=True))
                if row.get(enter, 0) > 0
            ]
            leave = min(ratios)[2]
            self._pivot(leave, enter)
            self._subtract(reduced, self.rows[leave], reduced[enter])

    def _pivot(self, leave: int, enter: int) -> None:
        scale = self.rows[leave][enter]
        pivot = {c: a / scale for c, a in self.rows[leave].items()}
        self.rows[leave] = pivot
        self.sides[leave] /= scale
        self.basis[leave] = enter
        for k, row in enumerate(self.rows):
            factor = row.get(enter)
            if k != leave and factor:
                self._subtract(row, pivot, factor)
                self.sides[k] -= factor * self.sides[leave]

    @staticmethod
    def _subtract(row: Sparse, other: Sparse, factor: Fraction) -> None:
        """row -= factor x other, in place, zeros dropped."""
        if not factor:
            return
        for c, a in other.items():
            value = row.get(c, Fraction(0)) - factor * a
            if value:
                row[c] = value
            else:
                row.pop(c, None)
