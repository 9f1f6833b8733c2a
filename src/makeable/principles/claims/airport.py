"""The airport rule: each part of a facility is paid by those who need it."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from makeable.principles.claims.given import Numbers, Shares, entitled
from makeable.principles.claims.registry import claims_rule

__all__ = ["airport"]


@claims_rule(
    takes=("reach", "weight"),
    says="Each part of a facility is paid equally by those who need it: the first metres by all, the last by one.",
    assumes="A larger facility serves everyone whom a smaller one serves, and parts are not used up.",
    misleads="Who needs little pays little even of what makes the whole possible. It cannot see use, only need.",
    source="Baker (1965); Littlechild and Owen (1973): the Shapley value of the airport game.",
    of=("cost",),
    axioms=("equals", "order", "more-helps", "stand-alone", "core", "additive", "use", "same-units"),
)
def airport(reach: Numbers, weights: Numbers | None = None) -> Shares:
    """What does each pay for a facility that must be as large as its most demanding user needs?

    `reach[p]`: the cost of a facility just enough for party p. Shares add up to the largest. With `weights`, each part
    is paid in their proportion. Littlechild and Owen, *Management Science* 20 (1973).
    """
    costs = tuple(map(Fraction, reach))
    due = entitled(len(costs), weights)
    shares = [Fraction(0)] * len(costs)
    order = sorted(range(len(costs)), key=lambda i: costs[i])
    weight, paid, rate = sum(due, Fraction(0)), Fraction(0), Fraction(0)
    for cost, group in groupby(order, key=lambda i: costs[i]):
        users = list(group)
        rate += (cost - paid) / weight
        for i in users:
            shares[i] = rate * due[i]
        weight, paid = weight - sum(due[i] for i in users), cost
    return tuple(shares)
