"""Double majorities of many members, exactly: a weight and a count of heads that every member has in both.

Generating functions that keep the number of members anyway answer for the heads too: what a coalition of k members
needs is a total weight that depends on k alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.power_packed import packed_work, unpack
from makeable.kernels.power_split import heads_and_weight, quota_by_size
from makeable.kernels.voting import Game

__all__ = ["heads_swings", "heads_work"]


def heads_work(game: Game) -> int | None:
    """Bytes that `heads_swings` moves, about; None when the rule is not about heads and one weight."""
    pair = heads_and_weight(game)
    if pair is None or pair[0] is None:
        return None
    return packed_work(pair[1].weights, pair[1].quotas, game.players)


def heads_swings(game: Game) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Swings by player and size, and the number of winning coalitions, in integers.

    Raises ValueError where `heads_work` is None.
    """
    pair = heads_and_weight(game)
    if pair is None:
        raise ValueError("the rule is not about heads and one weight")
    n, weights, total = game.players, pair[1].weights, pair[1].total
    needed = [int(quota) for quota in quota_by_size(game, *pair)]  # above the total: no coalition of that size wins
    bits = n + 2
    below = _below(weights, max((q for q in needed if q <= total), default=1) or 1, bits)
    lost = {q: unpack(int(below[q]), bits, n + 1) for q in set(needed) if q <= total}
    winning = sum(comb(n, k) - lost[q][k] for k, q in enumerate(needed) if q <= total)
    rows: dict[int, tuple[int, ...]] = {}
    for weight in set(weights):
        asked = {min(q, total + 1) for q in needed} | {q - weight for q in needed if q <= total}
        others = {x: _others(below, x, weight, bits, n) if x <= total else _all(n - 1) for x in asked}
        row = []
        for k in range(n):
            # k others lose below what k need, and win with one more from what k + 1 need less its weight
            now, then = needed[k], needed[k + 1] - weight
            row.append(others[now][k] - others[then][k] if needed[k + 1] <= total and then < now else 0)
        rows[weight] = tuple(row)
    return tuple(rows[weight] for weight in weights), winning


def _all(players: int) -> tuple[int, ...]:
    return tuple(comb(players, k) for k in range(players + 1))


def _below(weights: Sequence[int], length: int, bits: int) -> NDArray[np.object_]:
    """`below[x]`, x = 0 .. length: packed counts by size of the coalitions whose weight is less than x."""
    counts = np.zeros(length, dtype=object)
    counts[0] = 1
    for weight in sorted(weights):
        if weight == 0:
            counts = counts + (counts << bits)
        elif weight < length:
            counts[weight:] = counts[weight:] + (counts[:-weight] << bits)
    return np.concatenate((np.zeros(1, dtype=object), np.cumsum(counts)))


def _others(below: NDArray[np.object_], x: int, weight: int, bits: int, players: int) -> tuple[int, ...]:
    """As `below[x]`, without one member of this weight: dividing by 1 + X z^weight as an alternating series."""
    found = 0
    for j in range(players):
        point = x - j * weight
        if point <= 0:
            break
        term = int(below[point]) << bits * j
        found += term if j % 2 == 0 else -term
    # the series has terms beyond the last size; what stands in the sizes that exist is exact
    return unpack(found & ((1 << bits * players) - 1), bits, players)
