"""Equal gain: everyone gains, or saves, the same amount over what it would have alone."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, entitled
from makeable.principles.claims.registry import claims_rule

__all__ = ["equal_gain"]


@claims_rule(
    takes=("amount", "alone", "weight"),
    says="Everyone gains, or saves, the same amount compared with being alone; with weights, in proportion to them.",
    assumes="What each would have alone is known, and the joint gain is owed to everyone alike.",
    misleads="A small party gains as much as a large one, and may even be paid for taking part in a cost.",
    source="Raiffa (1982); equal allocation of nonseparable gains in Tijs and Driessen (1986).",
    axioms=("more-helps", "stand-alone", "even"),
    aliases=("equal-savings",),
)
def equal_gain(amount: Fraction, alone: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each get when all gain the same over what they have alone?

    `weights` divides the joint gain in their proportion instead. When there is less together than alone, the loss is
    shared the same way. Raises BadInput for weights that are not positive.
    """
    own = tuple(map(Fraction, alone))
    due = entitled(len(own), weights)
    rate = (Fraction(amount) - sum(own)) / sum(due)
    return tuple(part + rate * weight for part, weight in zip(own, due, strict=True))
