"""Proportional gains: everyone improves on no deal by the same percentage."""

from __future__ import annotations

from fractions import Fraction

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import ByShares, Setting
from makeable.principles.registry import principle

__all__ = ["Growth", "proportional_gains"]


class Growth(ByShares):
    """Gains as shares of the no-deal value, from the smallest up; who has nothing without a deal is left out."""

    def units(self, setting: Setting) -> tuple[Fraction, ...]:
        """The no-deal values, where they are above nothing."""
        return tuple(max(line, Fraction(0)) for line in setting.no_deal)


@principle(
    says="The package under which everyone improves on no deal by the same percentage, as nearly as there is one.",
    assumes="The value of no deal is a fair measure of what a party brings, and 0 points means nothing at all.",
    misleads="Whoever is strong already gains most. A party whose no deal is worth 0 or less is not counted at all.",
    source="Aristotle, Nicomachean Ethics V; the proportional rule of bargaining in Roth (1979).",
    rescaling=True,
    axioms=("no-loss", "efficient", "equals", "units", "contraction", "strength"),
)
def proportional_gains(case: Case, asked: Asked = Asked()) -> Division:
    """Which package raises what each party has without a deal by the same percentage?

    The smallest percentage is made largest, then the next (leximin). A party whose no-deal value is not above 0 has no
    percentage; it is left out of the comparison and named. Multiplying a party's scores changes nothing; adding points
    to all of them does, so it misleads on scales without a meaningful zero.
    """
    return divide(case, "proportional-gains", Growth(), asked)
