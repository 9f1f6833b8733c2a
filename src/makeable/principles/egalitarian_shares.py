"""Egalitarian over shares: equal shares of what the best of all packages would give."""

from __future__ import annotations

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.kalai_smorodinsky import LeximinShares
from makeable.principles.registry import principle

__all__ = ["egalitarian_shares"]


@principle(
    says="The package whose smallest share of each party's own dream deal is largest; then the next smallest.",
    assumes="How far each party gets towards its dream deal, whatever that would do to others, can be compared.",
    misleads="A party with an extravagant dream deal is owed more.",
    source="Kalai and Smorodinsky (1975), with the ideal point over all packages.",
    rescaling=True,
    axioms=("no-loss", "efficient", "equals", "units", "hopes"),
)
def egalitarian_shares(case: Case, asked: Asked = Asked()) -> Division:
    """Which package brings the party that is furthest from its dream deal the closest to it, then the next?

    A share is the gain over no deal divided by the gain of the party's best package of all, whoever would refuse that
    package. It differs from Kalai-Smorodinsky only in that yardstick.
    """
    return divide(case, "egalitarian-shares", LeximinShares(), asked, dream=True)
