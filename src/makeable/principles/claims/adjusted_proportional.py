"""Adjusted proportional: first what is conceded, then proportions of what can still be claimed."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, checked, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["adjusted_proportional"]


@claims_rule(
    takes=("amount", "claim"),
    says="First what the others' claims leave to each; then the rest in proportion to what can still be claimed.",
    assumes="What nobody disputes is not up for division, and no claim counts beyond what is left.",
    misleads="Three steps are harder to defend at home than one percentage.",
    source="Curiel, Maschler and Tijs (1987): the tau value of the claims game.",
    of=("claims",),
    axioms=(
        "equals",
        "bounded",
        "order",
        "more-helps",
        "same-units",
        "everyone-something",
        "self-dual",
        "truncation",
        "minimal-rights",
    ),
)
def adjusted_proportional(estate: Fraction, claims: Numbers) -> Shares:
    """What does each claimant get when proportions apply only to what is disputed?

    Raises BadInput when the estate exceeds the claims. Curiel, Maschler and Tijs, *Zeitschrift für Operations Research*
    31 (1987).
    """
    whole, exact = checked(estate, claims)
    total = sum(exact, Fraction(0))
    conceded = [max(Fraction(0), whole - (total - claim)) for claim in exact]
    left = whole - sum(conceded)
    open_claims = [min(claim - given, left) for claim, given in zip(exact, conceded, strict=True)]
    rest = in_proportion(left, open_claims, "claim")
    return tuple(given + more for given, more in zip(conceded, rest, strict=True))
