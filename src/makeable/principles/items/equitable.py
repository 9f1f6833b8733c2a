"""Equitable and efficient: any number of parties, goods divided so that all are equally satisfied, nothing wasted."""

from __future__ import annotations

from fractions import Fraction

from makeable.errors import BadInput, Problem, TooLarge
from makeable.finding import proven, within
from makeable.kernels.fair_parts import share_out
from makeable.model.goods import Goods
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing

__all__ = ["equitable"]


@items_rule(
    says="Goods are divided so that everyone is equally satisfied by its own points, as highly as can be.",
    assumes="Points are honest, worth adds up, and goods may be divided.",
    misleads="With three or more, equal satisfaction may leave envy. Who likes what nobody else likes may get more.",
    source="Brams and Taylor (1996); Willson (1998) on linear programs for fair division.",
    divides=True,
    axioms=("efficient", "equal-satisfaction", "worst-off", "fair-share"),
    aliases=("equitable-efficient",),
)
def equitable(goods: Goods, seconds: float = 30.0) -> Sharing:
    """How do any number of parties share so that all are equally satisfied, as highly as can be?

    Satisfaction is the part of its own total points, per entitlement. Where equality would waste something (a good that
    only one party likes), the least satisfied come first (leximin). For two parties who like everything it gives what
    adjusted winner gives. At most n - 1 goods are divided. Raises BadInput for negative points, TooLarge when out of
    time.
    """
    if any(point < 0 for row in goods.points for point in row):
        raise BadInput([Problem("points", "Points are negative.", "Give 0 or more to every good.")])
    worth = [
        [point / total if total else Fraction(0) for point in row]
        for row, total in zip(goods.points, goods.totals, strict=True)
    ]
    found = share_out(worth, goods.entitlements, seconds)
    if found is None:
        raise TooLarge("The sharing could not be found in the time given.")
    by = "linear programming, parts solved and proven in fractions"
    proof = proven(by) if found.proven else within(Fraction(1, 10**6), "linear programming in floating point")
    return Sharing(found.parts, proof)
