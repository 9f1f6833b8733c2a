"""Maximin: the worst-off party as well off as can be, whatever the others get."""

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

__all__ = ["Smallest", "maximin"]


class Smallest:
    """The smallest gain; where nobody can prevent that somebody gains nothing: how many gain, and their smallest."""

    efficient_first = False
    program: Program = "smallest"

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:  # noqa: ARG002
        """(packages, parties) gains -> (packages, 3): smallest gain, gainers, smallest gain of a gainer."""
        gain = gains > 0
        least = np.where(gain, gains, np.inf).min(axis=1)
        return np.stack([gains.min(axis=1), gain.sum(axis=1), np.where(np.isfinite(least), least, 0.0)], axis=1)

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:  # noqa: ARG002
        """The smallest gain of one package, its number of gainers, and their smallest gain."""
        gainers = [gain for gain in gains if gain > 0]
        return min(gains), Fraction(len(gainers)), min(gainers, default=Fraction(0))


@principle(
    says="The package whose least satisfied party gains the most; what the others get does not count.",
    assumes="Points mean the same to every party, and the group is as strong as its least satisfied member.",
    misleads="Beyond the least satisfied party it is blind: many packages may tie, some far better for most.",
    source="Wald (1950); the first stage of Kalai (1977).",
    rescaling=False,
    axioms=("no-loss", "efficient", "equals", "contraction", "worst-off", "comparable"),
)
def maximin(case: Case, asked: Asked = Asked()) -> Division:
    """Which packages lift the least satisfied party the most?

    All ties are given that no other candidate beats. Where some party can gain nothing from any candidate, as many
    parties as possible gain, and the smallest of their gains counts. The egalitarian principle decides the ties by the
    next least satisfied. Wald, *Statistical Decision Functions* (1950).
    """
    return divide(case, "maximin", Smallest(), asked)
