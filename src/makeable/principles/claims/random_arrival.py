"""Random arrival: first come, first served, averaged over all orders of coming."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from makeable.errors import TooLarge
from makeable.finding import proven, sampled
from makeable.kernels.arrival import affordable, arrival_exact, arrival_sampled
from makeable.principles.claims.given import Numbers, checked
from makeable.principles.claims.registry import Award, claims_rule

__all__ = ["random_arrival"]

ENTRIES = 1_500_000
"""Claimants times random orders, where subsets cannot be counted."""

SURE = 2.5758
"""Standard errors within which a share lies with 99 % confidence, by the normal law."""


@claims_rule(
    takes=("amount", "claim"),
    says="First come, first served, averaged over all orders of coming.",
    assumes="Nobody has a right to come first, so every order counts alike.",
    misleads="A claim within what there is counts in full only for those who come early; the average hides the queue.",
    source="O'Neill (1982): the Shapley value of the claims game.",
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
    aliases=("run-on-the-bank",),
)
def random_arrival(estate: Fraction, claims: Numbers, seed: int = 0) -> Award:
    """What does each claimant get on average when claims are paid in full in the order of coming?

    Exact by counting subsets where that is quick (up to 62 claimants whose amounts have few units), else estimated from
    random orders: the shares add up to the estate exactly, and `margin` says how far any one may be off. Raises
    BadInput when the estate exceeds the claims, TooLarge when amounts have more than 52 bits of digits and there are
    too many claimants to count. O'Neill, *Mathematical Social Sciences* 2 (1982).
    """
    whole, exact = checked(estate, claims)
    cut = [min(claim, whole) for claim in exact]
    scale = lcm(whole.denominator, *(claim.denominator for claim in cut))
    units = [int(claim * scale) for claim in cut]
    step = max(gcd(int(whole * scale), *units), 1)
    amount, sizes = int(whole * scale) // step, [unit // step for unit in units]
    factor = Fraction(step, scale)
    if affordable(sizes, amount):
        return Award(
            tuple(share * factor for share in arrival_exact(sizes, amount)), proven("all orders, counted by subsets")
        )
    if sum(sizes) >= 2**53:
        raise TooLarge("The orders can be neither counted nor sampled: the amounts have too many digits.")
    orders = max(50, ENTRIES // len(sizes))
    shares, errors = arrival_sampled(sizes, amount, orders, seed)
    margin = Fraction(SURE * max(errors)) * factor
    off = float(margin)
    proof = sampled((-off, off), f"{2 * orders} random orders", Fraction(99, 100))
    return Award(tuple(share * factor for share in shares), proof, margin)
