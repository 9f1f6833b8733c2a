"""Groups that pairs suggest: everybody in them has something in common with everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from makeable.model import Case

__all__ = ["Group", "suggested"]

ENOUGH = 2
MOST = 10


@dataclass(frozen=True)
class Group:
    """Parties of whom every pair has at least two bases and nothing that divides them.

    `shared`: the kinds of basis that every pair has. `weakest`: the pair with fewest. `can_make`: their yes is
    enough for a deal; `can_block`: no deal without any of them.
    """

    members: tuple[str, ...]
    shared: tuple[str, ...]
    weakest: tuple[str, str]
    can_make: bool
    can_block: bool


def suggested(case: Case, pairs: Mapping[tuple[str, str], tuple[int, bool, frozenset[str]]]) -> tuple[Group, ...]:
    """The largest groups in which every pair fits, at most ten: those that can make a deal or block one first.

    `pairs`: how many bases each has, whether nothing divides it, and of which kinds the bases are.
    """
    fits = {frozenset(pair) for pair, (many, at_peace, _) in pairs.items() if many >= ENOUGH and at_peace}
    near = {party: {other for other in case.party if frozenset((party, other)) in fits} for party in case.party}
    groups = [_group(case, pairs, members) for members in _cliques(near, set(), set(near), set()) if len(members) > 1]
    groups.sort(key=lambda g: (not g.can_make, not g.can_block, -len(g.members), g.members))
    return tuple(groups[:MOST])


def _cliques(
    near: Mapping[str, set[str]], inside: set[str], open_ones: set[str], seen: set[str]
) -> list[frozenset[str]]:
    """The largest sets of parties that are all near each other (Bron and Kerbosch 1973, with a pivot)."""
    if not open_ones and not seen:
        return [frozenset(inside)]
    pivot = max(sorted(open_ones | seen), key=lambda party: len(near[party] & open_ones))
    found = []
    for party in sorted(open_ones - near[pivot]):
        found += _cliques(near, inside | {party}, open_ones & near[party], seen & near[party])
        open_ones, seen = open_ones - {party}, seen | {party}
    return found


def _group(
    case: Case, pairs: Mapping[tuple[str, str], tuple[int, bool, frozenset[str]]], members: frozenset[str]
) -> Group:
    inside = {pair: held for pair, held in pairs.items() if set(pair) <= members}
    shared = frozenset.intersection(*(kinds for _, _, kinds in inside.values()))
    return Group(
        tuple(party for party in case.party if party in members),
        tuple(sorted(shared)),
        min(inside, key=lambda pair: inside[pair][0]),
        case.rule.holds(members),
        not case.rule.holds(set(case.party) - members),
    )
