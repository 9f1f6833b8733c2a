"""Maximum Nash welfare: goods given whole so that the product of the parties' points is largest."""

from __future__ import annotations

from makeable.kernels.program_nash import nash
from makeable.kernels.program_run import Effort
from makeable.model.goods import Goods
from makeable.principles.items.program import best_of, given_whole
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing

__all__ = ["maximum_nash_welfare"]


@items_rule(
    says="Goods are given whole so that the product of everyone's points is largest.",
    assumes="Worth adds up; only what each party prefers counts, not in what units it gave its points.",
    misleads="Some envy may stay, though never more than one good would cure.",
    source="Nash (1950); Caragiannis and others (2016, 2019).",
    axioms=("efficient", "envy-one", "units", "no-cut"),
    aliases=("mnw", "nash"),
)
def maximum_nash_welfare(goods: Goods, seconds: float = 30.0) -> Sharing:
    """Which sharing of whole goods makes the product of the parties' points largest?

    When not everybody can get something, as many as possible do. With unequal entitlements, points are raised to the
    power of the entitlement. Efficient, and envy-free up to one good where entitlements are equal. Caragiannis,
    Kurokawa, Moulin, Procaccia, Shah and Wang, *ACM Transactions on Economics and Computation* 7 (2019).
    """
    found = nash(given_whole(goods.points), goods.entitlements, effort=Effort(seconds))
    parts, proof = best_of(found, goods)
    return Sharing(parts, proof)
