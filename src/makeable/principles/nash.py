"""The Nash solution: the largest product of gains."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm, prod

import numpy as np

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import FloatArray, Program, Setting
from makeable.principles.registry import principle

__all__ = ["NashProduct", "nash"]


class NashProduct:
    """How many parties gain, then the product of their shares of potential, each raised to the party's weight.

    Dividing by the potentials changes nothing between packages with the same gainers, and keeps the choice between
    different gainers free of units. A party that can gain nothing anywhere makes every product zero; counting the
    gainers first keeps the principle at work among the others. Losses never enter a product: two of them would
    multiply to a false gain.
    """

    efficient_first = False
    program: Program = "product"

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:
        """(packages, parties) gains -> (packages, 2): number of gainers, weighted sum of their logarithms."""
        positive = gains > 0
        weights = np.array([float(w) for w in setting.weights])
        most = np.array([float(potential) or 1.0 for potential in setting.potential])
        logs = np.log(np.where(positive, gains / most, 1.0)) * weights
        return np.stack([positive.sum(axis=1).astype(float), logs.sum(axis=1)], axis=1)

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:
        """Number of gainers and the product of one package's shares of potential."""
        shared = zip(gains, setting.potential, setting.weights, strict=True)
        gainers = [(gain / most, weight) for gain, most, weight in shared if gain > 0]
        factor = lcm(*(weight.denominator for weight in setting.weights))
        return Fraction(len(gainers)), prod((g ** int(w * factor) for g, w in gainers), start=Fraction(1))


@principle(
    says="The package with the largest product of gains over no deal.",
    assumes="Only what each party prefers counts, not in what units it wrote it down.",
    misleads="A strong no-deal alternative is rewarded; a party with little to gain still gets its proportional share.",
    source="Nash (1950).",
    rescaling=True,
    axioms=("no-loss", "efficient", "equals", "units", "contraction"),
)
def nash(case: Case, asked: Asked = Asked()) -> Division:
    """Which package makes the product of everyone's gains over no deal largest?

    The only principle that is efficient, treats equals alike, does not depend on units, and does not change when
    packages nobody would choose are taken away. A party that can gain nothing from any candidate is left out of the
    product. Nash, *Econometrica* 18 (1950).
    """
    return divide(case, "nash", NashProduct(), asked)
