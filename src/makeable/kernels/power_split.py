"""Counting winning coalitions by size, exactly, by meeting in the middle.

The players are split in two halves; each half lists its coalitions (players whom the rule cannot tell apart count as
numbers of a kind), and only pairs of lists are compared. Horowitz and Sahni 1974 for sums, Klinz and Woeginger 2005
for power indices; what is added here is any rule of several thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.power_index import SizeCounts
from makeable.kernels.voting import Game, IntArray, Levels, Vector, holds_at

__all__ = ["MOST_PLAYERS", "count_by_size", "heads_and_weight", "quota_by_size", "sorted_work", "split_work"]

MOST_PLAYERS = 48  # the counts of a half, times a size, stay exact in a float's 53 bits
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Half:
    """The coalitions of one half: a row each.

    `taken[r, c]`: players of kind c in coalition r; `sizes`, `ways` (how many coalitions of players look like
    this one) and, per weight vector, `sums` have one entry a row.
    """

    kinds: tuple[tuple[int, ...], ...]
    taken: IntArray
    sizes: IntArray
    ways: IntArray
    sums: dict[Vector, IntArray]

    @property
    def largest(self) -> int:
        """The size of its largest coalition."""
        return int(self.sizes.max(initial=0))


def split_work(game: Game) -> int:
    """The pairs that have to be compared when no list can be sorted."""
    return game.cells


def sorted_work(game: Game) -> int | None:
    """The length of the two lists together when one weight (beside a count of heads) decides; None when not."""
    if heads_and_weight(game) is None:
        return None
    left, right = _halves(game.classes)
    return int(np.prod([len(c) + 1 for c in left], dtype=object) + np.prod([len(c) + 1 for c in right], dtype=object))


def count_by_size(game: Game, steps: Sequence[int] | None = None) -> SizeCounts:
    """How many coalitions of each size win, and how many of them hold each player.

    With `steps`, a coalition's size is the sum of its players' steps, so two sorts of players can be counted at once.
    Work and memory are `sorted_work` where it applies, else work is `split_work`.
    Raises ValueError above `MOST_PLAYERS` players.
    """
    if game.players > MOST_PLAYERS:
        raise ValueError(f"counting by halves is exact up to {MOST_PLAYERS} players")
    steps = (1,) * game.players if steps is None else steps
    left, right = (_half(game, classes, steps) for classes in _halves(_kinds(game, steps)))
    one_weight = heads_and_weight(game) if set(steps) <= {1} else None
    if one_weight is not None:
        quotas = quota_by_size(game, *one_weight)
        weights = one_weight[1].weights
        pairs = _reach_sorted(left, right, weights, quotas), _reach_sorted(right, left, weights, quotas)
    else:
        pairs = _reach_compared(game, left, right)
    return _gather(game.players, sum(steps), (left, pairs[0]), (right, pairs[1]))


def _kinds(game: Game, steps: Sequence[int]) -> list[tuple[int, ...]]:
    groups: dict[tuple[int, int], list[int]] = {}
    for k, kind in enumerate(game.classes):
        for i in kind:
            groups.setdefault((k, steps[i]), []).append(i)
    return [tuple(group) for group in groups.values()]


def _halves(classes: Sequence[tuple[int, ...]]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    halves: tuple[list[tuple[int, ...]], list[tuple[int, ...]]] = ([], [])
    lengths = [1, 1]
    for kind in sorted(classes, key=len, reverse=True):
        shorter = int(lengths[1] < lengths[0])
        halves[shorter].append(kind)
        lengths[shorter] *= len(kind) + 1
    return halves


def _half(game: Game, classes: Sequence[tuple[int, ...]], steps: Sequence[int]) -> Half:
    taken = np.zeros((1, 0), dtype=np.int64)
    ways = np.ones(1, dtype=np.int64)
    for kind in classes:
        some = np.arange(len(kind) + 1)
        taken = np.column_stack((np.repeat(taken, len(some), axis=0), np.tile(some, len(taken))))
        choices = np.array([comb(len(kind), int(s)) for s in some], dtype=np.int64)
        ways = np.repeat(ways, len(some)) * np.tile(choices, len(ways))
    firsts = [kind[0] for kind in classes]
    sums = {v.weights: taken @ np.array([v.weights[i] for i in firsts], dtype=np.int64) for v in game.vectors}
    sizes = taken @ np.array([steps[i] for i in firsts], dtype=np.int64)
    return Half(tuple(classes), taken, sizes, ways, sums)


def heads_and_weight(game: Game) -> tuple[Levels | None, Levels] | None:
    """The count of heads (if the rule has one) and the only other weight vector; None when there are more."""
    heads = [v for v in game.vectors if len(set(v.weights)) == 1 and v.weights[0] > 0]
    others = [v for v in game.vectors if v not in heads]
    if len(heads) > 1 or len(others) > 1 or not game.players:
        return None
    if not others:
        return heads[0], heads[0]
    return (heads[0] if heads else None), others[0]


def quota_by_size(game: Game, heads: Levels | None, weight: Levels) -> IntArray:
    """For each size 0 .. n, the least total weight with which a coalition of that size wins."""
    never = weight.total + 1
    sizes = np.arange(game.players + 1)
    best = np.full(game.players + 1, never, dtype=np.int64)
    for quota in (*reversed(weight.quotas), 0):
        sums: dict[Vector, IntArray | int] = {weight.weights: np.full_like(sizes, max(quota, 0))}
        if heads is not None and heads is not weight:
            sums[heads.weights] = sizes * heads.weights[0]
        best[holds_at(game.rule, sums)] = max(quota, 0)
    return best


def _reach_sorted(rows: Half, columns: Half, weights: Vector, quotas: IntArray) -> IntArray:
    """`reach[r, k]`: coalitions of the column half, of size k, with which row r wins."""
    reach = np.zeros((len(rows.sizes), columns.largest + 1), dtype=np.int64)
    order = np.argsort(rows.sums[weights], kind="stable")[::-1]
    for size in range(columns.largest + 1):
        of_size = np.flatnonzero(columns.sizes == size)
        by_weight = of_size[np.argsort(columns.sums[weights][of_size], kind="stable")]
        ways_from = np.concatenate((np.cumsum(columns.ways[by_weight][::-1])[::-1], [0]))
        missing = quotas[rows.sizes + size] - rows.sums[weights]
        reach[order, size] = ways_from[np.searchsorted(columns.sums[weights][by_weight], missing[order])]
    return reach


def _reach_compared(game: Game, rows: Half, columns: Half) -> tuple[IntArray, IntArray]:
    """As `_reach_sorted`, for both halves at once and any rule, by looking at every pair."""
    by_column_size = _one_hot(columns)
    by_row_size = _one_hot(rows)
    row_reach = np.empty((len(rows.sizes), columns.largest + 1))
    column_reach = np.zeros((len(columns.sizes), rows.largest + 1))
    step = max(1, _BLOCK // len(columns.sizes))
    for start in range(0, len(rows.sizes), step):
        block = slice(start, start + step)
        sums = {v: rows.sums[v][block, None] + columns.sums[v][None, :] for v in rows.sums}
        won = holds_at(game.rule, dict(sums)).astype(np.float64)
        row_reach[block] = won @ by_column_size
        column_reach += won.T @ by_row_size[block]
    return row_reach.astype(np.int64), column_reach.astype(np.int64)


def _one_hot(half: Half) -> NDArray[np.float64]:
    table = np.zeros((len(half.sizes), half.largest + 1))
    table[np.arange(len(half.sizes)), half.sizes] = half.ways
    return table


def _gather(players: int, largest: int, *parts: tuple[Half, IntArray]) -> SizeCounts:
    winning = np.zeros(largest + 1, dtype=np.int64)
    holding = np.zeros((players, largest + 1), dtype=np.int64)
    for part, (half, reach) in enumerate(parts):
        shares = np.column_stack((np.ones(len(half.sizes), dtype=np.int64), half.taken)) * half.ways[:, None]
        for size in np.unique(half.sizes):
            rows = half.sizes == size
            tally = shares[rows].T @ reach[rows]
            span = slice(size, size + reach.shape[1])
            if part == 0:
                winning[span] += tally[0]
            for kind, row in zip(half.kinds, tally[1:], strict=True):
                holding[list(kind), span] += row
        for kind in half.kinds:
            # every player of a kind is in as many coalitions as any other
            holding[list(kind)] //= len(kind)
    return SizeCounts(tuple(map(int, winning)), tuple(tuple(map(int, row)) for row in holding))
