"""A case: one negotiation, its parties, issues, rule, constraints, and the packages on the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from makeable.model.agreement import Agreement
from makeable.model.approach import Approach
from makeable.model.conflict import Conflict
from makeable.model.constraint import Constraint
from makeable.model.dealing import Dealing
from makeable.model.flows import Flows
from makeable.model.influence import InfluenceMap
from makeable.model.issue import Issue
from makeable.model.package import Package
from makeable.model.rule import AtLeast, Rule
from makeable.model.sheet import Sheet
from makeable.model.uncertainty import Uncertainty
from makeable.model.whatif import Offer, Reaction, WhatIf

__all__ = ["Case", "Party"]


@dataclass(frozen=True)
class Party:
    """An organisation or group at the table. Its `sheet` is private; None means that its values are not known.

    Its `reactions` to what-ifs are private too; each belongs to whoever wrote it.
    """

    id: str
    name: str
    sheet: Sheet | None = None
    note: str = ""
    reactions: tuple[Reaction, ...] = ()


@dataclass(frozen=True)
class Case:
    """One negotiation. The parties' sheets, their outlooks on a conflict, the influence map and the
    approach are private to who wrote them; all else is shared."""

    title: str
    issues: tuple[Issue, ...]
    parties: tuple[Party, ...]
    rule: Rule
    constraints: tuple[Constraint, ...] = ()
    draft: Package | None = None
    status_quo: Package | None = None
    packages: Mapping[str, Package] = field(default_factory=dict)
    summary: str = ""
    source: str = ""
    agreement: Agreement | None = None
    conflict: Conflict | None = None
    history: tuple[Dealing, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    offers: tuple[Offer, ...] = ()
    influence: InfluenceMap | None = None
    approach: Approach | None = None
    events: tuple[Uncertainty, ...] = ()
    flows: Flows | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "packages", MappingProxyType(dict(self.packages)))

    @cached_property
    def issue(self) -> dict[str, Issue]:
        """The issues by their ids."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def party(self) -> dict[str, Party]:
        """The parties by their ids."""
        return {party.id: party for party in self.parties}

    @cached_property
    def event(self) -> dict[str, Uncertainty]:
        """The uncertain events by their ids."""
        return {event.id: event for event in self.events}

    @cached_property
    def what_if(self) -> dict[str, WhatIf]:
        """The what-ifs by their ids."""
        return {what_if.id: what_if for what_if in self.what_ifs}

    @property
    def sheets(self) -> dict[str, Sheet]:
        """The sheets that are known, by party id, in the order of the parties."""
        return {party.id: party.sheet for party in self.parties if party.sheet is not None}

    @property
    def unanimous(self) -> bool:
        """Whether the rule asks for everyone's yes."""
        return self.rule == AtLeast(len(self.parties), tuple(party.id for party in self.parties))

    def allows(self, package: Package) -> bool:
        """Whether a full package settles every issue, each in an allowed way, and keeps every constraint."""
        settled = len(package) == len(self.issues) and all(
            issue.id in package and issue.admits(package[issue.id]) for issue in self.issues
        )
        return settled and all(constraint.allows(package) for constraint in self.constraints)

    def with_sheets(self, sheets: Mapping[str, Sheet | None]) -> Case:
        """The same case where these parties' sheets are replaced; the others stay as they are."""
        return replace(
            self,
            parties=tuple(
                replace(party, sheet=sheets[party.id]) if party.id in sheets else party for party in self.parties
            ),
        )
