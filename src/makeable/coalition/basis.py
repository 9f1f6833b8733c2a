"""What could hold two parties together, and what stands between them: one type for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.coalition.likeness import Exchange
from makeable.finding import Reason
from makeable.model import Package, Settlement
from makeable.model.dealing import Dealing
from makeable.model.influence import Link

__all__ = [
    "AgainstIt",
    "CommonTies",
    "HardToJoin",
    "LeftOutTogether",
    "Opposed",
    "PreferNoDeal",
    "Quarrelled",
    "SharedHistory",
    "SharedInterest",
    "SharedPosition",
    "ValuableTrade",
]


@dataclass(frozen=True)
class SharedInterest(Reason):
    """The two rank packages alike; `issues` pull them together most, most of all the first."""

    correlation: float
    issues: tuple[str, ...]
    linked: tuple[str, ...] = ()


@dataclass(frozen=True)
class SharedPosition(Reason):
    """Both want the same on an issue that matters to both."""

    issue: str
    settlement: Settlement


@dataclass(frozen=True)
class AgainstIt(Reason):
    """Both would say no to the package on the table."""

    short_by: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class PreferNoDeal(Reason):
    """Both would refuse so many of the packages: an interest in no deal (`always`: all of them)."""

    refused: int
    of: int

    @property
    def always(self) -> bool:
        """Whether they would refuse every package."""
        return self.refused == self.of


@dataclass(frozen=True)
class ValuableTrade(Reason):
    """The two differ in what matters more, so that each can give the other more than it costs."""

    exchange: Exchange


@dataclass(frozen=True)
class SharedHistory(Reason):
    """They are on good terms: what they went through together, and how they move each other."""

    dealings: tuple[Dealing, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class CommonTies(Reason):
    """Parties with whom both are on good terms, and with whom both are on bad terms."""

    allies: tuple[str, ...]
    opponents: tuple[str, ...]


@dataclass(frozen=True)
class LeftOutTogether(Reason):
    """So many of the packages that others would let pass leave both below no deal; one of them."""

    packages: int
    of: int
    example: Package


@dataclass(frozen=True)
class Opposed(Reason):
    """The two rank packages against each other, most of all over these issues."""

    correlation: float
    issues: tuple[str, ...]


@dataclass(frozen=True)
class Quarrelled(Reason):
    """They are on bad terms: what happened between them, and how they push each other away."""

    dealings: tuple[Dealing, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class HardToJoin(Reason):
    """One of the two is on good terms with a party with whom the other is on bad terms."""

    over: tuple[str, ...]
