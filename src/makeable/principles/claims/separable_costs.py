"""Separable costs, remaining benefits: each pays what it alone adds; the rest goes by what each could still save."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.kernels.coalition_values import as_array
from makeable.kernels.coalition_values import separable_costs as shares_of
from makeable.principles.claims.given import Shares
from makeable.principles.claims.registry import claims_rule
from makeable.principles.claims.worth import whole_table

__all__ = ["separable_costs"]


@claims_rule(
    takes=("worth",),
    says="Each pays what the whole costs more because of it; the rest goes in proportion to what each still saves.",
    assumes="What each adds to the whole can be told, and the joint rest is owed in proportion to remaining benefits.",
    misleads="It looks at single parties and at everyone, never at groups: a group may pay more than it would alone.",
    source="Tennessee Valley Authority (1938); Ransmeier (1942); Straffin and Heaney (1981).",
    of=("savings", "cost"),
    axioms=("equals", "stand-alone", "same-units"),
    aliases=("scrb", "alternate-cost-avoided"),
)
def separable_costs(worth: Sequence[Fraction | int]) -> Shares:
    """What does each pay by the method of the Tennessee Valley Authority?

    `worth[mask]`: what a group pays (or has) on its own. Raises BadInput where the proportions of the rest are not
    defined. Straffin and Heaney, *International Journal of Game Theory* 10 (1981).
    """
    table, scale = whole_table(worth)
    found = shares_of(as_array(table))
    if found is None:
        what = "Nobody saves anything beyond its separable part, so the rest has no proportions."
        raise BadInput([Problem("coalitions", what, "Choose another rule.")])
    return tuple(share / scale for share in found)
