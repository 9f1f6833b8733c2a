"""The proportional rule: every claim is paid the same percentage."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, checked, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["proportional"]


@claims_rule(
    takes=("amount", "claim"),
    says="Every claim is paid the same percentage.",
    assumes="A euro claimed counts the same, whoever claims it and however much is claimed.",
    misleads="Whoever claims too much gets too much: it rewards inflated claims, even those beyond all there is.",
    source="Aristotle, Nicomachean Ethics V; Young (1988) for its axioms.",
    of=("claims",),
    axioms=(
        "equals",
        "bounded",
        "order",
        "more-helps",
        "everyone-something",
        "same-units",
        "self-dual",
        "up",
        "down",
        "consistent",
        "no-merging",
        "in-step",
    ),
)
def proportional(estate: Fraction, claims: Numbers) -> Shares:
    """What does each claimant get when every claim is paid the same percentage?

    Raises BadInput when the estate exceeds the claims.
    """
    whole, exact = checked(estate, claims)
    return in_proportion(whole, exact, "claim")
