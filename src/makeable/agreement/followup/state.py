"""The state of the follow-up on a day: every occurrence, metric, grievance and return to the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.agreement.followup.refusal import Refusal
from makeable.model.event import Event

__all__ = ["FINAL", "Grievance", "Key", "Reading", "Reconvening", "State", "Status", "Track"]

Status = Literal["planned", "due", "late", "breached", "reported", "verified", "cured", "excused"]
FINAL: frozenset[Status] = frozenset({"verified", "cured", "excused"})

Key = tuple[str, int]
"""An occurrence: commitment id and number, from 1."""


@dataclass(frozen=True, slots=True)
class Track:
    """One occurrence of a commitment. `clock_from`: the day from which its days of grace count.

    `rating`: the verifier's, 1 to 3. `history`: the days on which its status changed.
    """

    commitment: str
    number: int
    due: date
    status: Status
    clock_from: date
    was_breached: bool = False
    evidence: str = ""
    rating: int = 0
    history: tuple[tuple[date, Status], ...] = ()

    @property
    def key(self) -> Key:
        """Its commitment and number."""
        return self.commitment, self.number


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a metric, as reported on a day."""

    on: date
    value: Fraction
    missed: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Grievance:
    """A dispute about an occurrence, a metric or anything else, on its way through the steps.

    `step`: which step it is at, since `since`. "exhausted": every step has run out without a resolution.
    """

    id: str
    about: str
    number: int | None
    opened: date
    by: str
    step: int
    since: date
    status: Literal["open", "resolved", "exhausted"] = "open"
    closed: date | None = None
    outcome: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reconvening:
    """The parties are called back to the table by a trigger (or, without one, because a dispute ran out)."""

    id: str
    trigger: str
    about: str
    called: date
    held: date | None = None
    text: str = ""


@dataclass(frozen=True)
class State:
    """Everything that follows from the log up to its last event. `today` is None before the first event."""

    today: date | None = None
    tracks: Mapping[Key, Track] = field(default_factory=dict)
    readings: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    grievances: Mapping[str, Grievance] = field(default_factory=dict)
    reconvenings: Mapping[str, Reconvening] = field(default_factory=dict)
    signed: Mapping[str, date] = field(default_factory=dict)
    ratified: Mapping[str, date] = field(default_factory=dict)
    happened: Mapping[str, date] = field(default_factory=dict)
    shifted: Mapping[str, int] = field(default_factory=dict)
    released: frozenset[str] = frozenset()
    log: tuple[Event, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def __post_init__(self) -> None:
        for name in ("tracks", "readings", "grievances", "reconvenings", "signed", "ratified", "happened", "shifted"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def open_grievances(self) -> tuple[Grievance, ...]:
        """The disputes that are not settled."""
        return tuple(g for g in self.grievances.values() if g.status != "resolved")

    def pending(self) -> tuple[Reconvening, ...]:
        """The calls back to the table that have not been answered."""
        return tuple(r for r in self.reconvenings.values() if r.held is None)
