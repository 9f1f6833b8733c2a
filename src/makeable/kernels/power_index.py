"""Power indices from swing counts: how many coalitions of each size a player turns from losing into winning.

`swings[i, k]`: coalitions of k other players that lose, and win once player i joins. Everything here is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

__all__ = ["SizeCounts", "banzhaf_counts", "shapley_from_swings", "swings_from_counts"]


@dataclass(frozen=True)
class SizeCounts:
    """Winning coalitions counted by size, exactly.

    `winning[k]`: winning coalitions of k players, k = 0 .. n. `holding[i][k]`: those of them that hold player i.
    """

    winning: tuple[int, ...]
    holding: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All winning coalitions."""
        return sum(self.winning)


def swings_from_counts(counts: SizeCounts) -> tuple[tuple[int, ...], ...]:
    """Per player, the swings with k others, k = 0 .. n - 1."""
    n = len(counts.winning) - 1
    return tuple(tuple(held[k + 1] - (counts.winning[k] - held[k]) for k in range(n)) for held in counts.holding)


def shapley_from_swings(swings: Sequence[Sequence[int]]) -> tuple[Fraction, ...]:
    """The Shapley-Shubik index: the share of all orders of joining in which the player is pivotal (1954)."""
    n = len(swings)
    weight = [factorial(k) * factorial(n - 1 - k) for k in range(n)]
    whole = factorial(n)
    return tuple(Fraction(sum(w * s for w, s in zip(weight, row, strict=True)), whole) for row in swings)


def banzhaf_counts(swings: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The raw Banzhaf count: coalitions that the player turns from losing into winning (Penrose 1946, Banzhaf 1965)."""
    return tuple(sum(row) for row in swings)
