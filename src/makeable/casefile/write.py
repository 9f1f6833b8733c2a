"""A case as plain data: mappings, lists, text and exact numbers, the same content that reading takes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from makeable.casefile.demand_writer import demand_words
from makeable.casefile.prospects_reader import write_prospects
from makeable.casefile.rule_writer import rule_data
from makeable.casefile.sections import SECTIONS
from makeable.casefile.stakes_reader import write_stakes
from makeable.casefile.whatif_reader import write_reactions
from makeable.model import (
    Budget,
    Case,
    ChoiceIssue,
    Condition,
    Constraint,
    Curve,
    Excluded,
    Implied,
    Interaction,
    Issue,
    OneOf,
    Option,
    Package,
    Party,
    Position,
    Scores,
    Sheet,
    Within,
    plain,
)

__all__ = ["case_data", "private_data", "sheet_data"]

Data = dict[str, Any]


def case_data(case: Case, apart: bool = False) -> Data:
    """The case as plain data, ready for YAML or JSON; with `apart`, without the sheets (each is its own file)."""
    data: Data = {"makeable": 1, "title": case.title}
    data |= _said(summary=case.summary, source=case.source)
    data["issues"] = [_issue(issue) for issue in case.issues]
    data["parties"] = [_party(party, case, apart) for party in case.parties]
    if not case.unanimous:
        data["rule"] = rule_data(case.rule, tuple(party.id for party in case.parties))
    data |= _said(constraints=[_constraint(constraint, case) for constraint in case.constraints])
    data |= _said(draft=_package(case.draft), status_quo=_package(case.status_quo))
    data |= _said(packages={name: _package(package) for name, package in case.packages.items()})
    return data | {key: value for key, section in SECTIONS.items() if (value := section.write(case)) is not None}


def sheet_data(sheet: Sheet, case: Case) -> Data:
    """One party's sheet as plain data."""
    data: Data = {"no_deal": sheet.no_deal}
    data |= _said(batna=sheet.batna, estimated_by=sheet.estimated_by)
    if sheet.confidence is not None:
        data["confidence"] = sheet.confidence
    data |= _said(note=sheet.note)
    data |= _said(interests=[_interest(sheet, place) for place in range(len(sheet.interests))])
    data |= _said(positions=[_position(position) for position in sheet.positions])
    data |= _said(scores={issue: _scores(scores) for issue, scores in sheet.scores.items()})
    data |= _said(stakes=write_stakes(sheet.stakes) if sheet.stakes is not None else None)
    data |= write_prospects(sheet.prospects, _scores) if sheet.prospects is not None else {}
    return data | _said(interactions=[_interaction(interaction, case) for interaction in sheet.interactions])


def private_data(party: Party, case: Case) -> Data:
    """Everything of a party that only it may see: its sheet and its reactions; empty when there is nothing."""
    data = sheet_data(party.sheet, case) if party.sheet is not None else {}
    if party.reactions and party.sheet is None:
        data = _said(estimated_by=party.reactions[0].told_by)
    return data | _said(reactions=write_reactions(party.reactions))


def _said(**parts: Any) -> Data:
    """The parts that say something."""
    return {key: value for key, value in parts.items() if value is not None and value not in ("", [], {})}


def _named(thing: Option | Party | Issue) -> Data:
    """Its id, and its name where that says more."""
    return {"id": thing.id} | ({"name": thing.name} if thing.name != thing.id else {})


def _issue(issue: Issue) -> Data:
    data = _named(issue)
    if isinstance(issue, ChoiceIssue):
        data["options"] = [_option(option) for option in issue.options]
    else:
        data |= _said(unit=issue.unit) | {"range": [issue.low, issue.high]}
        data |= {} if issue.step is None else {"step": issue.step}
    return data | _said(note=issue.note) | ({"appearance": True} if issue.appearance else {})


def _option(option: Option) -> Data | str:
    data = _named(option) | _said(note=option.note) | ({"appearance": True} if option.appearance else {})
    return data if len(data) > 1 else option.id


def _party(party: Party, case: Case, apart: bool) -> Data | str:
    data = _named(party) | _said(note=party.note)
    if not apart and (private := private_data(party, case)):
        data["sheet"] = private
    return data if len(data) > 1 else party.id


def _scores(scores: Scores | Curve) -> Data:
    if isinstance(scores, Curve):
        return {plain(amount): score for amount, score in scores.points}
    return dict(scores.by_option)


def _interest(sheet: Sheet, place: int) -> Data:
    interest = sheet.interests[place]
    data: Data = {"id": interest.id} if interest.id != f"interest-{place + 1}" else {}
    return data | {"text": interest.text} | _said(issues=list(interest.issues), note=interest.note)


def _position(position: Position) -> Data | str:
    data = {"text": position.text} | _said(issue=position.issue, because=list(position.because))
    return data if len(data) > 1 else position.text


def _interaction(interaction: Interaction, case: Case) -> Data:
    return {"when": _condition(interaction.when, case), "score": interaction.score} | _said(note=interaction.note)


def _package(package: Package | None) -> Data | None:
    return None if package is None else dict(package)


def _condition(condition: Condition, case: Case) -> Data:
    return {term.issue: _term(term, case) for term in condition.terms}


def _term(term: OneOf | Within, case: Case) -> Any:
    issue = case.issue[term.issue]
    if isinstance(term, OneOf):
        order = issue.by_id if isinstance(issue, ChoiceIssue) else sorted(term.options)
        options = [option for option in order if option in term.options]
        return options[0] if len(options) == 1 else options
    if term.low is not None and term.low == term.high and issue.admits(term.low) and not _hairline(issue):
        return term.low
    return _said(at_least=term.low, at_most=term.high)


def _hairline(issue: Issue) -> bool:
    """Whether a single amount of the issue is too fine to be named alone."""
    return not isinstance(issue, ChoiceIssue) and issue.continuous and issue.low != issue.high


def _constraint(constraint: Constraint, case: Case) -> Data:
    if isinstance(constraint, Excluded):
        data: Data = {"not": _condition(constraint.condition, case)}
    elif isinstance(constraint, Budget):
        data = {"sum": _terms(constraint), constraint.sense: constraint.limit}
    elif isinstance(constraint, Implied):
        data = {"if": _condition(constraint.given, case), "then": _condition(constraint.then, case)}
    else:
        data = {"demand": demand_words(constraint.formula, case.issue)}
    return data | _said(note=constraint.note)


def _terms(budget: Budget) -> dict[str, Fraction | Data]:
    return {**budget.factors, **{issue: dict(amounts) for issue, amounts in budget.amounts.items()}}
