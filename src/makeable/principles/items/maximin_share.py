"""Maximin share: everyone gets what it could secure by dividing the goods itself and taking the worst part."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite

from makeable.finding import within
from makeable.kernels.program_best import Best
from makeable.kernels.program_maximin import leximin, maximin
from makeable.kernels.program_run import Effort
from makeable.model.goods import Goods
from makeable.principles.items.program import BY, best_of, given_whole, scales
from makeable.principles.items.registry import items_rule
from makeable.principles.items.sharing import Sharing

__all__ = ["maximin_share", "maximin_shares"]


@items_rule(
    says="Everyone gets as much as it could secure by making the parts itself and choosing last, or as near as can be.",
    assumes="Dividing and choosing last is what each could fairly hope for.",
    misleads="With three or more, not everybody can always be given its share; the answer then says how near it comes.",
    source="Budish (2011); Kurokawa, Procaccia and Wang (2018).",
    axioms=("efficient", "units", "divider", "no-cut"),
    aliases=("mms",),
)
def maximin_share(goods: Goods, seconds: float = 30.0) -> Sharing:
    """Which sharing of whole goods gives the party furthest from its maximin share the most of it, then the next?

    `yardstick` holds the shares. With unequal entitlements, a party's own division is measured per entitlement (Farhadi
    and others 2019). Budish, *Journal of Political Economy* 119 (2011).
    """
    shares, gap = maximin_shares(goods, seconds / 2)
    program = given_whole(goods.points)
    units = [scale * share for scale, share in zip(scales(goods.points), shares, strict=True)]
    counted = [p for p, unit in enumerate(units) if unit > 0]
    if not counted:
        units, counted = [Fraction(1)] * len(units), list(range(len(units)))
    found = leximin(program, [unit or 1 for unit in units], counted, Effort(seconds))
    parts, proof = best_of(found, goods)
    if gap:
        proof = within(gap + (proof.gap or 0), BY)
    return Sharing(parts, proof, shares)


def maximin_shares(goods: Goods, seconds: float = 30.0) -> tuple[tuple[Fraction, ...], Fraction]:
    """What each party could secure as the one who divides and chooses last, and how much more it might be (a share).

    With entitlements, the worst part is the one of least worth per entitlement, and the share is the party's own part
    of that. A share that is not proven in time is that of the best division found.
    """
    parties = len(goods.parties)
    known: dict[tuple[Fraction, ...], tuple[Fraction, Fraction]] = {}
    shares, gap = [], Fraction(0)
    for row, due in zip(goods.points, goods.entitlements, strict=True):
        if row not in known:
            program = given_whole([row] * parties)
            found = maximin(program, list(goods.entitlements), effort=Effort(seconds / parties))
            divisions = [_greedy(row, goods.entitlements)]
            if found.package is not None:
                divisions.append(list(found.package.choices))
            average = sum(row, Fraction(0)) / sum(goods.entitlements)
            least = max(_least(row, goods, owners) for owners in divisions)
            known[row] = least, max(least, _bound(found, scales([row])[0], average))
        least, most = known[row]
        shares.append(least * due)
        gap = max(gap, most / least - 1 if least else most)
    return tuple(shares), gap


def _greedy(row: Sequence[Fraction], due: Sequence[Fraction]) -> list[int]:
    """A good division to start from: the largest first, each to the part that is furthest behind."""
    have = [Fraction(0)] * len(due)
    owners = [0] * len(row)
    for g in sorted(range(len(row)), key=lambda g: -row[g]):
        owners[g] = min(range(len(due)), key=lambda p: have[p] / due[p])
        have[owners[g]] += row[g]
    return owners


def _least(row: Sequence[Fraction], goods: Goods, owners: Sequence[int]) -> Fraction:
    """The worth of the worst part, per entitlement."""
    have = [Fraction(0)] * len(goods.parties)
    for point, owner in zip(row, owners, strict=True):
        have[owner] += point
    return min(own / due for own, due in zip(have, goods.entitlements, strict=True))


def _bound(found: Best, scale: int, average: Fraction) -> Fraction:
    """The most that the worst part can be worth per entitlement: proven, or at most the average."""
    if found.proven and found.package is not None:
        return Fraction(found.measure[0]) / scale
    return min(average, Fraction(found.bound) / scale) if isfinite(found.bound) else average
