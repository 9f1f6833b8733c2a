"""Ties between parties: who is on good terms with whom, from what happened between them and who moves whom."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from makeable.model import Case
from makeable.model.dealing import Dealing

__all__ = ["dealings_of", "ties_of"]


def ties_of(case: Case) -> Mapping[frozenset[str], Fraction]:
    """For each pair with a tie: positive where they are on good terms, negative where they are not.

    The tones of all dealings between the two, added up.
    """
    ties: dict[frozenset[str], Fraction] = {}
    for dealing in case.history:
        for i, one in enumerate(dealing.between):
            for other in dealing.between[i + 1 :]:
                pair = frozenset((one, other))
                ties[pair] = ties.get(pair, Fraction(0)) + dealing.tone
    return {pair: tone for pair, tone in ties.items() if tone}


def dealings_of(case: Case, one: str, other: str) -> tuple[Dealing, ...]:
    """What happened between two parties."""
    return tuple(dealing for dealing in case.history if {one, other} <= set(dealing.between))
