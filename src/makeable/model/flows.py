"""Flows: the money that a deal moves to (and, below 0, from) each party, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

__all__ = ["Flows"]


@dataclass(frozen=True)
class Flows:
    """What each party receives in each of `years` (counted from signing); the sums per year are what there is.

    `at_least`, `at_most`: bounds on what a party receives in any one year. Where they are not said, a party stays
    between nothing and all that it receives (or pays) over the years.
    """

    years: tuple[int, ...]
    of: Mapping[str, tuple[Fraction, ...]]
    unit: str = ""
    at_least: Mapping[str, Fraction] = field(default_factory=dict)
    at_most: Mapping[str, Fraction] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("of", "at_least", "at_most"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def bounds(self, party: str) -> tuple[Fraction, Fraction]:
        """The least and the most that a party may receive in one year."""
        row = self.of[party]
        low = min(*row, sum(row, Fraction(0)), Fraction(0))
        high = max(*row, sum(row, Fraction(0)), Fraction(0))
        return self.at_least.get(party, low), self.at_most.get(party, high)
