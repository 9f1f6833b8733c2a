"""Constrained equal losses: everyone loses the same, but nobody more than it claims."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.constrained_equal_awards import constrained_equal_awards
from makeable.principles.claims.given import Numbers, Shares, checked, entitled
from makeable.principles.claims.registry import claims_rule

__all__ = ["constrained_equal_losses"]


@claims_rule(
    takes=("amount", "claim", "weight"),
    says="Everyone falls short of its claim by the same amount, but nobody gets less than nothing.",
    assumes="What counts is what people give up; every claim is as firm as any other.",
    misleads="Small claimants may get nothing at all while large ones are hardly touched.",
    source="Maimonides (12th century); Aumann and Maschler (1985); Moulin (2000) with weights.",
    of=("claims",),
    axioms=(
        "equals",
        "bounded",
        "order",
        "more-helps",
        "same-units",
        "minimal-rights",
        "up",
        "down",
        "consistent",
        "losses-even",
    ),
    aliases=("cel",),
)
def constrained_equal_losses(estate: Fraction, claims: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each claimant get when all lose the same, up to their claims?

    With `weights`, whoever is entitled to twice as much loses half as much. Raises BadInput when the estate exceeds the
    claims.
    """
    whole, exact = checked(estate, claims)
    burden = None if weights is None else [1 / weight for weight in entitled(len(exact), weights)]
    losses = constrained_equal_awards(sum(exact, Fraction(0)) - whole, exact, burden)
    return tuple(claim - loss for claim, loss in zip(exact, losses, strict=True))
