"""The space of packages of a case as arrays: what every fast way of searching it works on.

Issues that interactions or constraints tie together become one group, whose rows are the combinations allowed;
linear budgets become resources. Continuous quantities stand on a grid, and the space says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm, prod

import numpy as np

from makeable.errors import TooLarge
from makeable.kernels.scale import Exact
from makeable.model import (
    Budget,
    Case,
    ChoiceIssue,
    Condition,
    Constraint,
    Curve,
    Implied,
    Issue,
    OneOf,
    Package,
    QuantityIssue,
    Rule,
    Settlement,
    Sheet,
    Stated,
    Within,
)
from makeable.model.formula import terms_of

__all__ = ["GRID", "Group", "Space", "grid_of", "space_of", "yes_rule"]

GRID = 20
"""How many intervals a continuous quantity is cut into, where only a grid can be searched."""

MOST_ROWS = 2_000_000
"""Combinations of one group of tied issues that are still listed."""


@dataclass(frozen=True)
class Group:
    """Issues settled together: each row settles all of `issues`, and is worth `scores[row, party]` (scaled)."""

    issues: tuple[str, ...]
    rows: tuple[tuple[Settlement, ...], ...]
    scores: Exact

    @cached_property
    def row_of(self) -> dict[tuple[Settlement, ...], int]:
        """The number of each row."""
        return {row: number for number, row in enumerate(self.rows)}


@dataclass(frozen=True)
class Space:
    """Every package of a case, seen by the parties whose sheets are known.

    `parties`: their ids, the order of every array's last axis. `scale[p]`: integers are values times this.
    `uses`, `limits`: linear budgets over groups, or None. `gridded`: the continuous quantities put on a grid.
    """

    case: Case
    parties: tuple[str, ...]
    scale: tuple[int, ...]
    groups: tuple[Group, ...]
    uses: tuple[Exact, ...] | None
    limits: tuple[int, ...] | None
    gridded: tuple[str, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The known sheets, in the order of `parties`."""
        known = self.case.sheets
        return tuple(known[party] for party in self.parties)

    @property
    def owners(self) -> frozenset[str]:
        """Whose private data the space is made of."""
        return frozenset(sheet.owner(party) for party, sheet in zip(self.parties, self.sheets, strict=True))

    @property
    def tables(self) -> tuple[Exact, ...]:
        """The scores, one integer array (rows, parties) for each group."""
        return tuple(group.scores for group in self.groups)

    @property
    def combinations(self) -> int:
        """How many packages there are before budgets."""
        return prod(len(group.rows) for group in self.groups)

    @property
    def no_deal(self) -> tuple[int, ...]:
        """The no-deal lines as the smallest scaled integers that reach them."""
        return tuple(-(-sheet.no_deal * s // 1) for sheet, s in zip(self.sheets, self.scale, strict=True))

    def package(self, choices: Iterable[int]) -> Package:
        """The package that takes these rows of the groups."""
        settled: dict[str, Settlement] = {}
        for group, row in zip(self.groups, choices, strict=True):
            settled.update(zip(group.issues, group.rows[row], strict=True))
        return Package({issue.id: settled[issue.id] for issue in self.case.issues})

    def choices(self, package: Mapping[str, Settlement]) -> tuple[int, ...]:
        """The rows that make up a full package. Raises KeyError for one that is not in the space."""
        return tuple(group.row_of[tuple(package[issue] for issue in group.issues)] for group in self.groups)

    def values(self, package: Mapping[str, Settlement]) -> tuple[Fraction, ...]:
        """What a full package is worth to each known party, exactly."""
        return tuple(sheet.value(package) for sheet in self.sheets)

    def exact(self, vector: Sequence[int]) -> tuple[Fraction, ...]:
        """A scaled integer vector as exact values."""
        return tuple(Fraction(int(v), s) for v, s in zip(vector, self.scale, strict=True))


def grid_of(case: Case, issue: QuantityIssue, intervals: int = GRID) -> tuple[Fraction, ...]:
    """The amounts at which a quantity is looked at: its levels, or an even grid with every kink and bound added."""
    if not issue.continuous:
        return issue.grid(intervals)
    points = set(issue.grid(intervals))
    for sheet in case.sheets.values():
        curve = sheet.scores.get(issue.id)
        if isinstance(curve, Curve):
            points.update(amount for amount, _ in curve.points)
    for constraint in case.constraints:
        for term in _terms(constraint):
            if isinstance(term, Within) and term.issue == issue.id:
                points.update(bound for bound in (term.low, term.high) if bound is not None)
    return tuple(sorted(point for point in points if issue.low <= point <= issue.high))


def _terms(constraint: Constraint) -> Iterable[OneOf | Within]:
    """The terms of a constraint that may bound a continuous quantity."""
    if isinstance(constraint, Implied):
        return constraint.then.terms
    return terms_of(constraint.formula) if isinstance(constraint, Stated) else ()


def space_of(case: Case, intervals: int = GRID, most: int | None = None) -> Space:
    """The space of a case. Raises TooLarge when issues tied together have too many combinations to list, and when
    there are more than `most` packages (before budgets)."""
    sheets = case.sheets
    ways = {issue.id: _ways(case, issue, intervals) for issue in case.issues}
    scale = tuple(_scale(sheet, ways) for sheet in sheets.values())
    groups = _groups(case, ways, scale, most)
    uses, limits = _resources(case, groups)
    gridded = tuple(i.id for i in case.issues if isinstance(i, QuantityIssue) and i.continuous and i.low < i.high)
    return Space(case, tuple(sheets), scale, groups, uses, limits, gridded)


def _ways(case: Case, issue: Issue, intervals: int) -> tuple[Settlement, ...]:
    return tuple(issue.by_id) if isinstance(issue, ChoiceIssue) else grid_of(case, issue, intervals)


def _scale(sheet: Sheet, ways: Mapping[str, Sequence[Settlement]]) -> int:
    """The least factor that makes every score of a party an integer."""
    scores = [score.value(way).denominator for issue, score in sheet.scores.items() for way in ways[issue]]
    return lcm(1, *scores, *(interaction.score.denominator for interaction in sheet.interactions))


def _conditions(case: Case) -> list[tuple[str, ...]]:
    """Sets of issues that must be looked at together."""
    tied = [i.when.issues for sheet in case.sheets.values() for i in sheet.interactions]
    return tied + [c.issues for c in case.constraints if not isinstance(c, Budget)]


def _tied(case: Case) -> list[tuple[str, ...]]:
    """The issues in groups: two are in one when an interaction or a constraint speaks of both."""
    leader = {issue.id: issue.id for issue in case.issues}

    def lead(issue: str) -> str:
        while leader[issue] != issue:
            issue = leader[issue]
        return issue

    for issues in _conditions(case):
        for other in issues[1:]:
            leader[lead(other)] = lead(issues[0])
    groups: dict[str, list[str]] = {}
    for issue in case.issues:
        groups.setdefault(lead(issue.id), []).append(issue.id)
    return [tuple(group) for group in groups.values()]


def _groups(
    case: Case, ways: Mapping[str, Sequence[Settlement]], scale: Sequence[int], most: int | None
) -> tuple[Group, ...]:
    """The groups in the order of their issues; small ones are listed first, to notice early that there are too many."""
    tied = _tied(case)
    listed: dict[tuple[str, ...], Group] = {}
    total = 1
    for issues in sorted(tied, key=lambda group: prod(len(ways[issue]) for issue in group)):
        listed[issues] = _group(case, issues, ways, scale)
        total *= len(listed[issues].rows)
        if most is not None and total > most:
            raise TooLarge(f"There are more than {most:,} packages.")
    return tuple(listed[issues] for issues in tied)


def _group(
    case: Case, issues: tuple[str, ...], ways: Mapping[str, Sequence[Settlement]], scale: Sequence[int]
) -> Group:
    count = prod(len(ways[issue]) for issue in issues)
    if count > MOST_ROWS:
        raise TooLarge(
            f"{', '.join(issues)} are tied together by interactions or constraints and have {count:,} combinations; "
            f"at most {MOST_ROWS:,} can be listed. Principles still work; the frontier and the counts do not."
        )
    inside = [c for c in case.constraints if not isinstance(c, Budget) and set(c.issues) <= set(issues)]
    rows = list(product(*(ways[issue] for issue in issues)))
    if inside:
        packages = (Package(dict(zip(issues, row, strict=True))) for row in rows)
        rows = [row for row, package in zip(rows, packages, strict=True) if all(c.allows(package) for c in inside)]
    return Group(issues, tuple(rows), _scores(case, issues, rows, scale))


def _scores(case: Case, issues: tuple[str, ...], rows: Sequence[tuple[Settlement, ...]], scale: Sequence[int]) -> Exact:
    """The scaled score of each row for each known party."""
    columns = []
    for sheet, factor in zip(case.sheets.values(), scale, strict=True):
        parts = [
            (
                number,
                {way: int(sheet.scores[issue].value(way) * factor) for way in dict.fromkeys(r[number] for r in rows)},
            )
            for number, issue in enumerate(issues)
            if issue in sheet.scores
        ]
        column = [sum(table[row[number]] for number, table in parts) for row in rows]
        for interaction in sheet.interactions:
            if set(interaction.when.issues) <= set(issues):
                bonus = int(interaction.score * factor)
                places = _matching(interaction.when, issues, rows)
                column = [value + bonus if meets else value for value, meets in zip(column, places, strict=True)]
        columns.append(column)
    exact = np.array(columns, dtype=object).reshape(len(columns), len(rows)).T
    reach = max((abs(value) for column in columns for value in column), default=0)
    return exact.astype(np.int64) if reach < 2**62 else exact


def _matching(when: Condition, issues: tuple[str, ...], rows: Sequence[tuple[Settlement, ...]]) -> list[bool]:
    terms = [(issues.index(term.issue), term) for term in when.terms]
    return [all(term.met_by(row[number]) for number, term in terms) for row in rows]


def _resources(case: Case, groups: Sequence[Group]) -> tuple[tuple[Exact, ...] | None, tuple[int, ...] | None]:
    """Budgets as resources: what each row uses, and at most how much may be used in all; integers."""
    columns: list[list[list[int]]] = []
    limits: list[int] = []
    for budget in (c for c in case.constraints if isinstance(c, Budget)):
        spent = [[_spent(budget, group, row) for row in group.rows] for group in groups]
        factor = lcm(budget.limit.denominator, *(amount.denominator for part in spent for amount in part))
        whole = [[int(amount * factor) for amount in part] for part in spent]
        limit = int(budget.limit * factor)
        if budget.sense in ("at_most", "exactly"):
            columns.append(whole)
            limits.append(limit)
        if budget.sense in ("at_least", "exactly"):
            columns.append([[-amount for amount in part] for part in whole])
            limits.append(-limit)
    if not limits:
        return None, None
    uses = tuple(
        np.array([column[number] for column in columns], dtype=np.int64).reshape(len(columns), len(group.rows)).T
        for number, group in enumerate(groups)
    )
    return uses, tuple(limits)


def _spent(budget: Budget, group: Group, row: tuple[Settlement, ...]) -> Fraction:
    return sum((budget.part(issue, way) for issue, way in zip(group.issues, row, strict=True)), Fraction(0))


def yes_rule(rule: Rule, parties: Sequence[str], unknown: Iterable[str]) -> _YesRule:
    """The decision rule as a function of yes columns; parties nothing is known of are taken to say yes."""
    return _YesRule(rule, tuple(parties), frozenset(unknown))


@dataclass(frozen=True)
class _YesRule:
    rule: Rule
    parties: tuple[str, ...]
    unknown: frozenset[str]

    def __call__(
        self, yes: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """(packages, parties) of yes -> (packages,) of deal."""
        patterns, where = np.unique(yes, axis=0, return_inverse=True)
        deals = [
            self.rule.holds({p for p, says in zip(self.parties, row, strict=True) if says} | self.unknown)
            for row in patterns
        ]
        return np.array(deals, dtype=bool)[where.reshape(-1)]
