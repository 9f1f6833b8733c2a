"""What a critic at home could hold against a package, strongest first, from one party's own account of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.finding import Reason
from makeable.model import Settlement

__all__ = ["BelowNoDeal", "BetterOnTheTable", "GaveMost", "NeedUnserved", "Nothing", "Remedy", "ThinGain"]


@dataclass(frozen=True)
class Remedy:
    """One issue settled otherwise that would lift the party to its no-deal line, and the gain it then has."""

    issue: str
    settlement: Settlement
    gain: Fraction


@dataclass(frozen=True)
class BelowNoDeal(Reason):
    """The party would be better off without the deal; `remedies` are single changes that would cure it."""

    short_by: Fraction
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True)
class BetterOnTheTable(Reason):
    """A package that lay on the table was worth more to the party: `name`, by so much, and where it was better."""

    name: str
    by: Fraction
    issues: tuple[str, ...]


@dataclass(frozen=True)
class GaveMost(Reason):
    """The largest concession: the issue, the points given, and those points as a share of the issue's range."""

    issue: str
    gave: Fraction
    share: Fraction


@dataclass(frozen=True)
class NeedUnserved(Reason):
    """An interest that the package serves least: its number in the sheet, and how far it is served."""

    interest: int
    share: Fraction


@dataclass(frozen=True)
class ThinGain(Reason):
    """The gain is a small share of what the best package would have brought."""

    share: Fraction


@dataclass(frozen=True)
class Nothing(Reason):
    """Nothing can be held against it on these scores: the party gets all it wanted."""
