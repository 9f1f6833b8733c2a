"""Envy-freeness up to one good: nobody envies another once one good is taken out of the other's part."""

from __future__ import annotations

from fractions import Fraction

from makeable.finding import proven
from makeable.model.goods import Goods
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing, whole

__all__ = ["envy_free_up_to_one"]


@items_rule(
    says="Goods are handed out one by one to somebody nobody envies; who envies in a circle changes places.",
    assumes="Everyone compares its own part with each other part, by its own points.",
    misleads="It removes envy, not waste: something better for all may be left on the table.",
    source="Lipton, Markakis, Mossel and Saberi (2004); Budish (2011).",
    entitlements=False,
    axioms=("envy-one", "units", "no-cut"),
    aliases=("ef1", "envy-cycles"),
)
def envy_free_up_to_one(goods: Goods) -> Sharing:
    """Which sharing of whole goods leaves no envy that taking one good away would not cure?

    Goods go in the order of the most that anybody gives them, as part of its own total. Always possible, for any
    number of parties with equal entitlements. Lipton and others, "On approximately fair allocations of indivisible
    goods" (2004).
    """
    count = len(goods.parties)
    bundles: list[list[int]] = [[] for _ in range(count)]
    worth = [
        [point / total if total else total for point in row]
        for row, total in zip(goods.points, goods.totals, strict=True)
    ]
    order = sorted(range(len(goods.goods)), key=lambda g: (-max(row[g] for row in worth), g))
    for g in order:
        while (envied := _envied(goods, bundles)) == set(range(count)):
            _turn(goods, bundles)
        free = [p for p in range(count) if p not in envied]
        taker = max(free, key=lambda p, good=g: (worth[p][good], -len(bundles[p]), -p))  # type: ignore[misc]
        bundles[taker].append(g)
    owners = [next(p for p, bundle in enumerate(bundles) if g in bundle) for g in range(len(goods.goods))]
    return Sharing(whole(count, owners), proven("envy turned out of circles"))


def _worth(goods: Goods, p: int, bundle: list[int]) -> Fraction:
    return sum((goods.points[p][g] for g in bundle), Fraction(0))


def _envy(goods: Goods, bundles: list[list[int]]) -> list[list[int]]:
    """Whom each party envies."""
    parties = range(len(bundles))
    own = [_worth(goods, p, bundles[p]) for p in parties]
    return [[q for q in parties if _worth(goods, p, bundles[q]) > own[p]] for p in parties]


def _envied(goods: Goods, bundles: list[list[int]]) -> set[int]:
    return {q for row in _envy(goods, bundles) for q in row}


def _turn(goods: Goods, bundles: list[list[int]]) -> None:
    """Everybody is envied, so there is a circle of envy: each in it takes the part that it envies."""
    envy = _envy(goods, bundles)
    enviers = {q: p for p in range(len(bundles)) for q in envy[p]}
    at, seen = 0, list[int]()
    while at not in seen:
        seen.append(at)
        at = enviers[at]
    circle = seen[seen.index(at) :]
    # seen goes from the envied to an envier: each takes the part of the one before it.
    held = [bundles[p] for p in circle]
    for place, p in enumerate(circle):
        bundles[p] = held[place - 1]
