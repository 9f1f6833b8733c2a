"""A case whose issues may be settled by the outcome of an event, as a case of its own.

Each issue that may depend becomes one issue for each outcome, and every score counts by the party's own probability of
that outcome. Whatever works on cases then finds the best contingent package, with the same proofs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from makeable.model import (
    Both,
    Budget,
    Case,
    Condition,
    Constraint,
    Curve,
    Either,
    Excluded,
    Formula,
    Implied,
    Interaction,
    Issue,
    OneOf,
    Package,
    Scores,
    Sheet,
    Stated,
    Within,
)
from makeable.model.contingent import ContingentPackage
from makeable.model.prospects import Prospects
from makeable.model.uncertainty import Uncertainty

__all__ = ["Expansion", "chances_of", "expansion", "sheet_given"]

V = TypeVar("V")


def sheet_given(sheet: Sheet, event: str, outcome: str) -> Sheet:
    """The sheet of a party when an outcome has come about."""
    given = (sheet.prospects or Prospects()).given.get(event, {}).get(outcome)
    if given is None:
        return sheet
    no_deal = sheet.no_deal if given.no_deal is None else given.no_deal
    return replace(sheet, scores={**sheet.scores, **given.scores}, no_deal=no_deal)


def chances_of(case: Case, event: Uncertainty) -> dict[str, dict[str, Fraction]]:
    """Each known party's probabilities; who states none is taken to expect the average of what the others state."""
    stated = {
        party: {outcome: beliefs.get(outcome, Fraction(0)) for outcome in event.outcome}
        for party, sheet in case.sheets.items()
        if (beliefs := (sheet.prospects or Prospects()).beliefs.get(event.id))
    }
    even = Fraction(1, len(event.outcome))
    average = {
        outcome: sum((by[outcome] for by in stated.values()), Fraction(0)) / len(stated) if stated else even
        for outcome in event.outcome
    }
    return {party: stated.get(party, average) for party in case.sheets}


@dataclass(frozen=True)
class Expansion:
    """The expanded case, and the way back from its packages: `place[outcome][issue]` is the issue that settles it."""

    case: Case
    event: str
    place: Mapping[str, Mapping[str, str]]

    def contingent(self, package: Package) -> ContingentPackage:
        """The contingent package that a package of the expanded case stands for."""
        return ContingentPackage(
            self.event,
            {o: Package({issue: package[at] for issue, at in places.items()}) for o, places in self.place.items()},
        )


def expansion(case: Case, event: Uncertainty, issues: Collection[str]) -> Expansion:
    """The case in which these issues may be settled otherwise for each outcome of an event."""
    place = {
        outcome: {i.id: f"{i.id} if {outcome}" if i.id in issues else i.id for i in case.issues}
        for outcome in event.outcome
    }
    expanded: list[Issue] = []
    for issue in case.issues:
        if issue.id not in issues:
            expanded.append(issue)
            continue
        for outcome in event.outcomes:
            at = place[outcome.id][issue.id]
            expanded.append(replace(issue, id=at, name=f"{issue.name} ({outcome.name})"))
    chances = chances_of(case, event)
    sheets: dict[str, Sheet | None] = {
        party: _sheet(sheet, event, chances[party], place) for party, sheet in case.sheets.items()
    }
    constraints: list[Constraint] = []
    for constraint in case.constraints:
        several = any(issue in issues for issue in constraint.issues)
        for places in list(place.values())[: None if several else 1]:
            constraints.append(_constraint(constraint, places))
    made = replace(
        case,
        issues=tuple(expanded),
        constraints=tuple(constraints),
        draft=None,
        status_quo=None,
        packages={},
        agreement=None,
    ).with_sheets(sheets)
    return Expansion(made, event.id, place)


def _sheet(
    sheet: Sheet, event: Uncertainty, chance: Mapping[str, Fraction], place: Mapping[str, Mapping[str, str]]
) -> Sheet:
    """The sheet whose scores are expected scores."""
    scores: dict[str, Scores | Curve] = {}
    interactions: list[Interaction] = []
    no_deal = Fraction(0)
    for outcome, places in place.items():
        then = sheet_given(sheet, event.id, outcome)
        no_deal += chance[outcome] * then.no_deal
        for issue, scored in then.scores.items():
            at, part = places[issue], _times(scored, chance[outcome])
            scores[at] = _plus(scores[at], part) if at in scores else part
        for added in then.interactions:
            interactions.append(Interaction(_condition(added.when, places), added.score * chance[outcome], added.note))
    return replace(sheet, no_deal=no_deal, scores=scores, interactions=tuple(interactions))


def _times(scored: Scores | Curve, factor: Fraction) -> Scores | Curve:
    if isinstance(scored, Scores):
        return Scores({option: value * factor for option, value in scored.by_option.items()})
    return Curve(tuple((amount, value * factor) for amount, value in scored.points))


def _plus(one: Scores | Curve, other: Scores | Curve) -> Scores | Curve:
    if isinstance(one, Scores) and isinstance(other, Scores):
        return Scores({option: value + other.by_option[option] for option, value in one.by_option.items()})
    assert isinstance(one, Curve)
    assert isinstance(other, Curve)
    amounts = sorted({amount for amount, _ in (*one.points, *other.points)})
    return Curve(tuple((amount, one.value(amount) + other.value(amount)) for amount in amounts))


def _constraint(constraint: Constraint, place: Mapping[str, str]) -> Constraint:
    if isinstance(constraint, Excluded):
        return replace(constraint, condition=_condition(constraint.condition, place))
    if isinstance(constraint, Implied):
        return replace(constraint, given=_condition(constraint.given, place), then=_condition(constraint.then, place))
    if isinstance(constraint, Budget):
        return replace(constraint, factors=_moved(constraint.factors, place), amounts=_moved(constraint.amounts, place))
    assert isinstance(constraint, Stated)
    return replace(constraint, formula=_formula(constraint.formula, place))


def _moved(by_issue: Mapping[str, V], place: Mapping[str, str]) -> dict[str, V]:
    return {place[issue]: value for issue, value in by_issue.items()}


def _condition(condition: Condition, place: Mapping[str, str]) -> Condition:
    return Condition(tuple(_term(term, place) for term in condition.terms))


def _term(term: OneOf | Within, place: Mapping[str, str]) -> OneOf | Within:
    return replace(term, issue=place[term.issue])


def _formula(formula: Formula, place: Mapping[str, str]) -> Formula:
    if isinstance(formula, OneOf | Within):
        return _term(formula, place)
    parts = tuple(_formula(part, place) for part in formula.parts)
    return Both(parts) if isinstance(formula, Both) else Either(parts)
