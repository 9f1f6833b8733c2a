"""Demands: the conditions of a reaction, in a small language that people write and forms build.

funding >= 2x                      at least twice what the what-if says
jobs >= -10%                       not more than a tenth below the what-if
payment <= now + 3                 at most 3 above the what-if
payment in 2..5                    from 2 to 5
deadline <= 2027-06                for options that are dates or numbers
location in {bay, inland}
parking included                   some of it
if funding < 50 then fence = yes
location = bay or funding >= 30
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from makeable.casefile.demand_meaning import meaning
from makeable.model import Case, Demand, Issue, Reaction, Settlement

__all__ = ["Demand", "demand", "demands_on"]


def demand(
    text: str,
    issues: Mapping[str, Issue],
    what_if: Mapping[str, Settlement] | None = None,
    party: str = "",
    weight: Fraction = Fraction(1),
) -> Demand:
    """What a written demand means for the packages of a case, relative amounts taken from the what-if.

    Raises ValueError saying what is not understood and how to write it.
    """
    return Demand(text.strip(), meaning(text, issues, what_if), party, weight)


def demands_on(case: Case, what_if: str) -> tuple[Demand, ...]:
    """Every demand of the reactions to a what-if, party by party.

    The weights of a party's demands are scaled so that they are 1 on average: what counts is which of its own demands
    matter more to it, and no party gains weight by writing larger numbers.
    """
    made: list[Demand] = []
    for party in case.parties:
        for reaction in party.reactions:
            if reaction.what_if == what_if:
                made += _weighed(case, party.id, reaction)
    return tuple(made)


def _weighed(case: Case, party: str, reaction: Reaction) -> list[Demand]:
    package = case.what_if[reaction.what_if].package
    total = sum((wanted.weight for wanted in reaction.demands), Fraction(0))
    return [
        Demand(
            wanted.text,
            meaning(wanted.text, case.issue, package),
            party,
            wanted.weight * len(reaction.demands) / total,
            reaction.told_by,
        )
        for wanted in reaction.demands
    ]
