"""What is odd about a case that can be read: things its writer will want to know before anybody negotiates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from makeable.casefile.load import Reading, open_case
from makeable.casefile.reader import quoted_list
from makeable.errors import Problem
from makeable.model import Case, ChoiceIssue, Issue, Party, Scores, Sheet, parties_of, plain

__all__ = ["check", "check_case"]

MANY_LEVELS = 1000
Places = Mapping[tuple[str, ...], str]


def check(path: str | Path) -> Reading:
    """Everything wrong with a case file, and everything odd about the case in it, with where it stands."""
    case, problems, places = open_case(path)
    found = (*problems, *check_case(case, places)) if case is not None else problems
    return Reading(case, tuple(sorted(found, key=_line)))


def _line(problem: Problem) -> tuple[str, int]:
    """The file and the line of a problem, so that they can be told in the order of the document."""
    file, _, line = problem.where.rpartition(", line ")
    return (file, int(line)) if file and line.isdecimal() else (problem.where, 0)


def check_case(case: Case, places: Places | None = None) -> tuple[Problem, ...]:
    """What is odd about a case, as warnings. Every one is certain: none rests on an estimate.

    `places` says where things stand in their document; without it, they are named by their ids.
    """
    at = _Places(places or {})
    found = [
        *_rule(case, at),
        *(warning for party in case.parties if party.sheet for warning in _sheet(party, party.sheet, case, at)),
        *_nobody_knows(case, at),
        *(warning for issue in case.issues for warning in _issue(issue, case, at)),
    ]
    return tuple(found)


class _Places:
    def __init__(self, places: Places) -> None:
        self.places = places

    def __call__(self, *key: str) -> str:
        return self.places.get(key) or " ".join(key)


def _warning(where: str, what: str, fix: str) -> Problem:
    return Problem(where, what, fix, "warning")


def _rule(case: Case, at: _Places) -> Iterator[Problem]:
    where = at("rule")
    everyone = tuple(case.party)
    if case.rule.holds(()):
        yield _warning(where, "The rule holds with nobody's yes.", "Say whose yes a deal needs.")
    elif not case.rule.holds(everyone):
        yield _warning(where, "The rule fails even with everyone's yes.", "Lower the count or the quota.")
    else:
        named = parties_of(case.rule)
        idle = [party for party in everyone if party not in named]
        if idle:
            what = f"The rule does not ask {quoted_list(idle)}: their yes or no changes nothing."
            yield _warning(where, what, "Name them in the rule, if they have a say.")


def span(sheet: Sheet) -> tuple[Fraction, Fraction]:
    """Bounds on what packages are worth to a party; exact where it has no interactions (constraints aside)."""
    ends = [scores.span for scores in sheet.scores.values()]
    bonus = [interaction.score for interaction in sheet.interactions]
    low = sum((end[0] for end in ends), Fraction(0)) + sum((b for b in bonus if b < 0), Fraction(0))
    return low, sum((end[1] for end in ends), Fraction(0)) + sum((b for b in bonus if b > 0), Fraction(0))


def short(value: Fraction) -> str:
    """A number for a sentence: as written, or rounded where it is long."""
    return plain(value) if len(plain(value)) <= 12 else f"about {plain(value, 4)}"


def _sheet(party: Party, sheet: Sheet, case: Case, at: _Places) -> Iterator[Problem]:
    where = at("sheet", party.id)
    low, high = span(sheet)
    line, worst, best = short(sheet.no_deal), short(low), short(high)
    if low == high:
        says = "yes" if sheet.no_deal <= high else "no"
        what = f"`{party.id}` is indifferent to everything: it says {says} to every package."
        yield _warning(where, what, "Score what it cares about, or leave its sheet out.")
    elif sheet.no_deal > high:
        what = f"`{party.id}` can never say yes: its no-deal value {line} is above its best package ({best})."
        yield _warning(where, what, "Check that `no_deal` is on the scale of its scores.")
    elif sheet.no_deal <= low:
        what = (
            f"`{party.id}` says yes to everything: its no-deal value {line} is not above its worst package ({worst})."
        )
        yield _warning(where, what, "Check that `no_deal` is on the scale of its scores.")
    if sheet.estimated_by == party.id:
        yield _warning(where, f"The sheet of `{party.id}` is its own estimate.", "Leave `estimated_by` out.")
    if not sheet.interests and any(other.interests for other in case.sheets.values()):
        yield _warning(where, f"`{party.id}` has scores but no interests.", "Say what it needs under `interests`.")


def _nobody_knows(case: Case, at: _Places) -> Iterator[Problem]:
    unknown = [party.id for party in case.parties if party.sheet is None]
    if unknown and case.sheets:
        what = f"Nothing is known of {quoted_list(unknown)}."
        fix = "Add a sheet with your estimate and `estimated_by: mediator`, or run with what is known."
        yield _warning(at("parties"), what, fix)


def _issue(issue: Issue, case: Case, at: _Places) -> Iterator[Problem]:
    where = at("issue", issue.id)
    scored = [sheet.scores[issue.id] for sheet in case.sheets.values() if issue.id in sheet.scores]
    asked = {term.issue for sheet in case.sheets.values() for i in sheet.interactions for term in i.when.terms}
    if case.sheets and issue.id not in asked and all(scores.span[0] == scores.span[1] for scores in scored):
        what = f"Nobody's scores distinguish the ways to settle `{issue.id}`."
        yield _warning(where, what, "Score it, or leave it out of the negotiation.")
    elif isinstance(issue, ChoiceIssue):
        yield from _twins(issue, case, asked, where)
    if not isinstance(issue, ChoiceIssue) and not issue.continuous and issue.levels > MANY_LEVELS:
        what = f"`{issue.id}` has {issue.levels:,} levels."
        yield _warning(where, what, "Choose a coarser step, or none (continuous), for faster answers.")
    if isinstance(issue, ChoiceIssue) and len(issue.options) == 1:
        yield _warning(where, f"`{issue.id}` has one option: there is nothing to settle.", "Add another, or drop it.")


def _twins(issue: ChoiceIssue, case: Case, asked: set[str], where: str) -> Iterator[Problem]:
    """Options that everybody scores alike, in an issue that nothing else tells apart."""
    bound = {name for constraint in case.constraints for name in constraint.issues}
    if not case.sheets or issue.id in asked or issue.id in bound:
        return
    alike: dict[tuple[Fraction, ...], list[str]] = {}
    for option in issue.by_id:
        row = tuple(
            scores.by_option[option]
            for sheet in case.sheets.values()
            if isinstance(scores := sheet.scores.get(issue.id), Scores)
        )
        alike.setdefault(row, []).append(option)
    for options in alike.values():
        if len(options) > 1:
            what = f"Everybody scores {quoted_list(options)} of `{issue.id}` alike."
            yield _warning(where, what, "Merge them, or check the scores.")
