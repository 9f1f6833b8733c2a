"""A principle chosen before the division: what was chosen, by whom, on what grounds, for which frame of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Chosen"]


@dataclass(frozen=True)
class Chosen:
    """The record of a choice. `frame` is a fingerprint of what was shared of the case then; empty when not recorded."""

    principle: str
    kind: str = "packages"
    agreed_by: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    on: date | None = None
    frame: str = ""
