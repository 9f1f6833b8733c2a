"""Formulas over the settlements of a package: terms on single issues, joined by both and either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from makeable.model.issue import Settlement
from makeable.model.term import OneOf, Within

__all__ = ["Both", "Either", "Formula", "Stated", "conjuncts", "terms_of"]


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds (none: always true)."""

    parts: tuple[Formula, ...]

    def holds(self, package: Mapping[str, Settlement]) -> bool:
        """Whether a package meets it; an issue left open meets no term."""
        return all(_holds(part, package) for part in self.parts)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it speaks of."""
        return tuple(dict.fromkeys(issue for part in self.parts for issue in _issues(part)))


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds (none: never true)."""

    parts: tuple[Formula, ...]

    def holds(self, package: Mapping[str, Settlement]) -> bool:
        """Whether a package meets it; an issue left open meets no term."""
        return any(_holds(part, package) for part in self.parts)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it speaks of."""
        return tuple(dict.fromkeys(issue for part in self.parts for issue in _issues(part)))


Formula = OneOf | Within | Both | Either


def _holds(formula: Formula, package: Mapping[str, Settlement]) -> bool:
    if isinstance(formula, OneOf | Within):
        return formula.issue in package and formula.met_by(package[formula.issue])
    return formula.holds(package)


def _issues(formula: Formula) -> tuple[str, ...]:
    return (formula.issue,) if isinstance(formula, OneOf | Within) else formula.issues


@dataclass(frozen=True, slots=True)
class Stated:
    """A constraint given as a formula: a package must meet it."""

    formula: Formula
    note: str = ""

    def allows(self, package: Mapping[str, Settlement]) -> bool:
        """Whether the (full) package keeps to it."""
        return _holds(self.formula, package)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it ties together."""
        return _issues(self.formula)


def conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """The parts that must hold, each on its own, so that no more issues are tied together than need be."""
    if isinstance(formula, Both):
        return tuple(part for member in formula.parts for part in conjuncts(member))
    return (formula,)


def terms_of(formula: Formula) -> tuple[OneOf | Within, ...]:
    """All terms of a formula."""
    if isinstance(formula, OneOf | Within):
        return (formula,)
    return tuple(term for part in formula.parts for term in terms_of(part))
