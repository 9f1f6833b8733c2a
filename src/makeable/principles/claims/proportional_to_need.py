"""In proportion to need."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["proportional_to_need"]


@claims_rule(
    takes=("amount", "need"),
    says="Shares stand in the proportion of what each party needs.",
    assumes="Needs can be compared and are not overstated.",
    misleads="Whoever states needs largest gets most. It takes no account of who brings what.",
    source="Deutsch, Equity, equality, and need (1975).",
    axioms=("order", "more-helps", "need", "no-merging", "in-step"),
)
def proportional_to_need(amount: Fraction, need: Numbers) -> Shares:
    """What does each get when shares follow needs?

    Raises BadInput when nobody has any.
    """
    return in_proportion(amount, need, "need")
