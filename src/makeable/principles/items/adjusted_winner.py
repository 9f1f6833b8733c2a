"""Adjusted winner: two parties, each good to whom it is worth more, then parts handed over until both have as much."""

from __future__ import annotations

from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.finding import proven
from makeable.model.goods import Goods
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing

__all__ = ["adjusted_winner"]


@items_rule(
    says="Each good goes to whom it is worth more; then parts are handed over until both have as much of their own.",
    assumes="Points are honest, worth adds up, and one good may be divided.",
    misleads="Whoever knows the other's points can gain by bending its own. Only for two.",
    source="Brams and Taylor, Fair Division (1996).",
    divides=True,
    two=True,
    axioms=("efficient", "envy-free", "one-cut", "equal-satisfaction", "fair-share"),
    aliases=("aw",),
)
def adjusted_winner(goods: Goods) -> Sharing:
    """How do two parties share so that both are equally satisfied, none envies, and nothing better for both is left?

    Points count as parts of each party's own total. Goods that are worth the same to both go first to whoever then has
    less. What is handed over goes in the order of least loss: the giver's points over the taker's. With unequal
    entitlements, satisfaction is measured per entitlement. What is worth nothing to the other is not handed over, so a
    party may keep more where only it likes something. At most one good is divided. Raises BadInput unless
    there are two parties who give points to something.
    """
    if len(goods.parties) != 2 or not all(goods.totals):
        what = "Adjusted winner is for two parties, each of which gives points to something."
        raise BadInput([Problem("parties", what, "Use `equitable` for more.")])
    worth = [[point / total for point in row] for row, total in zip(goods.points, goods.totals, strict=True)]
    due = goods.entitlements
    first: list[int | None] = [None if a == b else int(b > a) for a, b in zip(*worth, strict=True)]
    have = [sum((worth[p][g] for g, owner in enumerate(first) if owner == p), Fraction(0)) for p in (0, 1)]
    owners: list[int] = []
    for g, owner in enumerate(first):
        chosen = int(have[0] * due[1] > have[1] * due[0]) if owner is None else owner
        if owner is None:
            have[chosen] += worth[chosen][g]
        owners.append(chosen)
    parts = [[Fraction(int(owner == p)) for p in (0, 1)] for owner in owners]
    lead = int(have[1] * due[0] > have[0] * due[1])
    trail = 1 - lead
    held = [g for g, owner in enumerate(owners) if owner == lead and worth[trail][g] > 0]
    for g in sorted(held, key=lambda g: worth[lead][g] / worth[trail][g]):
        behind = have[lead] * due[trail] - have[trail] * due[lead]
        given = min(Fraction(1), behind / (worth[lead][g] * due[trail] + worth[trail][g] * due[lead]))
        parts[g][lead], parts[g][trail] = 1 - given, given
        have[lead] -= given * worth[lead][g]
        have[trail] += given * worth[trail][g]
        if given < 1:
            break
    return Sharing(tuple(map(tuple, parts)), proven("computed in fractions"))
