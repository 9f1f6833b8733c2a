"""Precedent: as it was done in the most comparable deal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.model.pie import Pie, Precedent
from makeable.principles.claims.given import Shares, in_proportion
from makeable.principles.claims.registry import claims_rule

__all__ = ["Comparable", "comparable", "precedent"]


@dataclass(frozen=True)
class Comparable:
    """A precedent and how far it is from the deal at hand: 0 is alike in every feature, 1 as unlike as any known.

    `features`: those that both tell; the distance is the mean over these. None: they have no feature in common.
    """

    precedent: Precedent
    distance: Fraction | None
    features: tuple[str, ...]


@claims_rule(
    takes=("precedents",),
    says="Shares as in the most comparable deal; where several are equally near, their average.",
    assumes="The features that were written down are those that matter, and earlier deals were fair.",
    misleads="Whoever chooses the precedents and their features chooses the answer. Look at the distances.",
    source="Gower (1971) for the distance; Fisher, Ury and Patton, Getting to Yes, on precedent as a criterion.",
    axioms=("more-helps", "precedent", "in-step"),
)
def precedent(pie: Pie) -> Shares:
    """What would each get by the most comparable deal?

    Shares of the nearest precedents are averaged and taken of the amount. Raises BadInput when none tells a share for
    every party of this deal, or none has a feature in common with it.
    """
    usable = [
        found
        for found in comparable(pie)
        if found.distance is not None and all(party in found.precedent.shares for party in pie.parties)
    ]
    if not usable:
        what = "No precedent tells a share for every party and a feature of this deal."
        raise BadInput([Problem("precedents", what, "Add `features:` and the shares of all parties.")])
    near = [found.precedent for found in usable if found.distance == usable[0].distance]
    total = [sum((p.shares[party] for p in near), Fraction(0)) / len(near) for party in pie.parties]
    return in_proportion(pie.amount, total, "precedents")


def comparable(pie: Pie) -> tuple[Comparable, ...]:
    """The precedents from near to far; those without a common feature come last.

    A feature counts |a - b| divided by its range over all these deals (Gower, *Biometrics* 27, 1971); the distance is
    the mean over the features that both deals tell.
    """
    spans: dict[str, Fraction] = {}
    for feature in pie.features:
        told = [pie.features[feature], *(p.features[feature] for p in pie.precedents if feature in p.features)]
        spans[feature] = max(told) - min(told)
    found = []
    for earlier in pie.precedents:
        both = tuple(feature for feature in pie.features if feature in earlier.features)
        apart = [abs(pie.features[f] - earlier.features[f]) / spans[f] if spans[f] else Fraction(0) for f in both]
        found.append(Comparable(earlier, sum(apart, Fraction(0)) / len(both) if both else None, both))
    return tuple(sorted(found, key=lambda c: (c.distance is None, c.distance or 0)))
