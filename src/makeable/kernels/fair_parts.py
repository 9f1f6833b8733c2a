"""Divisible goods shared so that the smallest part of each one's due is largest, then the next: exactly, with a proof.

A linear program in floating point finds who shares what; the parts are then solved for, and proven, in fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program import Number
from makeable.kernels.program_run import Effort, Row, Task, run
from makeable.kernels.rational import null_space

__all__ = ["Shared", "proven_fair", "share_out"]

Worth = Sequence[Sequence[Fraction]]
_NEAR = 1e-9


@dataclass(frozen=True)
class Shared:
    """`parts[g][p]`: the part of good g that p gets; `proven`: checked in fractions to be what was asked for."""

    parts: tuple[tuple[Fraction, ...], ...]
    proven: bool


def share_out(worth: Worth, due: Sequence[Fraction], seconds: float = 30.0) -> Shared | None:
    """Parts under which the smallest worth per due is largest, then the next (leximin); None when out of time.

    `worth[p][g]` >= 0, `due[p]` > 0. Where everybody likes everything, all get the same per due.
    """
    found = _Program(worth, due, Effort(seconds).started()).descend()
    if found is None:
        return None
    parts, groups = found
    exact = _exact(worth, due, parts, groups)
    if exact is not None and proven_fair(worth, due, exact):
        return Shared(exact, True)
    rough = [[Fraction(float(x)).limit_denominator(10**9) if x > _NEAR else Fraction(0) for x in row] for row in parts]
    return Shared(tuple(tuple(x / sum(row) for x in row) for row in rough), False)


class _Program:
    """The linear programs: a column for each part, one for the level."""

    def __init__(self, worth: Worth, due: Sequence[Fraction], effort: Effort) -> None:
        self.worth, self.due, self.effort = worth, due, effort
        self.parties, self.goods = len(worth), len(worth[0])
        self.level = self.parties * self.goods
        top = max((sum(row) / w for row, w in zip(worth, due, strict=True)), default=Fraction(1))
        self.upper: list[Number] = [*([1] * self.level), top]

    def columns(self, p: int) -> list[int]:
        """The parts of one party."""
        return [g * self.parties + p for g in range(self.goods)]

    def solve(self, floors: dict[int, float], active: Sequence[int], aim: int | None) -> NDArray[np.float64] | None:
        """The largest level of the active parties; or (`aim`) the most one of them can have, the floors kept."""
        rows = [
            Row([g * self.parties + p for p in range(self.parties)], [1] * self.parties, 1, 1)
            for g in range(self.goods)
        ]
        rows += [Row(self.columns(p), self.worth[p], Fraction(floor - _NEAR / 10), None) for p, floor in floors.items()]
        if aim is None:
            rows += [Row([*self.columns(p), self.level], [*self.worth[p], -self.due[p]], 0, None) for p in active]
            objective = {self.level: Fraction(1)}
        else:
            objective = dict(zip(self.columns(aim), self.worth[aim], strict=True))
        task = Task([0] * (self.level + 1), self.upper, [False] * (self.level + 1), rows, objective)
        found = run(task, self.effort)
        return found.solutions[-1] if found.solutions and found.finished else None

    def descend(self) -> tuple[NDArray[np.float64], list[list[int]]] | None:
        """The parts, and the parties by the level at which nobody could lift them any further."""
        active = [p for p in range(self.parties) if sum(self.worth[p]) > 0]
        all_like_all = all(value > 0 for p in active for value in self.worth[p])
        floors: dict[int, float] = {}
        groups: list[list[int]] = []
        parts = np.zeros((self.goods, self.parties))
        parts[:, 0] = 1.0
        while active:
            solution = self.solve(floors, active, None)
            if solution is None:
                return None
            parts, level = solution[: self.level].reshape(self.goods, self.parties), float(solution[self.level])
            reached = {p: level * float(self.due[p]) for p in active}
            stuck = active if all_like_all else [p for p in active if self._stuck(p, floors | reached)]
            if not stuck:
                return None
            groups.append(stuck)
            floors |= {p: reached[p] for p in stuck}
            active = [p for p in active if p not in stuck]
        return parts, groups

    def _stuck(self, p: int, floors: dict[int, float]) -> bool:
        most = self.solve(floors, (), p)
        own = [float(value) for value in self.worth[p]]
        return most is None or float(most[self.columns(p)] @ own) <= floors[p] + 1e-7


def _exact(
    worth: Worth, due: Sequence[Fraction], parts: NDArray[np.float64], groups: list[list[int]]
) -> tuple[tuple[Fraction, ...], ...] | None:
    """The parts in fractions, from who shares what and who stands at one level; None when that does not fix them."""
    owners = [[p for p in range(len(worth)) if row[p] > _NEAR * 100] for row in parts]
    shared = [(g, p) for g, who in enumerate(owners) if len(who) > 1 for p in who]
    column = {pair: at for at, pair in enumerate(shared)}
    size = len(shared) + len(groups)
    lines: list[list[Fraction]] = []
    for g in {g for g, _ in shared}:
        line = [Fraction(0)] * (size + 1)
        for p in owners[g]:
            line[column[g, p]] = Fraction(1)
        line[size] = Fraction(-1)
        lines.append(line)
    for at, group in enumerate(groups):
        for p in group:
            line = [Fraction(0)] * (size + 1)
            line[len(shared) + at] = -Fraction(due[p])
            for g, who in enumerate(owners):
                if who == [p]:
                    line[size] += worth[p][g]
                elif p in who:
                    line[column[g, p]] = Fraction(worth[p][g])
            lines.append(line)
    whole = [[int(x * lcm(*(y.denominator for y in line))) for x in line] for line in lines]
    basis = null_space(whole, size + 1)
    if len(basis) != 1 or not basis[0][size]:
        return None
    known = [Fraction(x, basis[0][size]) for x in basis[0]]
    exact = [[Fraction(int(who == [p])) for p in range(len(worth))] for who in owners]
    for (g, p), at in column.items():
        exact[g][p] = known[at]
    return tuple(map(tuple, exact))


def proven_fair(worth: Worth, due: Sequence[Fraction], parts: Sequence[Sequence[Fraction]]) -> bool:
    """Whether these parts are leximin, in fractions: the checker.

    At each level, from the lowest: nobody there likes a good that somebody higher has, and there are prices (weights on
    the parties of that level) at which every good is with whom it is worth most. Then no sharing lifts that level.
    """
    parties = range(len(worth))
    if any(part < 0 for row in parts for part in row) or any(sum(row) != 1 for row in parts):
        return False
    levels = [sum((row[p] * worth[p][g] for g, row in enumerate(parts)), Fraction(0)) / due[p] for p in parties]
    counted = [p for p in parties if sum(worth[p]) > 0]
    for level in sorted({levels[p] for p in counted}):
        group = [p for p in counted if levels[p] == level]
        higher = [p for p in parties if levels[p] > level or p not in counted]
        if any(row[q] > 0 and worth[p][g] > 0 for g, row in enumerate(parts) for q in higher for p in group):
            return False
        if not _priced(worth, parts, group):
            return False
    return True


def _priced(worth: Worth, parts: Sequence[Sequence[Fraction]], group: Sequence[int]) -> bool:
    """Whether positive weights exist under which every good of the group is with whom its weighted worth is largest."""
    ratio: dict[tuple[int, int], Fraction] = {}
    for g, row in enumerate(parts):
        for p in group:
            if row[p] > 0:
                for q in group:
                    if q != p and worth[q][g] > 0:
                        limit = worth[p][g] / worth[q][g]
                        ratio[p, q] = min(ratio.get((p, q), limit), limit)
    weight = dict.fromkeys(group, Fraction(1))
    for _ in range(len(group) + 1):
        changed = False
        for (p, q), limit in ratio.items():
            if weight[q] > weight[p] * limit:
                weight[q], changed = weight[p] * limit, True
        if not changed:
            return all(value > 0 for value in weight.values())
    return False
