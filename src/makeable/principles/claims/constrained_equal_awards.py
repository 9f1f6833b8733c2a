"""Constrained equal awards: everyone gets the same, but nobody more than it claims."""

from __future__ import annotations

from fractions import Fraction

from makeable.principles.claims.given import Numbers, Shares, checked, entitled
from makeable.principles.claims.registry import claims_rule

__all__ = ["constrained_equal_awards"]


@claims_rule(
    takes=("amount", "claim", "weight"),
    says="Everyone gets the same amount, but nobody more than it claims.",
    assumes="What counts is what people end up with; a small claim is no less worthy than a large one.",
    misleads="Large claimants bear the whole shortage: nothing of a claim counts beyond the common level.",
    source="Maimonides (12th century); Aumann and Maschler (1985); Moulin (2000) with weights.",
    of=("claims",),
    axioms=(
        "equals",
        "bounded",
        "order",
        "more-helps",
        "same-units",
        "everyone-something",
        "truncation",
        "up",
        "down",
        "consistent",
        "small-first",
    ),
    aliases=("cea",),
)
def constrained_equal_awards(estate: Fraction, claims: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each claimant get when all get the same, up to their claims?

    With `weights`, awards are in their proportion, up to the claims. One sort, then one pass. Raises BadInput when the
    estate exceeds the claims.
    """
    left, exact = checked(estate, claims)
    due = entitled(len(exact), weights)
    weight = sum(due, Fraction(0))
    awards = [Fraction(0)] * len(exact)
    order = sorted(range(len(exact)), key=lambda i: exact[i] / due[i])
    for place, i in enumerate(order):
        if exact[i] * weight > left * due[i]:
            level = left / weight
            for j in order[place:]:
                awards[j] = level * due[j]
            break
        awards[i] = exact[i]
        left -= exact[i]
        weight -= due[i]
    return tuple(awards)
