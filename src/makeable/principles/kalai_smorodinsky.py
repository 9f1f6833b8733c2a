"""The Kalai-Smorodinsky solution: equal shares of what each could hope for."""

from __future__ import annotations

from fractions import Fraction

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import ByShares, Setting
from makeable.principles.registry import principle

__all__ = ["LeximinShares", "kalai_smorodinsky"]


class LeximinShares(ByShares):
    """Gains as shares of the party's potential, from the smallest up; parties with no potential are left out."""

    needs_potential = True

    def units(self, setting: Setting) -> tuple[Fraction, ...]:
        """The potentials."""
        return setting.potential


@principle(
    says="The package whose smallest share of what each party could hope for is largest; then the next smallest.",
    assumes="The most a party could get without pushing another below no deal is a fair yardstick of its hopes.",
    misleads="One extreme package that a party could have had raises its claim, although nobody would choose it.",
    source="Kalai and Smorodinsky (1975); Imai (1983).",
    rescaling=True,
    aliases=("ks",),
    axioms=("no-loss", "efficient", "equals", "units", "hopes"),
)
def kalai_smorodinsky(case: Case, asked: Asked = Asked()) -> Division:
    """Which package gives everyone the largest equal share of the most it could hope for?

    A party's potential is its largest gain over all candidates (packages above the no-deal lines that the rule
    needs). Packages come in steps, so exactly equal shares may not exist: the smallest share is made largest, then
    the next (leximin). Kalai and Smorodinsky, *Econometrica* 43 (1975); Imai, *Econometrica* 51 (1983).
    """
    return divide(case, "kalai-smorodinsky", LeximinShares(), asked)
