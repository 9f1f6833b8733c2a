"""Whose yes makes a deal, as a small tree over the parties' yeses.

A rule is built from `Yes(party)` and `Quota(members, weights, quota)`; unanimity, "any of", "at least
k of" and required parties are quotas too. Every rule is monotone: one more yes never undoes a deal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias


@dataclass(frozen=True)
class Yes:
    """The yes of one party (its index)."""

    party: int


@dataclass(frozen=True)
class Quota:
    """Holds when the weights of the members that hold reach the quota; weights are not negative."""

    members: tuple[Rule, ...]
    weights: tuple[int, ...]
    quota: int

    def __post_init__(self) -> None:
        if len(self.members) != len(self.weights):
            raise ValueError(f"{len(self.members)} members need as many weights, got {len(self.weights)}")
        if any(weight < 0 for weight in self.weights):
            raise ValueError("weights of a quota must not be negative")


Rule: TypeAlias = Yes | Quota


def at_least(k: int, *members: Rule) -> Quota:
    """At least `k` of the members."""
    return Quota(members, (1,) * len(members), k)


def all_of(*members: Rule) -> Quota:
    """Every member."""
    return at_least(len(members), *members)


def any_of(*members: Rule) -> Quota:
    """One member or more."""
    return at_least(1, *members)


def everyone(parties: int) -> Quota:
    """Unanimity of parties 0 .. parties - 1."""
    return all_of(*(Yes(party) for party in range(parties)))


def holds(rule: Rule, yes: Sequence[bool]) -> bool:
    """Whether the rule holds for these yeses (one bool per party)."""
    if isinstance(rule, Yes):
        return bool(yes[rule.party])
    carried = sum(w for m, w in zip(rule.members, rule.weights, strict=True) if holds(m, yes))
    return carried >= rule.quota


def needed(rule: Rule, parties: int) -> tuple[int, ...]:
    """Parties without whose yes the rule cannot hold; all of them when it can never hold."""
    return tuple(p for p in range(parties) if not holds(rule, [q != p for q in range(parties)]))


def minimal_coalitions(rule: Rule, parties: int, limit: int = 100_000) -> tuple[tuple[int, ...], ...]:
    """Smallest sets of parties whose yes carries the rule, small ones first.

    Looks at every set of parties, so it is meant for about 16 parties or fewer; raises ValueError when
    more than `limit` minimal sets are found.
    """
    found: list[frozenset[int]] = []
    for size in range(parties + 1):
        for members in combinations(range(parties), size):
            group = frozenset(members)
            if any(smaller <= group for smaller in found):
                continue
            if holds(rule, [p in group for p in range(parties)]):
                found.append(group)
                if len(found) > limit:
                    raise ValueError(f"more than {limit} minimal coalitions")
    return tuple(tuple(sorted(group)) for group in found)
