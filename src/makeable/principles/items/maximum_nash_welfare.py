"""Maximum Nash welfare: goods given whole so that the product of the parties' points is largest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import lcm, prod

from makeable.kernels.program import PackageProgram
from makeable.kernels.program_best import Best
from makeable.kernels.program_nash import gaining_groups, nash, rising
from makeable.kernels.program_run import Effort
from makeable.model.goods import Goods
from makeable.principles.items.program import best_of, given_whole
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing, values, whole

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

    When not everybody can get something, as many as possible do, and points count as parts of each one's total. With
    unequal entitlements, points are raised to the power of the entitlement. Efficient, and envy-free up to one good
    where entitlements are equal. Caragiannis, Kurokawa, Moulin, Procaccia, Shah and Wang, *ACM Transactions on
    Economics and Computation* 7 (2019).
    """
    effort = Effort(seconds).started()
    program = given_whole(goods.points)
    found = nash(program, goods.entitlements, effort=effort)
    if found.measure and found.measure[0] < len(goods.parties):
        found = _by_group(program, goods, effort) or found
    parts, proof = best_of(found, goods)
    return Sharing(parts, proof)


def _by_group(program: PackageProgram, goods: Goods, effort: Effort) -> Best | None:
    """The best over all largest groups that can all get something, compared free of units."""
    answers: list[Best] = []
    for group in gaining_groups(program, tuple(range(program.parties)), effort):
        if isinstance(group, Best):
            return None
        answers.append(nash(program.above(rising(program, group)), goods.entitlements, group, effort))

    def key(best: Best) -> Fraction:
        assert best.package is not None
        points = values(goods, whole(program.parties, best.package.choices))
        factor = lcm(*(due.denominator for due in goods.entitlements))
        rows = zip(points, goods.totals, goods.entitlements, strict=True)
        return prod(((own / total) ** int(due * factor) for own, total, due in rows if own > 0), start=Fraction(1))

    met = [best for best in answers if best.package is not None]
    return replace(max(met, key=key), proven=all(best.proven for best in answers)) if met else None
