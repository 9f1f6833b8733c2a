"""Equal shares, whatever anybody claims, uses or brings."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, entitled
from makeable.principles.claims.registry import claims_rule

__all__ = ["equal"]


@claims_rule(
    takes=("amount", "count", "weight"),
    says="Everyone gets, or pays, the same; with weights, in proportion to them.",
    assumes="Nothing tells the parties apart that should count here.",
    misleads="It gives some more than they claim, and lets some pay more than they would alone.",
    source="Aristotle, Nicomachean Ethics V; Thomson (2003).",
    axioms=("equals", "order", "more-helps", "everyone-something", "in-step"),
    aliases=("equal-shares",),
)
def equal(amount: Fraction, count: int, weights: Numbers | None = None) -> Shares:
    """What does everyone get when all get the same?

    With `weights`, shares are in proportion to them. Raises BadInput for weights that are not positive.
    """
    due = entitled(count, weights)
    rate = Fraction(amount) / sum(due)
    return tuple(rate * weight for weight in due)
