"""Maximin share: everyone gets what it could secure by dividing the goods itself and taking the worst part."""

from __future__ import annotations

from fractions import Fraction

from makeable.errors import TooLarge
from makeable.finding import within
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
    shares, sure = maximin_shares(goods, seconds / 2)
    program = given_whole(goods.points)
    units = [scale * share for scale, share in zip(scales(goods.points), shares, strict=True)]
    counted = [p for p, unit in enumerate(units) if unit > 0]
    if not counted:
        units, counted = [Fraction(1)] * len(units), list(range(len(units)))
    found = leximin(program, [unit or 1 for unit in units], counted, Effort(seconds))
    parts, proof = best_of(found, goods)
    return Sharing(parts, proof if sure or proof.kind != "proven" else within(Fraction(1, 10**6), BY), shares)


def maximin_shares(goods: Goods, seconds: float = 30.0) -> tuple[tuple[Fraction, ...], bool]:
    """What each party could secure as the one who divides and chooses last, and whether all of that is proven.

    With entitlements, the worst part is the one of least worth per entitlement, and the share is the party's own part
    of that. Raises TooLarge when one was not found.
    """
    parties = len(goods.parties)
    known: dict[tuple[Fraction, ...], tuple[Fraction, bool]] = {}
    shares, sure = [], True
    for row, due in zip(goods.points, goods.entitlements, strict=True):
        if row not in known:
            found = maximin(given_whole([row] * parties), list(goods.entitlements), effort=Effort(seconds / parties))
            if found.package is None:
                raise TooLarge("A maximin share was not found in the time given.")
            known[row] = Fraction(found.measure[0]) / scales([row])[0], found.proven
        least, proven = known[row]
        shares.append(least * due)
        sure &= proven
    return tuple(shares), sure
