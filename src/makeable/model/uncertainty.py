"""An event whose outcome nobody knows yet, on which terms of a deal may be made to depend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from makeable.model.issue import Option

__all__ = ["YES_NO", "Uncertainty"]

YES_NO = (Option("yes", "yes"), Option("no", "no"))


@dataclass(frozen=True)
class Uncertainty:
    """An event and its possible outcomes, of which exactly one will come about.

    `influenced_by`: parties that can make an outcome more or less probable (a term that pays them for an outcome
    tempts them). `settled_by`: who establishes, and when, which outcome came about.
    """

    id: str
    name: str
    outcomes: tuple[Option, ...] = YES_NO
    influenced_by: tuple[str, ...] = ()
    settled_by: str = ""
    note: str = ""

    @cached_property
    def outcome(self) -> dict[str, Option]:
        """The outcomes by their ids."""
        return {outcome.id: outcome for outcome in self.outcomes}
