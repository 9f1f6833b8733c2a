"""Who would rather hold out: groups that can block and all prefer another package that could pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from makeable.coalition.nearest import spans
from makeable.coalition.patterns import all_blocks, numbered
from makeable.frontier.space import Space
from makeable.model import Package

__all__ = ["HoldOut", "hold_outs"]


@dataclass(frozen=True)
class HoldOut:
    """Two or more parties without whom nothing passes, and the package for which they could hold out together.

    `gains`: what each would gain by it over the package on the table, in its own points. `pull`: what the least of
    them would gain, as a share of all that it could win or lose.
    """

    members: tuple[str, ...]
    package: Package
    gains: Mapping[str, Fraction]
    pull: Fraction

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", MappingProxyType(dict(self.gains)))


def hold_outs(space: Space, package: Package, most: int = 10) -> tuple[tuple[HoldOut, ...], bool]:
    """Which blocking groups all prefer some other passing package, each with the one best for who gains least?

    The largest such groups of two or more, at most `most`, the strongest pull first; and whether these are all. A
    single party that can block can always hold out for more: that is its place in the negotiation, not a coalition.
    """
    case = space.case
    now = [sheet.value(package) * scale for sheet, scale in zip(space.sheets, space.scale, strict=True)]
    better = np.array([int(value // 1) + 1 for value in now], dtype=object)
    lines = np.array(space.no_deal, dtype=object)
    bits = 1 << np.arange(len(space.parties), dtype=np.int64)
    unknown, wide = frozenset(case.party) - frozenset(space.parties), spans(space)
    verdicts: dict[int, bool] = {}
    best: dict[int, tuple[float, int]] = {}

    def names(mask: int) -> tuple[str, ...]:
        return tuple(party for i, party in enumerate(space.parties) if mask >> i & 1)

    for block in all_blocks(space):
        says_yes = (block.values >= lines).astype(bool)
        prefers = (block.values >= better).astype(bool) & says_yes
        yes, masks = says_yes @ bits, prefers @ bits
        share = (block.values.astype(float) - np.array([float(v) for v in now])) / wide
        least = np.where(prefers, share, np.inf).min(axis=1)
        for mask in np.unique(yes).tolist():
            verdicts.setdefault(mask, case.rule.holds(unknown.union(names(mask))))
        passing = np.array([verdicts[mask] for mask in yes.tolist()], dtype=bool)
        for mask in np.unique(masks[passing]).tolist():
            rows = np.flatnonzero(passing & (masks == mask))
            top = rows[int(np.argmax(least[rows]))]
            if mask not in best or least[top] > best[mask][0]:
                best[mask] = (float(least[top]), int(block.numbers[top]))
    everyone = frozenset(case.party)
    blocking = [
        mask for mask in best if mask.bit_count() > 1 and not case.rule.holds(everyone - frozenset(names(mask)))
    ]
    largest = [m for m in blocking if not any(m != other and m & other == m for other in blocking)]
    largest.sort(key=lambda m: -best[m][0])
    found = []
    for mask in largest[:most]:
        other = numbered(space, best[mask][1])
        gains = {party: case.sheets[party].value(other) - case.sheets[party].value(package) for party in names(mask)}
        width = dict(zip(space.parties, zip(wide.tolist(), space.scale, strict=True), strict=True))
        pull = min(gain * width[party][1] / Fraction(width[party][0]) for party, gain in gains.items())
        found.append(HoldOut(names(mask), other, gains, pull))
    return tuple(found), len(largest) <= most
