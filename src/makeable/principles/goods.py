"""Every rule on the same goods, side by side, and what can be said of each sharing: envy, fair shares, waste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from makeable.errors import BadInput, TooLarge
from makeable.finding import Finding, Proof, proven
from makeable.kernels.program_best import maximise_sum
from makeable.kernels.program_run import Effort
from makeable.model.goods import Goods
from makeable.principles.claims.registry import Lacking
from makeable.principles.items.program import given_whole, scales
from makeable.principles.items.registry import ItemsRule, items_rules, why_not
from makeable.principles.items.sharing import Parts, Sharing, values

__all__ = ["GoodsDivision", "Shared", "envy", "envy_up_to_one", "share_goods"]


@dataclass(frozen=True)
class Shared:
    """What one rule gives.

    `parts[good][party]`: the part of the good. `points`: each party's own points for what it gets, `satisfied` as
    part of its total. `fair_share`: everyone has at least its entitled part of its own total. `envies`: (who, whom).
    `envy_one`: nobody envies once one good is taken away from the other. `efficient`: nothing is better for all (None:
    not decided). `yardstick`: see `Sharing`.
    """

    rule: str
    parts: Parts
    points: tuple[Fraction, ...]
    satisfied: tuple[Fraction | None, ...]
    fair_share: bool
    envies: tuple[tuple[str, str], ...]
    envy_one: bool
    efficient: bool | None
    yardstick: tuple[Fraction, ...] | None
    proof: Proof


@dataclass(frozen=True, kw_only=True)
class GoodsDivision(Finding):
    """What each rule makes of the goods; `prefers[party]`: the rules under which it does best."""

    parties: tuple[str, ...]
    goods: tuple[str, ...]
    shared: tuple[Shared, ...]
    prefers: Mapping[str, tuple[str, ...]]
    lacking: tuple[Lacking, ...]


def share_goods(goods: Goods, rules: Iterable[ItemsRule] | None = None, seconds: float = 30.0) -> GoodsDivision:
    """What does each rule give each party, does anybody envy, is anything wasted, who prefers which rule?

    Points are compared only within a party. Rules that are not for these goods are listed with the reason: `two`
    parties only, no unequal `entitlements`, no `copies`. `rules`: only these.
    """
    shared: list[Shared] = []
    lacking: list[Lacking] = []
    for rule in rules if rules is not None else items_rules().values():
        if reason := why_not(rule, goods):
            lacking.append(Lacking(rule.name, reason))
            continue
        try:
            shared.append(_shared(rule.name, rule.run(goods), goods, seconds))
        except (BadInput, TooLarge) as error:
            said = error.problems[0].what if isinstance(error, BadInput) else str(error)
            lacking.append(Lacking(rule.name, said))
    best: dict[str, tuple[str, ...]] = {}
    for p, party in enumerate(goods.parties):
        points = [one.points[p] for one in shared]
        top = max(points, default=Fraction(0))
        best[party] = tuple(one.rule for one in shared if one.points[p] == top) if len(set(points)) > 1 else ()
    return GoodsDivision(
        asked="items",
        proof=next((one.proof for one in shared if one.proof.kind != "proven"), proven("see each rule")),
        parties=goods.parties,
        goods=tuple(good.id for good in goods.goods),
        shared=tuple(shared),
        prefers=best,
        lacking=tuple(lacking),
    )


def _shared(name: str, found: Sharing, goods: Goods, seconds: float) -> Shared:
    points = values(goods, found.parts)
    due = sum(goods.entitlements, Fraction(0))
    rows = zip(points, goods.totals, goods.entitlements, strict=True)
    return Shared(
        rule=name,
        parts=found.parts,
        points=points,
        satisfied=tuple(own / total if total else None for own, total in zip(points, goods.totals, strict=True)),
        fair_share=all(own * due >= total * entitled for own, total, entitled in rows),
        envies=tuple((goods.parties[p], goods.parties[q]) for p, q in envy(goods, found.parts)),
        envy_one=envy_up_to_one(goods, found.parts),
        efficient=_efficient(goods, found.parts, seconds),
        yardstick=found.yardstick,
        proof=found.proof,
    )


def envy(goods: Goods, parts: Parts) -> list[tuple[int, int]]:
    """Who would rather have whose part, counted per entitlement."""
    return [(p, q) for p, q, own, other in _compared(goods, parts) if own < other]


def envy_up_to_one(goods: Goods, parts: Parts) -> bool:
    """Whether every envy goes when one good is taken out of the envied part."""
    for p, q, own, other in _compared(goods, parts):
        held = [row[q] * goods.points[p][g] for g, row in enumerate(parts)]
        if own < other - max(held, default=Fraction(0)) / goods.entitlements[q]:
            return False
    return True


def _compared(goods: Goods, parts: Parts) -> list[tuple[int, int, Fraction, Fraction]]:
    count, due = len(goods.parties), goods.entitlements
    worth = [
        [sum((row[q] * own[g] for g, row in enumerate(parts)), Fraction(0)) for q in range(count)]
        for own in goods.points
    ]
    pairs = ((p, q) for p in range(count) for q in range(count) if p != q)
    return [(p, q, worth[p][p] / due[p], worth[p][q] / due[q]) for p, q in pairs]


def _efficient(goods: Goods, parts: Parts, seconds: float) -> bool | None:
    """Whether no sharing is better for one party and worse for none: of whole goods, or, where one is cut, of parts."""
    if not goods.plain:
        return None
    if any(0 < part < 1 for row in parts for part in row):
        return efficient_parts(goods, parts)
    have = values(goods, parts)
    scale = scales(goods.points)
    program = given_whole(goods.points).above([int(v * s) for v, s in zip(have, scale, strict=True)])
    best = maximise_sum(program, [Fraction(1, s) for s in scale], Effort(seconds))
    if best.package is None:
        return None
    better = Fraction(best.measure[0]) > sum(have)
    return False if better else True if best.proven else None


def efficient_parts(goods: Goods, parts: Parts) -> bool:
    """Whether nothing is better for all when goods may be divided: no circle of exchanges gains (exactly).

    Handing on goods along a circle of parties gains when the product of what each gives up over what it gets is below
    1.
    """
    count = range(len(goods.parties))
    price: dict[tuple[int, int], Fraction] = {}
    for g, row in enumerate(parts):
        for p in count:
            for q in count:
                own, other = goods.points[p][g], goods.points[q][g]
                if p != q and row[p] > 0 and other > 0:
                    if own == 0:
                        return False
                    price[p, q] = min(price.get((p, q), own / other), own / other)
    cost = dict.fromkeys(count, Fraction(1))
    for _ in range(len(count) + 1):
        changed = False
        for (p, q), rate in price.items():
            if cost[q] > cost[p] * rate:
                cost[q], changed = cost[p] * rate, True
        if not changed:
            return True
    return False
