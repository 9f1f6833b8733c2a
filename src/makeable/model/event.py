"""Events of the follow-up of an agreement: what happened, when it was put down, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

__all__ = ["KINDS", "Event", "EventKind"]

EventKind = Literal[
    "tick",
    "signed",
    "ratified",
    "reported",
    "verified",
    "rejected",
    "excused",
    "postponed",
    "metric",
    "grieved",
    "escalated",
    "resolved",
    "happened",
    "ended",
    "reconvened",
    "noted",
]
KINDS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the log, put down on the day `on` by `by`.

    `about`: the id of a commitment, metric, grievance, scenario or reconvening. `number`: which occurrence of a
    commitment (from 1; None: the first that is open). `value`: of a metric, or the rating of a verification (1 to 3).
    `until`: the new date of a postponement. `tick` only says that the day has come.
    """

    id: str
    on: date
    kind: EventKind
    by: str = ""
    about: str = ""
    number: int | None = None
    value: Fraction | None = None
    evidence: str = ""
    text: str = ""
    until: date | None = None
