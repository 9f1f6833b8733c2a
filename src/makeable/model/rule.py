"""The decision rule: whose yes makes a deal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

__all__ = ["AllOf", "AnyOf", "AtLeast", "Quota", "Rule", "parties_of"]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of these parties say yes. All of them: unanimity among them, or required parties."""

    count: int
    parties: tuple[str, ...]

    def holds(self, yes: Collection[str]) -> bool:
        """Whether the yes of exactly these parties makes it hold."""
        return sum(party in yes for party in self.parties) >= self.count


@dataclass(frozen=True)
class Quota:
    """The weights of those who say yes add up to at least the quota."""

    weights: Mapping[str, Fraction] = field(hash=False)
    quota: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", MappingProxyType(dict(self.weights)))

    def holds(self, yes: Collection[str]) -> bool:
        """Whether the yes of exactly these parties makes it hold."""
        return sum((w for party, w in self.weights.items() if party in yes), Fraction(0)) >= self.quota


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these rules holds: several chambers, required parties beside a count, double majorities."""

    rules: tuple[Rule, ...]
    name: str = ""

    def holds(self, yes: Collection[str]) -> bool:
        """Whether the yes of exactly these parties makes it hold."""
        return all(rule.holds(yes) for rule in self.rules)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these rules holds."""

    rules: tuple[Rule, ...]
    name: str = ""

    def holds(self, yes: Collection[str]) -> bool:
        """Whether the yes of exactly these parties makes it hold."""
        return any(rule.holds(yes) for rule in self.rules)


Rule = AtLeast | Quota | AllOf | AnyOf
"""Monotone by construction (weights are not negative): one more yes never undoes a deal."""


def parties_of(rule: Rule) -> tuple[str, ...]:
    """The parties whose yes the rule speaks of, in the order it names them."""
    if isinstance(rule, AtLeast):
        return rule.parties
    if isinstance(rule, Quota):
        return tuple(rule.weights)
    return tuple(dict.fromkeys(party for part in rule.rules for party in parties_of(part)))
