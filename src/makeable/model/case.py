"""A case: one negotiation, its parties, issues, rule, constraints, and the packages on the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from makeable.model.agreement import Agreement
from makeable.model.conflict import Conflict
from makeable.model.constraint import Constraint
from makeable.model.dealing import Dealing
from makeable.model.issue import Issue
from makeable.model.package import Package
from makeable.model.rule import AtLeast, Rule
from makeable.model.sheet import Sheet

__all__ = ["Case", "Party"]


@dataclass(frozen=True)
class Party:
    """An organisation or group at the table. Its `sheet` is private; None means that nothing is known of it."""

    id: str
    name: str
    sheet: Sheet | None = None
    note: str = ""


@dataclass(frozen=True)
class Case:
    """One negotiation. Everything but the parties' sheets, and their outlooks on a conflict, is shared by all."""

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
