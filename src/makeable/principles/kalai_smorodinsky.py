"""The Kalai-Smorodinsky solution: equal shares of what each could hope for."""

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

__all__ = ["LeximinShares", "kalai_smorodinsky"]


class LeximinShares:
    """Gains as shares of the party's potential, from the smallest up; parties with no potential are left out."""

    efficient_first = False
    program: Program = "leximin of shares"

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:
        """(packages, parties) gains -> shares, each row sorted."""
        counted = [p for p, most in enumerate(setting.potential) if most > 0]
        most = np.array([float(setting.potential[p]) for p in counted])
        return np.sort(gains[:, counted] / most, axis=1)

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:
        """One package's shares, sorted."""
        return tuple(sorted(gain / most for gain, most in zip(gains, setting.potential, strict=True) if most > 0))


@principle(
    says="The package whose smallest share of what each party could hope for is largest; then the next smallest.",
    assumes="The most a party could get without pushing another below no deal is a fair yardstick of its hopes.",
    misleads="One extreme package that a party could have had raises its claim, although nobody would choose it.",
    source="Kalai and Smorodinsky (1975); Imai (1983).",
    rescaling=True,
    aliases=("ks",),
)
def kalai_smorodinsky(case: Case, asked: Asked = Asked()) -> Division:
    """Which package gives everyone the largest equal share of the most it could hope for?

    A party's potential is its largest gain over all candidates (packages above the no-deal lines that the rule
    needs). Packages come in steps, so exactly equal shares may not exist: the smallest share is made largest, then
    the next (leximin). Kalai and Smorodinsky, *Econometrica* 43 (1975); Imai, *Econometrica* 51 (1983).
    """
    return divide(case, "kalai-smorodinsky", LeximinShares(), asked)
