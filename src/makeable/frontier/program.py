"""A case as a mixed-integer program: for spaces far too large to list, and for continuous quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from makeable.errors import TooLarge
from makeable.frontier.program_parts import FORK, Forks, Maker, points_of
from makeable.kernels import program as kernel
from makeable.kernels import program_rule
from makeable.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Case,
    ChoiceIssue,
    Formula,
    Package,
    Quota,
    Rule,
    Settlement,
    Sheet,
    Stated,
)

__all__ = ["FORK", "Model", "model_of", "rule_tree"]

MOST_LEVELS = 2_000
"""Levels of a stepped quantity that are still told apart one by one."""


@dataclass(frozen=True)
class Model:
    """The program of a case, and the way back from its choices to packages.

    `parties`: ids of those whose sheets are known, in the order of every vector. `scale[p]`: the program's values
    are a party's values times this. `listed`: ids of issues with alternatives, with what they stand for. `poured`:
    ids of the continuous quantities. `optional`: for each formula that may be given up, the number of the listed issue
    whose alternative 0 keeps it and whose alternative 1 gives it up.
    """

    case: Case
    parties: tuple[str, ...]
    scale: tuple[int, ...]
    listed: tuple[tuple[str, tuple[Settlement, ...]], ...]
    poured: tuple[str, ...]
    program: kernel.PackageProgram
    optional: tuple[int, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The known sheets, in the order of `parties`."""
        known = self.case.sheets
        return tuple(known[party] for party in self.parties)

    @property
    def owners(self) -> frozenset[str]:
        """Whose private data the program is made of."""
        return frozenset(sheet.owner(party) for party, sheet in zip(self.parties, self.sheets, strict=True))

    @property
    def change_costs(self) -> tuple[int, ...]:
        """What a change of each listed issue counts as: 1, or 0 for an issue that only says which part holds."""
        return tuple(0 if issue.startswith(FORK) else 1 for issue, _ in self.listed)

    def package(self, found: kernel.Package) -> Package:
        """The package of the case that a choice of the program stands for."""
        settled: dict[str, Settlement] = {
            issue: ways[choice] for (issue, ways), choice in zip(self.listed, found.choices, strict=True)
        }
        settled.update({issue: Fraction(amount) for issue, amount in zip(self.poured, found.amounts, strict=True)})
        return Package({issue.id: settled[issue.id] for issue in self.case.issues})

    def choice(self, package: Mapping[str, Settlement]) -> kernel.Package:
        """The choice of the program that stands for a full package."""
        picked = [ways.index(package[issue]) if issue in package else 0 for issue, ways in self.listed]
        return self.program.package(picked, [Fraction(package[issue]) for issue in self.poured])

    def values(self, package: Mapping[str, Settlement]) -> tuple[Fraction, ...]:
        """What a full package is worth to each known party, exactly."""
        return tuple(sheet.value(package) for sheet in self.sheets)


def model_of(case: Case, rule: Rule | None = None, optional: Iterable[Formula] = ()) -> Model:
    """The program of a case under a decision rule (None: every package that keeps the constraints).

    `optional` formulas may each be kept or given up, as the program chooses. Raises TooLarge for a stepped quantity
    with thousands of levels.
    """
    sheets = case.sheets
    listed, poured = _split(case)
    scale = tuple(_scale(case, sheet, listed, poured) for sheet in sheets.values())
    forks = Forks(len(listed))
    maker = Maker(case, listed, poured, scale)
    for constraint in case.constraints:
        if isinstance(constraint, Stated):
            maker.state(constraint.formula, (), forks)
    given_up = []
    for formula in optional:
        given_up.append(forks.fork(2))
        maker.state(formula, ((given_up[-1], 0),), forks)
    listed += forks.listed
    unknown = frozenset(case.party) - frozenset(sheets)
    program = kernel.PackageProgram(
        scores=tuple(maker.scores(issue, ways) for issue, ways in listed),
        no_deal=tuple(sheet.no_deal * s for sheet, s in zip(sheets.values(), scale, strict=True)),
        quantities=tuple(maker.quantity(issue) for issue in poured),
        interactions=tuple(maker.interactions()),
        forbidden=(*maker.forbidden(), *forks.forbidden),
        budgets=(*maker.budgets(), *forks.budgets),
        rule=None if rule is None else rule_tree(rule, tuple(sheets), unknown),
    )
    return Model(case, tuple(sheets), scale, listed, poured, program, tuple(given_up))


def rule_tree(rule: Rule, parties: tuple[str, ...], unknown: frozenset[str]) -> program_rule.Rule:
    """The decision rule over party numbers; parties nothing is known of are taken to say yes."""

    def yes(party: str) -> program_rule.Rule:
        return program_rule.Quota((), (), 0) if party in unknown else program_rule.Yes(parties.index(party))

    def tree(part: Rule) -> program_rule.Rule:
        if isinstance(part, AtLeast):
            return program_rule.at_least(part.count, *(yes(party) for party in part.parties))
        if isinstance(part, Quota):
            factor = lcm(part.quota.denominator, *(w.denominator for w in part.weights.values()))
            weights = tuple(int(w * factor) for w in part.weights.values())
            return program_rule.Quota(tuple(yes(party) for party in part.weights), weights, int(part.quota * factor))
        members = tuple(tree(member) for member in part.rules)
        return program_rule.all_of(*members) if isinstance(part, AllOf) else program_rule.any_of(*members)

    assert isinstance(rule, AtLeast | Quota | AllOf | AnyOf)
    return tree(rule)


def _split(case: Case) -> tuple[tuple[tuple[str, tuple[Settlement, ...]], ...], tuple[str, ...]]:
    listed: list[tuple[str, tuple[Settlement, ...]]] = []
    poured: list[str] = []
    for issue in case.issues:
        if isinstance(issue, ChoiceIssue):
            listed.append((issue.id, tuple(issue.by_id)))
        elif issue.continuous:
            poured.append(issue.id)
        elif issue.levels > MOST_LEVELS:
            raise TooLarge(f"{issue.id} has {issue.levels:,} levels; give it a larger step, or none.")
        else:
            listed.append((issue.id, issue.grid(1)))
    return tuple(listed), tuple(poured)


def _scale(
    case: Case, sheet: Sheet, listed: Iterable[tuple[str, tuple[Settlement, ...]]], poured: Iterable[str]
) -> int:
    """The least factor that makes every listed score, kink and bonus of a party an integer."""
    denominators = [i.score.denominator for i in sheet.interactions]
    for issue, ways in listed:
        if issue in sheet.scores:
            denominators += [sheet.scores[issue].value(way).denominator for way in ways]
    for issue in poured:
        denominators += [value.denominator for _, value in points_of(case.issue[issue], sheet)]
    return lcm(1, *denominators)
