"""A package program as rows and columns for a mixed-integer solver, and back, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program import Number, Package, PackageProgram
from makeable.kernels.program_exact import exact_optimum
from makeable.kernels.program_rule import Rule, Yes, holds, needed
from makeable.kernels.program_run import Effort, Row, Run, Task, run


@dataclass(frozen=True)
class Solved:
    """What a search found: packages met on the way, an upper bound of the objective, whether it finished."""

    packages: tuple[Package, ...]
    bound: float
    finished: bool


class Master:
    """The packages of a program, with a column per alternative and a column for each party's gain.

    A principle adds its own columns and rows and maximises a linear objective. `monotone`: the principle only
    ever wants more value for every party, so that a concave quantity needs no binary columns.
    """

    def __init__(self, program: PackageProgram, *, monotone: bool = True) -> None:
        self.program = program
        self.monotone = monotone and not any(w < 0 for level in program.levels for w in level.weights)
        self.lower: list[Number] = []
        self.upper: list[Number] = []
        self.integer: list[bool] = []
        self.rows: list[Row] = []
        self.choice = [[self.binary() for _ in table] for table in program.scores]
        for columns in self.choice:
            self.row(columns, [1] * len(columns), 1, 1)
        self.flow = [self._quantity(q) for q in range(len(program.quantities))]
        self.together = [self._together(i.when) for i in program.interactions]
        self.gain = self._gains()
        self._constraints()
        if program.rule is not None:
            self._rule(program.rule)

    # Columns and rows

    def column(self, lower: Number, upper: Number, *, integer: bool = False) -> int:
        """A new column between two bounds; its index."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.lower) - 1

    def binary(self) -> int:
        """A new column that is 0 or 1."""
        return self.column(0, 1, integer=True)

    def row(
        self,
        columns: Sequence[int],
        coefficients: Sequence[Number],
        lower: Number | None = None,
        upper: Number | None = None,
    ) -> None:
        """A new row."""
        self.rows.append(Row(columns, coefficients, lower, upper))

    def exclude(self, choices: Sequence[int], *, fewest: int = 1) -> None:
        """Ask for at least `fewest` choices other than these (no quantity counts)."""
        columns = [self.choice[i][c] for i, c in enumerate(choices)]
        self.row(columns, [1] * len(columns), None, len(columns) - fewest)

    def _quantity(self, index: int) -> list[tuple[int, int]]:
        """Weights on the points of a quantity: pairs (column, point), one concave piece at a time."""
        quantity = self.program.quantities[index]
        pieces = concave_pieces(quantity.points, quantity.values, whole=self.monotone)
        switches = [self.binary() for _ in pieces] if len(pieces) > 1 else []
        if switches:
            self.row(switches, [1] * len(switches), 1, 1)
        flow: list[tuple[int, int]] = []
        for k, (first, last) in enumerate(pieces):
            piece = [(self.column(0, 1), point) for point in range(first, last + 1)]
            flow += piece
            columns = [column for column, _ in piece]
            if switches:
                self.row([*columns, switches[k]], [1] * len(columns) + [-1], 0, 0)
            else:
                self.row(columns, [1] * len(columns), 1, 1)
        return flow

    def _together(self, when: Sequence[tuple[int, int]]) -> int:
        """A column that is 1 exactly when all of a combination is chosen."""
        both = self.column(0, 1)
        members = [self.choice[issue][option] for issue, option in when]
        for member in members:
            self.row([both, member], [1, -1], None, 0)
        self.row([*members, both], [1] * len(members) + [-1], None, len(members) - 1)
        return both

    def _gains(self) -> list[int]:
        """One column per party that equals its value minus its no-deal value."""
        program = self.program
        choices = [column for columns in self.choice for column in columns]
        stacked = np.concatenate(program.scores) if program.scores else np.zeros((0, program.parties), np.int64)
        gains = []
        for p in range(program.parties):
            columns = [*choices, *self.together]
            worth: list[Number] = [*stacked[:, p].tolist(), *(i.values[p] for i in program.interactions)]
            for quantity, flow in zip(program.quantities, self.flow, strict=True):
                columns += [column for column, _ in flow]
                worth += [quantity.values[point][p] for _, point in flow]
            floor = program.floors[p]
            least = program.lowest[p] if floor is None else max(floor, program.lowest[p])
            line = program.no_deal[p]
            # An impossible floor must make the program infeasible, not the bounds cross.
            gain = self.column(least - line, max(program.highest[p], least) - line)
            used = [k for k, w in enumerate(worth) if w]
            self.row(
                [*(columns[k] for k in used), gain],
                [*(worth[k] for k in used), -1],
                line - program.base[p],
                line - program.base[p],
            )
            gains.append(gain)
        return gains

    def _constraints(self) -> None:
        program = self.program
        for combination in program.forbidden:
            columns = [self.choice[issue][option] for issue, option in combination]
            self.row(columns, [1] * len(columns), None, len(columns) - 1)
        for level in program.levels:
            used = [p for p, w in enumerate(level.weights) if w]
            shift = sum((level.weights[p] * program.no_deal[p] for p in used), Fraction(0))
            self.row([self.gain[p] for p in used], [level.weights[p] for p in used], level.at_least - shift)
        for budget in program.budgets:
            columns = [self.choice[issue][option] for issue, option, _ in budget.alternatives]
            uses = [use for _, _, use in budget.alternatives]
            for index, coefficient in budget.quantities:
                columns += [column for column, _ in self.flow[index]]
                points = program.quantities[index].points
                uses += [coefficient * points[point] for _, point in self.flow[index]]
            switches = [self.choice[issue][option] for issue, option in budget.when]
            if budget.sense in ("<=", "=="):
                self._limit(columns, uses, budget.limit, switches)
            if budget.sense in (">=", "=="):
                self._limit(columns, [-use for use in uses], -budget.limit, switches)

    def _limit(self, columns: list[int], uses: list[Number], limit: Number, switches: list[int]) -> None:
        """uses . columns <= limit, where all the switches are 1."""
        # Every column of a budget lies in 0..1, so its largest use is the sum of the positive ones.
        slack = max(sum((use for use in uses if use > 0), Fraction(0)) - limit, Fraction(0))
        self.row([*columns, *switches], [*uses, *[slack] * len(switches)], None, limit + slack * len(switches))

    def _rule(self, rule: Rule) -> None:
        """Rows that hold exactly for the packages that pass."""
        program = self.program
        for party in needed(rule, program.parties):
            gain = self.gain[party]
            self.lower[gain] = max(self.lower[gain], 0)
            self.upper[gain] = max(self.upper[gain], 0)
        certain = [self.lower[gain] >= 0 for gain in self.gain]
        if not holds(rule, certain):
            self.row([self._carried(rule)], [1], 1, None)

    def _carried(self, rule: Rule) -> int:
        """A column that can be 1 only if the rule holds."""
        says = self.binary()
        if isinstance(rule, Yes):
            gain = self.gain[rule.party]
            shortfall = max(-self.lower[gain], 0)
            self.row([gain, says], [1, -shortfall], -shortfall, None)
            return says
        members = [self._carried(member) for member in rule.members]
        self.row([*members, says], [*rule.weights, -rule.quota], 0, None)
        return says

    # Solving

    def maximise(self, objective: Mapping[int, Number], effort: Effort, start: Package | None = None) -> Solved:
        """Maximise a linear objective (column -> coefficient), perhaps from a package to start with.

        Packages are checked and valued exactly; one that is right only within the solver's tolerance is
        excluded and the search goes on, so the bound stays one on all packages.
        """
        met: list[Package] = []
        first = None if start is None else self._start(start)
        while True:
            found = run(Task(self.lower, self.upper, self.integer, self.rows, objective), effort, first)
            right, refused = self._read(found, objective)
            met += right
            if not refused or effort.over:
                return Solved(tuple(met), found.bound, found.finished and not refused)
            for columns in refused:
                self.row(columns, [1] * len(columns), None, len(columns) - 1)

    def relaxed(self, objective: Mapping[int, Number], effort: Effort) -> Run:
        """The linear relaxation: fractional choices and a bound."""
        return run(Task(self.lower, self.upper, self.integer, self.rows, objective), effort, relaxed=True)

    def _start(self, package: Package) -> dict[int, float]:
        """Column values of a package's choices."""
        return {
            column: float(k == pick)
            for columns, pick in zip(self.choice, package.choices, strict=True)
            for k, column in enumerate(columns)
        }

    def _read(self, found: Run, objective: Mapping[int, Number]) -> tuple[list[Package], list[list[int]]]:
        """Packages of a run that are right exactly, and the binary columns at 1 of those that are not."""
        right: list[Package] = []
        refused: list[list[int]] = []
        # Exact amounts are dear, and only the best solution decides; the others would be mere starts.
        solutions = found.solutions[-1:] if self.program.quantities else found.solutions
        for solution in solutions:
            choices = tuple(int(np.argmax(solution[columns])) for columns in self.choice)
            amounts = self._amounts(solution, objective)
            package = None if amounts is None else self.program.package(choices, amounts)
            if package is not None and self.program.admits(package):
                right.append(package)
            else:
                refused.append([c for c, on in self._switched(solution).items() if on])
        return right, refused

    def _switched(self, solution: NDArray[np.float64]) -> dict[int, int]:
        """The yes-or-no columns of a solution, rounded."""
        return {
            c: round(float(solution[c]))
            for c, whole in enumerate(self.integer)
            if whole and (self.lower[c], self.upper[c]) == (0, 1)
        }

    def _amounts(self, solution: NDArray[np.float64], objective: Mapping[int, Number]) -> tuple[Number, ...] | None:
        """The exact best amounts with every yes-or-no column fixed, or None when there are none."""
        if not self.program.quantities:
            return ()
        point = exact_optimum(self.lower, self.upper, self.rows, objective, self._switched(solution))
        if point is None:
            return None
        return tuple(
            sum((point[column] * quantity.points[k] for column, k in flow), Fraction(0))
            for quantity, flow in zip(self.program.quantities, self.flow, strict=True)
        )


def concave_pieces(
    points: Sequence[Number], values: Sequence[Sequence[Number]], *, whole: bool
) -> list[tuple[int, int]]:
    """Runs of points (first, last) on which every party's value is concave; each segment when not `whole`."""
    if len(points) == 1:
        return [(0, 0)]
    slopes = [
        [Fraction(b - a) / (points[k + 1] - points[k]) for a, b in zip(values[k], values[k + 1], strict=True)]
        for k in range(len(points) - 1)
    ]
    cuts = [0]
    for k in range(1, len(slopes)):
        bends_up = any(after > before for before, after in zip(slopes[k - 1], slopes[k], strict=True))
        straight = slopes[k - 1] == slopes[k]
        if bends_up or (not whole and not straight):
            cuts.append(k)
    cuts.append(len(points) - 1)
    return list(pairwise(cuts))
