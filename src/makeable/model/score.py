"""Scores: what the ways to settle one issue are worth to a party."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.model.issue import Settlement

__all__ = ["Curve", "Scores"]


@dataclass(frozen=True)
class Scores:
    """What each option of an issue is worth to a party."""

    by_option: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_option", MappingProxyType(dict(self.by_option)))

    def value(self, settlement: Settlement) -> Fraction:
        """The score of an option."""
        return self.by_option[str(settlement)]

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest score."""
        return min(self.by_option.values()), max(self.by_option.values())


@dataclass(frozen=True, slots=True)
class Curve:
    """What a quantity is worth to a party: points (amount, score) of a piecewise-linear value, by amount."""

    points: tuple[tuple[Fraction, Fraction], ...]

    def value(self, settlement: Settlement) -> Fraction:
        """The score at an amount, on the straight line between its neighbouring points."""
        amount = Fraction(settlement)
        if len(self.points) == 1:
            return self.points[0][1]
        right = min(max(bisect_right(self.points, (amount,)), 1), len(self.points) - 1)
        (x0, y0), (x1, y1) = self.points[right - 1], self.points[right]
        return y0 + (y1 - y0) * (amount - x0) / (x1 - x0)

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest score."""
        return min(y for _, y in self.points), max(y for _, y in self.points)
