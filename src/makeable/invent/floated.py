"""What has been floated: the what-ifs of a case, which are still on the table, and how parties reacted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from makeable.errors import BadInput, Problem
from makeable.finding import Finding, proven
from makeable.invent.demand import Demand, demands_on
from makeable.model import Case, Offer, Reaction, WhatIf

__all__ = ["Floated", "FloatedFinding", "floated", "with_what_if"]


@dataclass(frozen=True)
class Floated:
    """One what-if: whether it is open, what grew from it, the reactions known, their demands, what it would give.

    `depth`: how many what-ifs it grew from. `gains` over no deal are of full packages only. `offered`: the act of its
    author that made it an offer, if there was one.
    """

    what_if: WhatIf
    open: bool
    depth: int
    led_to: tuple[str, ...]
    reactions: Mapping[str, Reaction]
    demands: tuple[Demand, ...]
    gains: Mapping[str, Fraction]
    offered: Offer | None


@dataclass(frozen=True, kw_only=True)
class FloatedFinding(Finding):
    """The what-ifs, each followed by those that grew from it."""

    what_ifs: tuple[Floated, ...]


def floated(case: Case, on: date) -> FloatedFinding:
    """Which what-ifs are there, which still stand on a day, and who said what to them?

    None of them binds anybody, and a reaction is no acceptance: only an author's own, separate act makes an offer.
    """
    owners = {sheet.owner(party) for party, sheet in case.sheets.items()}
    owners |= {reaction.told_by or party.id for party in case.parties for reaction in party.reactions}
    return FloatedFinding(
        asked="whatif",
        given={"on": on.isoformat()},
        proof=proven("as written"),
        drawn_from=frozenset(owners) if case.what_ifs else frozenset(),
        what_ifs=tuple(_floated(case, what_if, depth, on) for what_if, depth in _in_lines(case)),
    )


def _in_lines(case: Case) -> list[tuple[WhatIf, int]]:
    """Every what-if with its depth, each followed by those that grew from it."""

    def line(what_if: WhatIf, depth: int) -> list[tuple[WhatIf, int]]:
        grown = (other for other in case.what_ifs if other.grew_from == what_if.id)
        return [(what_if, depth), *(pair for other in grown for pair in line(other, depth + 1))]

    return [pair for what_if in case.what_ifs if not what_if.grew_from for pair in line(what_if, 0)]


def _floated(case: Case, what_if: WhatIf, depth: int, on: date) -> Floated:
    full = len(what_if.package) == len(case.issues)
    reactions = {p.id: reaction for p in case.parties for reaction in p.reactions if reaction.what_if == what_if.id}
    return Floated(
        what_if=what_if,
        open=what_if.open_on(on),
        depth=depth,
        led_to=tuple(other.id for other in case.what_ifs if other.grew_from == what_if.id),
        reactions=MappingProxyType(reactions),
        demands=demands_on(case, what_if.id),
        gains=MappingProxyType({p: sheet.gain(what_if.package) for p, sheet in case.sheets.items()} if full else {}),
        offered=next((offer for offer in case.offers if offer.what_if == what_if.id), None),
    )


def with_what_if(case: Case, what_if: WhatIf) -> tuple[WhatIf, ...]:
    """The what-ifs of a case and one more. Raises BadInput for an id that is taken, or a stranger among its names."""
    problems = []
    if what_if.id in case.what_if:
        problems.append(Problem("the what-if", f"`{what_if.id}` is floated already.", "Choose another id."))
    if what_if.author and what_if.author not in case.party:
        known = ", ".join(case.party)
        problems.append(Problem("the author", f"`{what_if.author}` is not a party.", f"Choose one of: {known}."))
    if what_if.grew_from and what_if.grew_from not in case.what_if:
        known = ", ".join(case.what_if) or "none"
        problems.append(Problem("the what-if", f"`{what_if.grew_from}` is not floated.", f"There are: {known}."))
    if not what_if.package:
        problems.append(Problem("the what-if", "It settles nothing.", 'Write "issue=choice, ..".'))
    if problems:
        raise BadInput(problems)
    return (*case.what_ifs, what_if)
