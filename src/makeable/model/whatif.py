"""What-ifs: packages floated without commitment; the reactions to them; and the separate act that makes an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from makeable.model.formula import Formula
from makeable.model.package import Package

__all__ = ["Demand", "Offer", "Reaction", "Verdict", "Wanted", "WhatIf"]

Verdict = Literal["yes", "possible", "no"]
"""`yes`: as it stands. `possible`: if the demands are met. `no`: not this, whatever is added."""


@dataclass(frozen=True)
class WhatIf:
    """A full or partial package floated to be explored. It binds nobody, and nothing turns it into an offer.

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
class Offer:
    """The separate act by which the author of a what-if stands behind it as an offer.

    Nobody else can make it, and makeable never makes one: it is written by its author, of a what-if that bears the
    author's name and settles every issue, while that what-if is on the table.
    """

    what_if: str
    by: str
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A demand in the words in which it was written, and how much it matters beside the party's other demands."""

    text: str
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Reaction:
    """One party's private answer to a what-if: a verdict and demands. `told_by`: who wrote it for the party, if not it.

    It belongs to whoever wrote it; nobody else is shown it.
    """

    what_if: str
    verdict: Verdict
    demands: tuple[Wanted, ...] = ()
    note: str = ""
    told_by: str = ""


@dataclass(frozen=True)
class Demand:
    """One condition: as it was written, what it means, whose it is, and how much giving it up costs.

    `told_by` is who wrote it, when that was not the party: the mediator, or another party's guess.
    """

    text: str
    formula: Formula
    party: str = ""
    weight: Fraction = Fraction(1)
    told_by: str = ""

    @property
    def owner(self) -> str:
        """Who wrote it; nobody else may see it."""
        return self.told_by or self.party
