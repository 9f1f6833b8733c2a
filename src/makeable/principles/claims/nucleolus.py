"""The nucleolus: the loudest complaint of any group as quiet as can be, then the next."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.errors import TooLarge
from makeable.kernels.excess_program import Stalled
from makeable.kernels.nucleolus import nucleolus as least_complaints
from makeable.model.pie import PieKind
from makeable.principles.claims.given import Shares
from makeable.principles.claims.registry import claims_rule
from makeable.principles.claims.worth import whole_table

__all__ = ["nucleolus"]


@claims_rule(
    takes=("worth", "kind"),
    says="The group with most to complain of complains as little as possible; then the next group.",
    assumes="A group complains when it could do better alone, and complaints can be compared.",
    misleads="When the whole grows, a party's share may shrink. It takes explaining.",
    source="Schmeidler (1969); Littlechild (1974) for costs.",
    axioms=("equals", "core", "stand-alone", "same-units"),
    for_claims="talmud",
)
def nucleolus(worth: Sequence[Fraction | int], kind: PieKind = "savings") -> Shares:
    """How to share so that no group has more cause to walk away than can be avoided?

    `worth[mask]`: what a group has, or (`kind` "cost") pays, on its own. In the core whenever there is one. For claims
    it is the Talmud rule (Aumann and Maschler 1985). Where everybody together is worse off than one by one, nobody can
    be held to what it has alone. Raises TooLarge when it cannot be confirmed exactly.
    """
    table, scale = whole_table(worth, -1 if kind == "cost" else 1)
    count = len(table).bit_length() - 1
    possible = sum(table[1 << i] for i in range(count)) <= table[-1]
    try:
        found = least_complaints(table, count, possible)
    except Stalled as stalled:
        raise TooLarge("The nucleolus of these groups is numerically out of reach.") from stalled
    if not found.certified:
        raise TooLarge("The nucleolus of these groups could not be confirmed in fractions.")
    sign = -1 if kind == "cost" else 1
    return tuple(sign * share / scale for share in found.shares)
