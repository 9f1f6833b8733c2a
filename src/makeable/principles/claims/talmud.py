"""The Talmud rule: up to half of the claims equal awards, beyond it equal losses."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.constrained_equal_awards import constrained_equal_awards
from makeable.principles.claims.constrained_equal_losses import constrained_equal_losses
from makeable.principles.claims.given import Numbers, Shares, checked
from makeable.principles.claims.registry import claims_rule

__all__ = ["talmud"]


@claims_rule(
    takes=("amount", "claim", "weight"),
    says="Up to half of each claim, everyone gets the same; beyond it, everyone falls short by the same.",
    assumes="Below one half people look at what they get, above it at what they lose. What is conceded is undisputed.",
    misleads="The change of yardstick at one half is hard to explain at home.",
    source="Babylonian Talmud, Kethubot 93a; Aumann and Maschler (1985): the nucleolus of the claims game.",
    of=("claims",),
    axioms=(
        "equals",
        "bounded",
        "order",
        "more-helps",
        "same-units",
        "everyone-something",
        "self-dual",
        "truncation",
        "minimal-rights",
        "consistent",
    ),
    aliases=("contested-garment", "aumann-maschler"),
)
def talmud(estate: Fraction, claims: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each claimant get by the rule behind the Talmud's three wives?

    For two it divides equally what both dispute ("contested garment"), and any two of many share what they got together
    in the same way. `weights` as in the equal awards and losses that it is made of. Raises BadInput when the estate
    exceeds the claims. Aumann and Maschler, *Journal of Economic Theory* 36 (1985).
    """
    whole, exact = checked(estate, claims)
    halves = [claim / 2 for claim in exact]
    middle = sum(halves, Fraction(0))
    if whole <= middle:
        return constrained_equal_awards(whole, halves, weights)
    rest = constrained_equal_losses(whole - middle, halves, weights)
    return tuple(half + more for half, more in zip(halves, rest, strict=True))
