"""In proportion to use: who uses more pays more."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["proportional_to_use"]


@claims_rule(
    takes=("amount", "use"),
    says="Shares stand in the proportion of use: who uses twice as much pays, or gets, twice as much.",
    assumes="Use can be measured, and every unit of it costs or earns about the same.",
    misleads="Where most of the cost comes before the first use, small users pay little of it and large ones too much.",
    source="The benefit principle of taxation; Young, Equity: In Theory and Practice (1994).",
    axioms=("order", "more-helps", "use", "no-merging", "in-step"),
)
def proportional_to_use(amount: Fraction, use: Numbers) -> Shares:
    """What does each pay when shares follow use?

    Raises BadInput when nobody has any.
    """
    return in_proportion(amount, use, "use")
