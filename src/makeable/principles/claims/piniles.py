"""Piniles' rule: equal awards up to half of the claims, and again for the second half."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.constrained_equal_awards import constrained_equal_awards
from makeable.principles.claims.given import Numbers, Shares, checked
from makeable.principles.claims.registry import claims_rule

__all__ = ["piniles"]


@claims_rule(
    takes=("amount", "claim", "weight"),
    says="Everyone gets the same, up to half of its claim; then everyone gets the same again, up to the rest.",
    assumes="Claims are worth respecting by halves: no second half is paid before every first half is.",
    misleads="It fits the Talmud's three wives as well as the Talmud rule, but treats gains and losses differently.",
    source="Piniles (1861), after Aumann and Maschler (1985).",
    of=("claims",),
    axioms=("equals", "bounded", "order", "more-helps", "same-units", "everyone-something", "consistent"),
)
def piniles(estate: Fraction, claims: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each claimant get when equal awards are applied to half the claims, twice?

    Raises BadInput when the estate exceeds the claims.
    """
    whole, exact = checked(estate, claims)
    halves = [claim / 2 for claim in exact]
    middle = sum(halves, Fraction(0))
    if whole <= middle:
        return constrained_equal_awards(whole, halves, weights)
    rest = constrained_equal_awards(whole - middle, halves, weights)
    return tuple(half + more for half, more in zip(halves, rest, strict=True))
