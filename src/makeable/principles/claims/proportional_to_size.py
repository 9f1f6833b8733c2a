"""In proportion to size: members, inhabitants, hectares."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["proportional_to_size"]


@claims_rule(
    takes=("amount", "size"),
    says="Shares stand in the proportion of size: every member, inhabitant or hectare counts once.",
    assumes="The members behind a party count, not the party itself.",
    misleads="The large take most, or bear most, whatever they need or use.",
    source="Young, Equity: In Theory and Practice (1994).",
    axioms=("order", "more-helps", "size", "no-merging", "in-step"),
)
def proportional_to_size(amount: Fraction, size: Numbers) -> Shares:
    """What does each get when every member counts once?

    Raises BadInput when nobody has any.
    """
    return in_proportion(amount, size, "size")
