"""The appeal to a shared principle: packages chosen by criteria that both sides could accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.errors import MakeableError
from makeable.model import Case, Package
from makeable.principles import egalitarian, egalitarian_shares, equal_gain, kalai_smorodinsky, nash
from makeable.principles.asked import Asked

__all__ = ["Appeal", "appeals"]

SECONDS = 5.0
ASKED = (
    equal_gain.equal_gain,
    egalitarian_shares.egalitarian_shares,
    kalai_smorodinsky.kalai_smorodinsky,
    nash.nash,
    egalitarian.egalitarian,
)


@dataclass(frozen=True)
class Appeal:
    """Principles that choose this package, what it gives each party over no deal, and whom it wins and loses.

    `wins`: parties that refuse the package on the table and would accept this one; `loses`: the other way round.
    """

    principles: tuple[str, ...]
    package: Package
    gains: Mapping[str, Fraction]
    wins: tuple[str, ...]
    loses: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", MappingProxyType(dict(self.gains)))


def appeals(case: Case, yes: Sequence[str], no: Sequence[str]) -> tuple[Appeal, ...]:
    """What would principles choose that anybody can be asked to accept, and who would say yes to that?

    Those that win most refusals and lose fewest yeses come first. No principle is the fair one; what counts is which
    of them people on both sides would have accepted before they knew what it gives them.
    """
    found: dict[Package, list[str]] = {}
    for principle in ASKED if case.sheets else ():
        try:
            division = principle(case, Asked(seconds=SECONDS))
        except MakeableError:
            continue
        for package in division.packages[:1]:
            found.setdefault(package, []).append(division.principle)
    listed = []
    for package, principles in found.items():
        gains = {party: sheet.gain(package) for party, sheet in case.sheets.items()}
        wins = tuple(party for party in no if gains[party] >= 0)
        loses = tuple(party for party in yes if gains[party] < 0)
        listed.append(Appeal(tuple(principles), package, gains, wins, loses))
    listed.sort(key=lambda appeal: (len(appeal.loses) - len(appeal.wins), -len(appeal.principles)))
    return tuple(listed)
