"""Substance against appearances: credit and recognition that cost one party little and mean much to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.invent.trade import is_appearance
from makeable.model import Case, ChoiceIssue, Package, Settlement

__all__ = ["Courtesy", "courtesies"]

DEARER = 2
"""How many times as much it must mean to the receiver as it costs the giver."""


@dataclass(frozen=True)
class Courtesy:
    """Settling an issue of appearance otherwise than in the package.

    `worth`: for each party that it touches, the change as a share of all that the party could win or lose. `dear_to`:
    to whom it means most; `cheap_to`: whom it costs, and least where nobody else pays more.
    """

    issue: str
    settlement: Settlement
    worth: Mapping[str, Fraction]
    dear_to: str
    cheap_to: tuple[str, ...]


def courtesies(case: Case, package: Package) -> tuple[Courtesy, ...]:
    """Which gestures would cost those who make them far less than they mean to somebody?

    Looked for among the issues and options flagged `appearance`; those that mean at least twice as much to somebody as
    they cost anybody, in shares of each party's own stakes, dearest first. It misleads when a gesture is taken for a
    substitute: what is dear must be real to its receiver.
    """
    sheets = case.sheets
    if not sheets:
        return ()
    weights = {
        party: sum((s.span[1] - s.span[0] for s in sheet.scores.values()), Fraction(0))
        for party, sheet in sheets.items()
    }
    found = []
    for issue in case.issues:
        ways: tuple[Settlement, ...] = tuple(issue.by_id) if isinstance(issue, ChoiceIssue) else (issue.low, issue.high)
        for way in ways:
            after = package.changed({issue.id: way})
            if way == package[issue.id] or not is_appearance(case, issue.id, package[issue.id], way):
                continue
            steps = {p: s.value(after) - s.value(package) for p, s in sheets.items()}
            worth = {p: steps[p] / weights[p] for p in sheets if weights[p] and steps[p]}
            if not case.allows(after) or max(worth.values(), default=Fraction(0)) <= 0:
                continue
            dear = max(worth, key=lambda party: worth[party])
            cost = -min(*worth.values(), Fraction(0))
            if worth[dear] >= DEARER * cost:
                paying = tuple(sorted((p for p in worth if worth[p] < 0), key=lambda party: worth[party]))
                found.append(Courtesy(issue.id, way, MappingProxyType(worth), dear, paying))
    return tuple(sorted(found, key=lambda courtesy: -courtesy.worth[courtesy.dear_to]))
