"""Equal gain: everyone gains as nearly the same as possible, with nothing left on the table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import FloatArray, Program, Setting
from makeable.principles.registry import principle

__all__ = ["SmallestSpread", "equal_gain"]


class SmallestSpread:
    """The smallest difference between the largest and the smallest gain, then the largest smallest gain."""

    efficient_first = True
    program: Program = "smallest spread"

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:  # noqa: ARG002
        """(packages, parties) gains -> (packages, 2): minus the spread, the smallest gain."""
        low = gains.min(axis=1)
        return np.stack([low - gains.max(axis=1), low], axis=1)

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:  # noqa: ARG002
        """Minus the spread of one package's gains, and the smallest of them."""
        return min(gains) - max(gains), min(gains)


@principle(
    says="Among packages that leave nothing on the table, the one whose gains differ least.",
    assumes="Points mean the same to every party, and equality of gains is what the group wants to show at home.",
    misleads="It may pass over a package that is better for most because it is less even.",
    source="The equal-gain line of Raiffa, The Art and Science of Negotiation (1982).",
    rescaling=False,
    axioms=("no-loss", "efficient", "equals", "even", "comparable"),
)
def equal_gain(case: Case, asked: Asked = Asked()) -> Division:
    """Which efficient package gives everyone as nearly as possible the same gain over no deal?

    Only packages no other candidate beats are looked at, so that evenness is never bought by leaving gains on the
    table. Scores are compared across parties. Raiffa (1982), chapters 16 and 21.
    """
    return divide(case, "equal-gain", SmallestSpread(), asked)
