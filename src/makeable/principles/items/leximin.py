"""Leximin: goods given whole so that the least satisfied party is as satisfied as can be, then the next."""

from __future__ import annotations

from makeable.kernels.program_maximin import leximin as from_the_smallest
from makeable.kernels.program_run import Effort
from makeable.model.goods import Goods
from makeable.principles.items.program import best_of, given_whole, scales
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing

__all__ = ["leximin"]


@items_rule(
    says="Goods are given whole so that the least satisfied party is as satisfied as can be; then the next.",
    assumes="What part of its own total each party gets can be compared.",
    misleads="A party that likes only what others like too holds everyone down.",
    source="Rawls (1971); Sen (1970); Plaut and Roughgarden (2020) for goods.",
    axioms=("efficient", "units", "worst-off", "no-cut"),
    aliases=("egalitarian",),
)
def leximin(goods: Goods, seconds: float = 30.0) -> Sharing:
    """Which sharing of whole goods lifts the least satisfied party the most, then the next?

    Satisfaction is the part of its own total points that a party gets, per entitlement; a party that gives points to
    nothing is left out. Plaut and Roughgarden, *SIAM Journal on Discrete Mathematics* 34 (2020).
    """
    program = given_whole(goods.points)
    rows = zip(scales(goods.points), goods.totals, goods.entitlements, strict=True)
    units = [scale * total * due for scale, total, due in rows]
    counted = [p for p, unit in enumerate(units) if unit > 0]
    found = from_the_smallest(program, [unit or 1 for unit in units], counted or None, Effort(seconds))
    parts, proof = best_of(found, goods)
    return Sharing(parts, proof)
