"""Who says yes to what: every package of a case counted by the set of parties that say yes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from makeable.errors import TooLarge
from makeable.frontier.space import Space, space_of
from makeable.kernels.enumerate import Block, blocks, decode
from makeable.kernels.scale import IntArray
from makeable.model import Case, Package

__all__ = ["LISTED", "Patterns", "all_blocks", "listable", "numbered", "patterns"]

LISTED = 3_000_000
"""Up to so many packages, every one is looked at."""

MOST_PARTIES = 62


@dataclass(frozen=True)
class Patterns:
    """`counts[mask]`: how many packages have the yes of exactly the parties in the mask; `first[mask]`: one of them.

    Bit i stands for party i of `parties`, those whose sheets are known; the others are taken to say yes.
    """

    case: Case
    parties: tuple[str, ...]
    counts: dict[int, int]
    first: dict[int, Package]

    @property
    def packages(self) -> int:
        """How many packages there are."""
        return sum(self.counts.values())

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The parties whose sheets are not known."""
        return frozenset(self.case.party) - frozenset(self.parties)

    def names(self, mask: int) -> tuple[str, ...]:
        """The parties in a mask."""
        return tuple(party for i, party in enumerate(self.parties) if mask >> i & 1)

    def passes(self, mask: int) -> bool:
        """Whether the yes of these parties, and of all unknown ones, makes a deal."""
        return self.case.rule.holds(self.unknown.union(self.names(mask)))


def listable(case: Case) -> Space | None:
    """The space of a case, where every package can be looked at; None beyond, or where nobody's sheet is known."""
    try:
        space = space_of(case)
    except TooLarge:
        return None
    fits = space.combinations <= LISTED and 0 < len(space.parties) <= MOST_PARTIES
    return space if fits and all(group.rows for group in space.groups) else None


def all_blocks(space: Space) -> Iterator[Block]:
    """Every package of the space, in blocks."""
    return blocks(space.tables, uses=space.uses, limits=space.limits)


def numbered(space: Space, number: int) -> Package:
    """The package with this number."""
    sizes = [len(group.rows) for group in space.groups]
    return space.package(decode(np.array([number], dtype=np.int64), sizes)[0].tolist())


def patterns(space: Space) -> Patterns:
    """Count the packages by who says yes."""
    bits = 1 << np.arange(len(space.parties), dtype=np.int64)
    lines = np.array(space.no_deal, dtype=object)
    counts: dict[int, int] = {}
    first: dict[int, int] = {}
    for block in all_blocks(space):
        masks: IntArray = (block.values >= lines).astype(bool) @ bits
        for mask, at, many in zip(*np.unique(masks, return_index=True, return_counts=True), strict=True):
            counts[int(mask)] = counts.get(int(mask), 0) + int(many)
            first.setdefault(int(mask), int(block.numbers[at]))
    packages = {mask: numbered(space, number) for mask, number in first.items()}
    return Patterns(space.case, space.parties, counts, packages)
