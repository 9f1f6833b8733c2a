"""In proportion to what each put in."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["proportional_to_contribution"]


@claims_rule(
    takes=("amount", "contribution"),
    says="Shares stand in the proportion of what each party put in.",
    assumes="What was put in can be measured, and a part of the result can be put down to it.",
    misleads="It says nothing to those who could not contribute, and counts the past, not what is needed now.",
    source="Adams, Inequity in social exchange (1965); Aristotle, Nicomachean Ethics V.",
    axioms=("order", "more-helps", "contribution", "no-merging", "in-step"),
)
def proportional_to_contribution(amount: Fraction, contribution: Numbers) -> Shares:
    """What does each get when shares follow contributions?

    Raises BadInput when nobody has any.
    """
    return in_proportion(amount, contribution, "contribution")
