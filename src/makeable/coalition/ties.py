"""Ties between parties: who is on good terms with whom, from what happened between them and who moves whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from makeable.model import Case
from makeable.model.dealing import Dealing
from makeable.model.influence import Link

__all__ = ["dealings_of", "links_of", "tie_owners", "ties_of"]


def ties_of(case: Case) -> Mapping[frozenset[str], Fraction]:
    """For each pair with a tie: positive where they are on good terms, negative where they are not.

    The tones of all dealings between the two, and the weights of the influence links between them (each times the
    confidence in it), added up.
    """
    ties: dict[frozenset[str], Fraction] = {}
    for dealing in case.history:
        for i, one in enumerate(dealing.between):
            for other in dealing.between[i + 1 :]:
                pair = frozenset((one, other))
                ties[pair] = ties.get(pair, Fraction(0)) + dealing.tone
    for link in _links(case):
        pair = frozenset((link.source, link.target))
        ties[pair] = ties.get(pair, Fraction(0)) + link.weight * link.confidence
    return {pair: tone for pair, tone in ties.items() if tone}


def dealings_of(case: Case, one: str, other: str) -> tuple[Dealing, ...]:
    """What happened between two parties."""
    return tuple(dealing for dealing in case.history if {one, other} <= set(dealing.between))


def links_of(case: Case, one: str, other: str) -> tuple[Link, ...]:
    """The influence of two parties on each other, either way."""
    return tuple(link for link in _links(case) if {link.source, link.target} == {one, other})


def tie_owners(case: Case) -> frozenset[str]:
    """Whose private map went into the ties."""
    return frozenset((case.influence.by,)) if case.influence is not None and any(_links(case)) else frozenset()


def _links(case: Case) -> Iterable[Link]:
    """The links between two parties of the case."""
    for link in case.influence.links if case.influence is not None else ():
        if link.source in case.party and link.target in case.party and link.source != link.target:
            yield link
