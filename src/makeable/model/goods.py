"""Goods: things to be shared out whole or in parts, and the points that each party gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

__all__ = ["Good", "Goods"]


@dataclass(frozen=True, slots=True)
class Good:
    """One thing to be given away; of `copies` of it, no party gets more than one."""

    id: str
    name: str
    copies: int = 1


@dataclass(frozen=True)
class Goods:
    """What is shared out among whom.

    `points[p][g]`: what good g is worth to party p, 0 or more. `entitlements[p]`: positive; equal ones are all 1.
    `at_most[p]`: the most goods that party p takes (None: any number).
    """

    title: str
    goods: tuple[Good, ...]
    parties: tuple[str, ...]
    points: tuple[tuple[Fraction, ...], ...]
    entitlements: tuple[Fraction, ...]
    at_most: tuple[int | None, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))
        object.__setattr__(self, "at_most", tuple(self.at_most) or (None,) * len(self.parties))

    @property
    def totals(self) -> tuple[Fraction, ...]:
        """The sum of each party's points."""
        return tuple(sum(row, Fraction(0)) for row in self.points)

    @property
    def plain(self) -> bool:
        """Whether there is one copy of each good, and nobody limits how many it takes."""
        return all(good.copies == 1 for good in self.goods) and not any(most is not None for most in self.at_most)

    @property
    def equal(self) -> bool:
        """Whether all entitlements are equal."""
        return len(set(self.entitlements)) <= 1
