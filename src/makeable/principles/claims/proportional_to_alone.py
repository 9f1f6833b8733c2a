"""In proportion to what each would have, or pay, on its own."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["proportional_to_alone"]


@claims_rule(
    takes=("amount", "alone"),
    says="Everyone saves, or gains, the same percentage of what it would have alone.",
    assumes="What each would pay or have alone is known, and a fair measure of its stake.",
    misleads="Alternatives are easily overstated. A group of parties may still do better without the others.",
    source="Moriarity, The Accounting Review 50 (1975).",
    axioms=("order", "more-helps", "stand-alone", "strength", "in-step"),
)
def proportional_to_alone(amount: Fraction, alone: Numbers) -> Shares:
    """What does each pay when everyone saves the same percentage?

    Raises BadInput when nobody has any.
    """
    return in_proportion(amount, alone, "alone")
