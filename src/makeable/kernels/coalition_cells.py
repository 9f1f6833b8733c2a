"""Every coalition looked at, where players whom the rule cannot tell apart count as numbers of a kind.

A cell says how many players of each kind are in; it stands for `ways` coalitions. From the cells come the minimal
winning coalitions and the indices that need to see each coalition whole: Johnston, Deegan-Packel, Public Good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, islice
from math import comb, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.voting import BoolArray, Game, IntArray, Vector, holds_at

__all__ = ["MOST_CELLS", "Cells"]

MOST_CELLS = 1 << 25
_SAFE = 56  # players up to which the counts, times a size, fit int64


@dataclass(frozen=True)
class Cells:
    """All cells of a game; flat arrays in the order of the kinds, the last kind varying fastest.

    Raises ValueError above `MOST_CELLS` cells.
    """

    game: Game

    def __post_init__(self) -> None:
        if self.game.cells > MOST_CELLS:
            raise ValueError(f"{self.game.cells:,} kinds of coalition are more than {MOST_CELLS:,}")

    @cached_property
    def kinds(self) -> tuple[tuple[int, ...], ...]:
        """The players of each kind."""
        return self.game.classes

    @cached_property
    def won(self) -> BoolArray:
        """Whether each cell wins."""
        sums: dict[Vector, IntArray | int] = {}
        for vector in self.game.vectors:
            # the smallest type that holds the totals: at 2^25 cells memory traffic is what takes time
            dtype = np.int32 if vector.total < 2**31 else np.int64
            total: NDArray[Any] = np.zeros(1, dtype=dtype)
            for kind in self.kinds:
                steps = np.arange(len(kind) + 1, dtype=dtype) * vector.weights[kind[0]]
                total = np.add.outer(total, steps).ravel()
            sums[vector.weights] = total
        return np.broadcast_to(holds_at(self.game.rule, sums), (self.game.cells,))

    def _by_kind(self, flat: BoolArray, k: int) -> BoolArray:
        """A view of a flat array with axes (kinds before k, players of kind k, kinds after k)."""
        after = prod(len(kind) + 1 for kind in self.kinds[k + 1 :])
        return flat.reshape(-1, len(self.kinds[k]) + 1, after)

    def critical(self, k: int) -> BoolArray:
        """Where the cell wins, holds a player of kind k, and loses without one."""
        out = np.zeros(self.won.shape, dtype=bool)
        won, critical = self._by_kind(self.won, k), self._by_kind(out, k)
        np.greater(won[:, 1:], won[:, :-1], out=critical[:, 1:])
        return out

    @cached_property
    def minimal(self) -> IntArray:
        """The cells of the minimal winning coalitions: they win, and lose without any one of their players."""
        out = self.won.copy()
        for k in range(len(self.kinds)):
            won, minimal = self._by_kind(self.won, k), self._by_kind(out, k)
            minimal[:, 1:] &= ~won[:, :-1]
        return np.flatnonzero(out)

    def taken(self, cells: IntArray) -> IntArray:
        """Players of each kind (columns) in each of these cells (rows)."""
        shape = [len(kind) + 1 for kind in self.kinds]
        return np.column_stack(np.unravel_index(cells, shape)) if shape else np.zeros((len(cells), 0), dtype=np.int64)

    def ways(self, taken: IntArray) -> NDArray[Any]:
        """How many coalitions have these numbers of each kind (one row each); Python integers where int64 is short."""
        ways: NDArray[Any] = np.ones(len(taken), dtype=np.int64 if self.game.players <= _SAFE else object)
        for k, kind in enumerate(self.kinds):
            if len(kind) > 1:
                choices = [comb(len(kind), t) for t in range(len(kind) + 1)]
                ways = ways * np.array(choices, dtype=ways.dtype)[taken[:, k]]
        return ways

    @cached_property
    def minimal_taken(self) -> tuple[IntArray, NDArray[Any]]:
        """The minimal winning coalitions by numbers of each kind, small ones first, and how many look like each."""
        taken = self.taken(self.minimal)
        taken = taken[np.argsort(taken.sum(axis=1), kind="stable")]
        return taken, self.ways(taken)

    @property
    def minimal_count(self) -> int:
        """How many minimal winning coalitions there are."""
        return int(self.minimal_taken[1].sum())

    def minimal_coalitions(self, most: int | None = None) -> Iterator[tuple[int, ...]]:
        """The minimal winning coalitions as ascending player numbers, the smallest coalitions first."""
        found = (tuple(sorted(group)) for taken in self.minimal_taken[0] for group in _chosen(self.kinds, taken))
        return islice(found, most)

    def minimal_memberships(self) -> dict[int, tuple[Fraction, ...]]:
        """By size of minimal winning coalition, how many of them hold each player."""
        taken, ways = self.minimal_taken
        sizes = taken.sum(axis=1)
        return {
            int(size): self._spread(
                [
                    Fraction(int((ways[sizes == size] * taken[sizes == size, k]).sum()), len(kind))
                    for k, kind in enumerate(self.kinds)
                ]
            )
            for size in np.unique(sizes)
        }

    def deegan_packel(self) -> tuple[Fraction, ...]:
        """Each minimal winning coalition equally likely, its worth shared equally (Deegan and Packel 1978)."""
        held = self.minimal_memberships()
        if not held or 0 in held:
            return (Fraction(0),) * self.game.players
        return tuple(
            sum((held[size][i] / size for size in held), Fraction(0)) / self.minimal_count
            for i in range(self.game.players)
        )

    def public_good(self) -> tuple[Fraction, ...]:
        """The share of memberships in minimal winning coalitions (Holler 1982)."""
        held = [sum(column, Fraction(0)) for column in zip(*self.minimal_memberships().values(), strict=True)]
        total = sum(held, Fraction(0))
        return tuple(h / total for h in held) if total else (Fraction(0),) * self.game.players

    def johnston(self) -> tuple[Fraction, ...]:
        """Each coalition that some member can break counts 1, shared by those who can (Johnston 1978), normalised."""
        breakers = np.zeros(self.won.shape, dtype=np.int16)
        masks = [self.critical(k) for k in range(len(self.kinds))]
        for k, mask in enumerate(masks):
            cells = np.flatnonzero(mask)
            breakers[cells] += self._taken_of(k, cells).astype(np.int16)
        raw = []
        for k, mask in enumerate(masks):
            cells = np.flatnonzero(mask)
            raw.append(self._share(k, cells, breakers[cells]))
        total = sum((r * len(kind) for r, kind in zip(raw, self.kinds, strict=True)), Fraction(0))
        return self._spread([r / total if total else Fraction(0) for r in raw])

    def _taken_of(self, k: int, cells: IntArray) -> IntArray:
        after = prod(len(kind) + 1 for kind in self.kinds[k + 1 :])
        return cells // after % (len(self.kinds[k]) + 1)

    def _share(self, k: int, cells: IntArray, breakers: NDArray[np.int16]) -> Fraction:
        """The sum over these cells of 1 / breakers, for one player of kind k."""
        if all(len(kind) == 1 for kind in self.kinds):
            counts = np.bincount(breakers)
            return sum((Fraction(int(c), b) for b, c in enumerate(counts) if c), Fraction(0))
        taken = self.taken(cells)
        ways = self.ways(taken) * taken[:, k]
        return sum(
            (Fraction(int(ways[breakers == b].sum()), int(b) * len(self.kinds[k])) for b in np.unique(breakers)),
            Fraction(0),
        )

    def _spread(self, by_kind: Sequence[Fraction]) -> tuple[Fraction, ...]:
        value = dict(zip(self.kinds, by_kind, strict=True))
        kind_of = {player: kind for kind in self.kinds for player in kind}
        return tuple(value[kind_of[i]] for i in range(self.game.players))


def _chosen(kinds: Sequence[tuple[int, ...]], taken: IntArray) -> Iterator[tuple[int, ...]]:
    """Every way to take so many of each kind, one at a time (`product` would list each kind's ways first)."""
    if not kinds:
        yield ()
        return
    for some in combinations(kinds[0], int(taken[0])):
        for rest in _chosen(kinds[1:], taken[1:]):
            yield (*some, *rest)
