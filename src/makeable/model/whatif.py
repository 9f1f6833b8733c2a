"""What-ifs: packages floated without commitment, and the reactions to them. Never offers, in the data itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from makeable.model.package import Package

__all__ = ["Reaction", "Verdict", "WhatIf"]

Verdict = Literal["better", "acceptable", "worse", "no"]


@dataclass(frozen=True)
class WhatIf:
    """A full or partial package floated to be explored. It binds nobody; nothing in makeable turns it into an offer.

    `author` is empty when it was floated without a name. `grew_from` is the id of the what-if it was changed from.
    `expires` is the first day on which it is no longer on the table.
    """

    id: str
    package: Package
    author: str = ""
    grew_from: str = ""
    expires: date | None = None
    note: str = ""

    def open_on(self, day: date) -> bool:
        """Whether it is still on the table."""
        return self.expires is None or day < self.expires


@dataclass(frozen=True)
class Reaction:
    """One party's private answer to a what-if: a verdict, and demands in the words in which they were written."""

    what_if: str
    verdict: Verdict
    demands: tuple[str, ...] = ()
    note: str = ""
