"""Round robin: the parties take turns, each taking what it likes best of what is left."""

from __future__ import annotations

from fractions import Fraction

from makeable.finding import proven
from makeable.model.goods import Goods
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing

__all__ = ["round_robin"]


@items_rule(
    says="The parties take turns in the order in which they are listed; each takes what it likes best of what is left.",
    assumes="Only the order of wishes is known, and turns are fair.",
    misleads="Whoever comes first has the better of it, and something better for all may be left on the table.",
    source="Caragiannis and others (2019); Chakraborty and others (2021) for entitlements.",
    copies=True,
    axioms=("envy-one", "units", "no-cut"),
)
def round_robin(goods: Goods, bidirectional: bool = False) -> Sharing:
    """What does each party get when all take turns?

    The next turn is that of the party with the fewest turns per entitlement (the earlier listed one in a tie): with
    equal entitlements, plain turns. `bidirectional`: every second round runs backwards. Copies and limits are kept; a
    party takes no good twice. Ties in points go to the good listed first. Chakraborty, Igarashi, Suksompong and Zick,
    *ACM Transactions on Economics and Computation* 9 (2021).
    """
    count = len(goods.parties)
    left = [good.copies for good in goods.goods]
    parts = [[Fraction(0)] * count for _ in goods.goods]
    turns, taken = [0] * count, [0] * count
    going = set(range(count))
    while going:
        p = _next(goods, turns, going, bidirectional)
        turns[p] += 1
        most = goods.at_most[p]
        open_goods = [g for g, copies in enumerate(left) if copies and not parts[g][p]]
        if not open_goods or (most is not None and taken[p] >= most):
            going.discard(p)
            continue
        best = max(open_goods, key=lambda g, own=p: (goods.points[own][g], -g))  # type: ignore[misc]
        parts[best][p] += 1
        left[best] -= 1
        taken[p] += 1
    return Sharing(tuple(map(tuple, parts)), proven("turns taken"))


def _next(goods: Goods, turns: list[int], going: set[int], bidirectional: bool) -> int:
    """Whose turn it is."""
    due = goods.entitlements

    def place(p: int) -> tuple[Fraction, int]:
        backwards = bidirectional and turns[p] % 2 == 1
        return Fraction(turns[p]) / due[p], -p if backwards else p

    return min(going, key=place)
