"""A sharing: which part of each good each party gets, and what that is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from makeable.finding import Proof
from makeable.model.goods import Goods

__all__ = ["Parts", "Sharing", "values", "whole"]

Parts = tuple[tuple[Fraction, ...], ...]
"""Of each good, the part that each party gets; parts add up to 1 (to the copies given, where there are several)."""


@dataclass(frozen=True)
class Sharing:
    """What a rule gives: parts of goods by party, how sure it is that this is what the rule asks for.

    `yardstick[p]`: what the rule measures each party's points by, where it has one (its maximin share).
    """

    parts: Parts
    proof: Proof
    yardstick: tuple[Fraction, ...] | None = None


def values(goods: Goods, parts: Parts) -> tuple[Fraction, ...]:
    """Each party's points for what it gets."""
    return tuple(
        sum((row[p] * own[g] for g, row in enumerate(parts)), Fraction(0)) for p, own in enumerate(goods.points)
    )


def whole(parties: int, owners: Sequence[int]) -> Parts:
    """Every good given whole: to `owners[g]`."""
    return tuple(tuple(Fraction(int(p == owner)) for p in range(parties)) for owner in owners)
