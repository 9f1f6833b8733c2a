"""The parts of a case as the numbers of a mixed-integer program: scores, quantities, constraints, formulas."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product

import numpy as np

from makeable.errors import TooLarge
from makeable.kernels import program as kernel
from makeable.model import (
    Both,
    Budget,
    Case,
    Condition,
    Curve,
    Either,
    Excluded,
    Formula,
    Implied,
    Issue,
    OneOf,
    QuantityIssue,
    Settlement,
    Sheet,
    Within,
)

__all__ = ["FORK", "Forks", "Maker", "points_of"]

FORK = "either "
"""How the ids of issues begin that only say which part of an "either" holds."""


def points_of(issue: Issue, sheet: Sheet) -> tuple[tuple[Fraction, Fraction], ...]:
    """A party's value of a quantity at its kinks; flat for a party that does not score it."""
    assert isinstance(issue, QuantityIssue)
    curve = sheet.scores.get(issue.id)
    if isinstance(curve, Curve):
        return curve.points
    return tuple((end, Fraction(0)) for end in dict.fromkeys((issue.low, issue.high)))


class Forks:
    """What formulas add to a program: for each "either", an issue of its own that says which part holds."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.listed: tuple[tuple[str, tuple[Settlement, ...]], ...] = ()
        self.forbidden: list[kernel.Combination] = []
        self.budgets: list[kernel.Budget] = []

    def fork(self, ways: int) -> int:
        """A new issue with so many alternatives, worth nothing to anybody; its number."""
        number = self.first + len(self.listed)
        self.listed += ((f"{FORK}{number}", tuple(str(way) for way in range(ways))),)
        return number


class Maker:
    """Translates the parts of a case into the program's numbers."""

    def __init__(
        self,
        case: Case,
        listed: tuple[tuple[str, tuple[Settlement, ...]], ...],
        poured: tuple[str, ...],
        scale: tuple[int, ...],
    ) -> None:
        self.case, self.scale = case, scale
        self.number = {issue: n for n, (issue, _) in enumerate(listed)}
        self.ways = dict(listed)
        self.pour = {issue: n for n, issue in enumerate(poured)}

    def scores(self, issue: str, ways: tuple[Settlement, ...]) -> kernel.IntArray:
        rows = [
            [
                int(sheet.scores[issue].value(way) * s) if issue in sheet.scores else 0
                for sheet, s in zip(self.case.sheets.values(), self.scale, strict=True)
            ]
            for way in ways
        ]
        exact = np.array(rows, dtype=object).reshape(len(ways), len(self.scale))
        if max((abs(value) for row in rows for value in row), default=0) >= 2**62:
            raise TooLarge(f"The scores on {issue} have too many digits to be added exactly; round them.")
        return exact.astype(np.int64)

    def quantity(self, issue: str) -> kernel.Quantity:
        sheets = self.case.sheets.values()
        kinks = sorted({amount for sheet in sheets for amount, _ in points_of(self.case.issue[issue], sheet)})
        if not kinks:
            described = self.case.issue[issue]
            assert isinstance(described, QuantityIssue)
            kinks = sorted({described.low, described.high})
        curves = [Curve(points_of(self.case.issue[issue], sheet)) for sheet in sheets]
        values = tuple(tuple(c.value(k) * s for c, s in zip(curves, self.scale, strict=True)) for k in kinks)
        return kernel.Quantity(tuple(kinks), values)

    def combinations(self, condition: Condition) -> Iterable[kernel.Combination]:
        """Every combination of alternatives that meets a condition on listed issues, or on fixed amounts."""
        met = []
        for term in condition.terms:
            if term.issue in self.number:
                ways = enumerate(self.ways[term.issue])
                met.append([(self.number[term.issue], n) for n, way in ways if term.met_by(way)])
            elif not term.met_by(getattr(self.case.issue[term.issue], "low", Fraction(0))):
                return iter(())
        return product(*met)

    def interactions(self) -> Iterable[kernel.Interaction]:
        for party, sheet in enumerate(self.case.sheets.values()):
            for interaction in sheet.interactions:
                values = [0] * len(self.scale)
                values[party] = int(interaction.score * self.scale[party])
                for when in self.combinations(interaction.when):
                    yield kernel.Interaction(when, tuple(values))

    def forbidden(self) -> Iterable[kernel.Combination]:
        for constraint in self.case.constraints:
            if isinstance(constraint, Excluded):
                yield from self.combinations(constraint.condition)
            elif isinstance(constraint, Implied):
                for term in constraint.then.terms:
                    if term.issue in self.number:
                        failing = self.failing(term)
                        for when in self.combinations(constraint.given):
                            yield from (
                                tuple({**dict(when), **dict(bad)}.items())
                                for bad in failing
                                if self.consistent(when, bad)
                            )

    def failing(self, term: OneOf | Within) -> list[kernel.Combination]:
        number = self.number[term.issue]
        return [((number, n),) for n, way in enumerate(self.ways[term.issue]) if not term.met_by(way)]

    @staticmethod
    def consistent(when: kernel.Combination, other: kernel.Combination) -> bool:
        """Whether two combinations can be chosen together (they settle no issue in two ways)."""
        settled = dict(when)
        return all(settled.get(issue, choice) == choice for issue, choice in other)

    def budgets(self) -> Iterable[kernel.Budget]:
        for constraint in self.case.constraints:
            if isinstance(constraint, Budget):
                yield self.budget(constraint)
            elif isinstance(constraint, Implied):
                for term in constraint.then.terms:
                    if term.issue in self.pour and isinstance(term, Within):
                        for when in self.combinations(constraint.given):
                            yield from self.bounds(term, when)

    def state(self, formula: Formula, when: kernel.Combination, forks: Forks) -> None:
        """Demand a formula of every package that chooses all of `when`."""
        if isinstance(formula, Both):
            for part in formula.parts:
                self.state(part, when, forks)
        elif isinstance(formula, Either):
            if not formula.parts:
                forks.forbidden.append(when)
                return
            number = forks.fork(len(formula.parts))
            for way, part in enumerate(formula.parts):
                self.state(part, (*when, (number, way)), forks)
        elif formula.issue in self.number:
            failing = self.failing(formula)
            if not when:
                forks.forbidden += failing
            elif failing:
                # One row for all of them: an issue has one alternative, so the relaxation is far tighter than in pairs.
                uses = [(issue, way, 1) for ((issue, way),) in failing] + [(issue, way, 1) for issue, way in when]
                forks.budgets.append(kernel.Budget(tuple(uses), (), "<=", len(when)))
        elif isinstance(formula, Within):
            forks.budgets += self.bounds(formula, when)

    def bounds(self, term: Within, when: kernel.Combination) -> Iterable[kernel.Budget]:
        poured = ((self.pour[term.issue], 1),)
        if term.low is not None:
            yield kernel.Budget((), poured, ">=", term.low, when)
        if term.high is not None:
            yield kernel.Budget((), poured, "<=", term.high, when)

    def budget(self, budget: Budget) -> kernel.Budget:
        uses = tuple(
            (number, n, part)
            for issue, number in self.number.items()
            for n, way in enumerate(self.ways[issue])
            if (part := budget.part(issue, way))
        )
        poured = tuple((self.pour[issue], factor) for issue, factor in budget.factors.items() if issue in self.pour)
        senses = {"at_most": "<=", "at_least": ">=", "exactly": "=="}
        return kernel.Budget(uses, poured, senses[budget.sense], budget.limit)  # type: ignore[arg-type]
