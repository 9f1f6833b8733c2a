"""Statements about which options are taken: what rules states out, makes them one, or makes a party prefer them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["Both", "Either", "Not", "Statement", "Taken", "Written", "options_in"]


@dataclass(frozen=True, slots=True)
class Taken:
    """The option is taken."""

    option: str

    def holds(self, taken: Collection[str]) -> bool:
        """Whether it holds when exactly these options are taken."""
        return self.option in taken


@dataclass(frozen=True, slots=True)
class Not:
    """The other statement does not hold."""

    of: Statement

    def holds(self, taken: Collection[str]) -> bool:
        """Whether it holds when exactly these options are taken."""
        return not self.of.holds(taken)


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds."""

    parts: tuple[Statement, ...]

    def holds(self, taken: Collection[str]) -> bool:
        """Whether it holds when exactly these options are taken."""
        return all(part.holds(taken) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Statement, ...]

    def holds(self, taken: Collection[str]) -> bool:
        """Whether it holds when exactly these options are taken."""
        return any(part.holds(taken) for part in self.parts)


Statement = Taken | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Written:
    """A statement together with the words in which it was written."""

    text: str
    means: Statement

    def holds(self, taken: Collection[str]) -> bool:
        """Whether it holds when exactly these options are taken."""
        return self.means.holds(taken)


def options_in(statement: Statement) -> frozenset[str]:
    """The options a statement speaks of."""
    if isinstance(statement, Taken):
        return frozenset((statement.option,))
    if isinstance(statement, Not):
        return options_in(statement.of)
    return frozenset().union(*(options_in(part) for part in statement.parts))
