"""Serial cost sharing: equal shares as far as all demands reach, the rest by those who go on."""

from __future__ import annotations

from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.model.sheet import Curve
from makeable.principles.claims.given import Numbers, Shares
from makeable.principles.claims.registry import claims_rule

__all__ = ["serial"]


@claims_rule(
    takes=("demand", "cost_of"),
    says="Equal shares as far as the smallest demand reaches; those who ask for more share the next part, and so on.",
    assumes="Cost depends on the total demand only, and nobody should pay more because another asks for more.",
    misleads="Where larger is cheaper by the unit, small users get less of the benefit than under average cost.",
    source="Moulin and Shenker (1992).",
    of=("cost",),
    axioms=("equals", "order", "more-helps", "use", "additive", "same-units"),
    aliases=("serial-cost-sharing",),
)
def serial(demand: Numbers, cost_of: Curve) -> Shares:
    """What does each pay when nobody pays for the growth of others' larger demands?

    `cost_of`: the cost of a total demand, at least as far as all demands together. Shares add up to the cost of the
    total. Raises BadInput for negative demands, or a curve that ends too early. Moulin and Shenker,
    *Econometrica* 60 (1992).
    """
    asked = tuple(map(Fraction, demand))
    total = sum(asked, Fraction(0))
    if any(part < 0 for part in asked) or not cost_of.points[0][0] <= 0 <= total <= cost_of.points[-1][0]:
        fix = f"Give demands of 0 or more, and costs from 0 as far as {total}."
        raise BadInput([Problem("cost_of", "The costs do not reach as far as the demands.", fix)])
    shares = [Fraction(0)] * len(asked)
    before, paid, rate = Fraction(0), cost_of.value(Fraction(0)), Fraction(0)
    order = sorted(range(len(asked)), key=lambda i: asked[i])
    rate = paid / len(asked)
    for place, i in enumerate(order):
        going = len(asked) - place
        cost = cost_of.value(before + going * asked[i])
        rate += (cost - paid) / going
        shares[i], paid = rate, cost
        before += asked[i]
    return tuple(shares)
