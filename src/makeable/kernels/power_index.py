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


def swings_from_counts(counts: SizeCounts, steps: Sequence[int] | None = None) -> tuple[tuple[int, ...], ...]:
    """Per player, the swings by the size of the others, who have at most everybody's size less the player's own."""
    most = len(counts.winning) - 1
    steps = (1,) * len(counts.holding) if steps is None else steps
    return tuple(
        tuple(held[k + step] - (counts.winning[k] - held[k]) for k in range(most - step + 1))
        for held, step in zip(counts.holding, steps, strict=True)
    )


def shapley_from_swings(swings: Sequence[Sequence[int]]) -> tuple[Fraction, ...]:
    """The Shapley-Shubik index: the share of all orders of joining in which the player is pivotal (1954)."""
    n = len(swings)
    weight = [factorial(k) * factorial(n - 1 - k) for k in range(n)]
    whole = factorial(n)
    return tuple(Fraction(sum(w * s for w, s in zip(weight, row, strict=True)), whole) for row in swings)


def banzhaf_counts(swings: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The raw Banzhaf count: coalitions that the player turns from losing into winning (Penrose 1946, Banzhaf 1965)."""
    return tuple(sum(row) for row in swings)
