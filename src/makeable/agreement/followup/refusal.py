"""Why an event cannot count. It stays in the log all the same: the log is the whole truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Refusal", "Why"]

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
