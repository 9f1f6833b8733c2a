"""The Shapley value: what each party adds, on average over all orders in which the parties may come."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.kernels.coalition_values import as_array, shapley_value
from makeable.principles.claims.given import Shares
from makeable.principles.claims.registry import claims_rule
from makeable.principles.claims.worth import whole_table

__all__ = ["shapley"]


@claims_rule(
    takes=("worth",),
    says="Everyone gets, or pays, what it adds on average over all orders in which the parties may come.",
    assumes="Every order of coming is as good as any other, and what each group could do alone is known.",
    misleads="A group may pay more than it would alone. It needs a figure for every group, most of them hypothetical.",
    source="Shapley (1953); Young (1985) for its axioms.",
    axioms=("equals", "additive", "strong-monotone", "same-units"),
    for_claims="random-arrival",
)
def shapley(worth: Sequence[Fraction | int]) -> Shares:
    """What does each party get when it is credited with what it adds, averaged over all orders?

    `worth[mask]`: what a group has, or pays, on its own (bit i is party i); `worth[0]` is 0. For claims it is the rule
    of random arrival. Shapley, "A value for n-person games" (1953).
    """
    table, scale = whole_table(worth)
    return tuple(share / scale for share in shapley_value(as_array(table)))
