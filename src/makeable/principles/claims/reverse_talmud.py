"""The reverse Talmud rule: up to half of the claims equal losses, beyond it equal awards."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.constrained_equal_awards import constrained_equal_awards
from makeable.principles.claims.constrained_equal_losses import constrained_equal_losses
from makeable.principles.claims.given import Numbers, Shares, checked
from makeable.principles.claims.registry import claims_rule

__all__ = ["reverse_talmud"]


@claims_rule(
    takes=("amount", "claim", "weight"),
    says="Up to half of each claim, everyone falls short of it by the same; beyond it, everyone gets the same on top.",
    assumes="Below one half a claim's size should count most, above it everyone's last part is alike.",
    misleads="With little to divide, small claimants get nothing, as under equal losses.",
    source="Chun, Schummer and Thomson (2001).",
    of=("claims",),
    axioms=("equals", "bounded", "order", "more-helps", "same-units", "self-dual", "consistent"),
)
def reverse_talmud(estate: Fraction, claims: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each claimant get when the Talmud's two halves change places?

    Raises BadInput when the estate exceeds the claims. Chun, Schummer and Thomson, *Games and Economic Behavior* 36
    (2001).
    """
    whole, exact = checked(estate, claims)
    halves = [claim / 2 for claim in exact]
    middle = sum(halves, Fraction(0))
    if whole <= middle:
        return constrained_equal_losses(whole, halves, weights)
    rest = constrained_equal_awards(whole - middle, halves, weights)
    return tuple(half + more for half, more in zip(halves, rest, strict=True))
