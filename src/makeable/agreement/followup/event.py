"""Events of the follow-up: what happened, when it was put down, by whom. The log of them is the whole truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

__all__ = ["KINDS", "Event", "EventKind", "Refusal", "Why"]

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


Why = Literal[
    "out_of_order",
    "repeated_id",
    "unknown_party",
    "unknown_subject",
    "not_owner",
    "not_verifier",
    "own_work",
    "no_evidence",
    "no_value",
    "not_open",
    "not_reported",
    "already",
    "not_later",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that stays in the log but changed nothing, and why."""

    event: str
    why: Why
