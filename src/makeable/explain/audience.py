"""Who reads: what of a case, and of an answer, a reader may see. The one place that decides it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from makeable.finding import Finding
from makeable.model import Case

__all__ = ["MEDIATOR", "Audience", "Withheld", "case_for", "visible_to"]


@dataclass(frozen=True, slots=True)
class Audience:
    """The reader of an answer: one party, or (party None) the mediator, who may read every sheet of the file."""

    party: str | None = None

    def may_read(self, owners: frozenset[str]) -> bool:
        """Whether everything these owners wrote is open to this reader."""
        return self.party is None or owners <= {self.party}


MEDIATOR = Audience()
"""The default reader of a file that holds all sheets."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """An answer that exists and is not shown, because it draws on what others wrote in private."""

    asked: str


F = TypeVar("F", bound=Finding)


def case_for(case: Case, audience: Audience) -> Case:
    """The case as the reader may see it: shared parts, what it wrote itself, and its own estimates of others.

    Every analysis for a party runs on this, so nothing another party wrote can reach what the party reads.
    """
    if audience.party is None:
        return case
    hidden = {
        party.id: None
        for party in case.parties
        if party.sheet is not None and party.sheet.owner(party.id) != audience.party
    }
    if case.conflict is not None:
        case = replace(case, conflict=case.conflict.known_to(audience.party))
    if case.influence is not None and case.influence.by != audience.party:
        case = replace(case, influence=None)
    if case.approach is not None and case.approach.by != audience.party:
        case = replace(case, approach=None)
    return _with_own_reactions(case.with_sheets(hidden), audience.party)


def _with_own_reactions(case: Case, reader: str) -> Case:
    """The case with no reactions but those that the reader wrote."""
    parties = (
        replace(party, reactions=tuple(r for r in party.reactions if (r.told_by or party.id) == reader))
        for party in case.parties
    )
    return replace(case, parties=tuple(parties))


def visible_to(finding: F, audience: Audience) -> F | Withheld:
    """The answer as the reader may see it: withheld whole when it was drawn from anything the reader may not read."""
    return finding if audience.may_read(finding.drawn_from) else Withheld(finding.asked)
