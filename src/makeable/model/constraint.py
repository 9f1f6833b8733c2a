"""What a package may not be: excluded combinations, implications, linear budgets; and the conditions they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.model.formula import Stated
from makeable.model.issue import Settlement
from makeable.model.package import Package
from makeable.model.term import OneOf, Within

__all__ = ["Budget", "Condition", "Constraint", "Excluded", "Implied"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Several terms, each on one issue, that hold together."""

    terms: tuple[OneOf | Within, ...]

    def holds(self, package: Mapping[str, Settlement]) -> bool:
        """Whether the package meets every term; an issue left open meets none."""
        return all(term.issue in package and term.met_by(package[term.issue]) for term in self.terms)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it speaks of."""
        return tuple(term.issue for term in self.terms)


@dataclass(frozen=True, slots=True)
class Excluded:
    """No package may meet the condition."""

    condition: Condition
    note: str = ""

    def allows(self, package: Package) -> bool:
        """Whether the (full) package keeps to it."""
        return not self.condition.holds(package)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it ties together."""
        return tuple(dict.fromkeys(self.condition.issues))


@dataclass(frozen=True, slots=True)
class Implied:
    """A package that meets `given` must meet `then`."""

    given: Condition
    then: Condition
    note: str = ""

    def allows(self, package: Package) -> bool:
        """Whether the (full) package keeps to it."""
        return not self.given.holds(package) or self.then.holds(package)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it ties together."""
        return tuple(dict.fromkeys(self.given.issues + self.then.issues))


@dataclass(frozen=True)
class Budget:
    """A sum over issues is at most, at least or exactly `limit`.

    A quantity counts with its amount times a factor (`factors`); an option counts with its own `amounts`.
    """

    factors: Mapping[str, Fraction]
    amounts: Mapping[str, Mapping[str, Fraction]]
    sense: Literal["at_most", "at_least", "exactly"]
    limit: Fraction
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "factors", MappingProxyType(dict(self.factors)))
        frozen = {issue: MappingProxyType(dict(amounts)) for issue, amounts in self.amounts.items()}
        object.__setattr__(self, "amounts", MappingProxyType(frozen))

    def part(self, issue: str, settlement: Settlement) -> Fraction:
        """What one settled issue adds to the sum."""
        if isinstance(settlement, str):
            return self.amounts.get(issue, {}).get(settlement, Fraction(0))
        return self.factors.get(issue, Fraction(0)) * settlement

    def total(self, package: Mapping[str, Settlement]) -> Fraction:
        """The sum for a package."""
        return sum((self.part(issue, choice) for issue, choice in package.items()), Fraction(0))

    def allows(self, package: Package) -> bool:
        """Whether the (full) package keeps to it."""
        total = self.total(package)
        if self.sense == "at_most":
            return total <= self.limit
        return total >= self.limit if self.sense == "at_least" else total == self.limit

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it ties together."""
        return tuple(dict.fromkeys((*self.factors, *self.amounts)))


Constraint = Excluded | Implied | Budget | Stated
