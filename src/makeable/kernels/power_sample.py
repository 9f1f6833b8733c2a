"""Power by sampling orders of joining, with intervals: for bodies beyond every exact method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.voting import Game, IntArray, Vector, holds_at

__all__ = ["Estimate", "sample_banzhaf", "sample_shapley", "wilson"]

_BATCH = 1 << 21


@dataclass(frozen=True)
class Estimate:
    """Estimates, one a player, and the interval of each at the confidence asked for."""

    values: tuple[float, ...]
    intervals: tuple[tuple[float, float], ...]
    samples: int


def wilson(hits: int, samples: int, confidence: float) -> tuple[float, float]:
    """The score interval for a chance after `hits` in `samples` draws (Wilson 1927)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = hits / samples, z * z / samples
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / samples + spread / (4 * samples))
    return max(0.0, middle - half) if hits else 0.0, min(1.0, middle + half) if hits < samples else 1.0


def sample_shapley(
    game: Game,
    samples: int,
    seed: int,
    unions: Sequence[Sequence[int]] | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """Shapley-Shubik power: how often a player turns the coalition before it into a winning one.

    With `unions` (together all players, each once) the orders keep every union together: Owen's value.
    """
    rng = np.random.default_rng(seed)
    hits = np.zeros(game.players, dtype=np.int64)
    batch = max(1, min(samples, _BATCH // max(game.players, 1)))
    for start in range(0, samples, batch):
        orders = _orders(rng, min(batch, samples - start), game.players, unions)
        sums = {v.weights: np.cumsum(np.array(v.weights)[orders], axis=1) for v in game.vectors}
        won = np.broadcast_to(holds_at(game.rule, dict(sums)), orders.shape)
        some = won[:, -1]
        pivots = orders[np.arange(len(orders)), won.argmax(axis=1)]
        hits += np.bincount(pivots[some], minlength=game.players)
    if game.nobody_wins:
        hits[:] = 0
    return _estimate(hits, samples, confidence)


def sample_banzhaf(game: Game, samples: int, seed: int, confidence: float = 0.95) -> tuple[Estimate, Estimate]:
    """The chance that a player is critical when all vote by a coin; and the chance that a vote passes (one value)."""
    rng = np.random.default_rng(seed)
    hits = np.zeros(game.players, dtype=np.int64)
    passed = 0
    batch = max(1, min(samples, _BATCH // max(game.players, 1)))
    for start in range(0, samples, batch):
        yes = rng.integers(0, 2, size=(min(batch, samples - start), game.players), dtype=np.int64)
        sums: dict[Vector, IntArray | int] = {}
        with_i: dict[Vector, IntArray | int] = {}
        without_i: dict[Vector, IntArray | int] = {}
        for v in game.vectors:
            weights = np.array(v.weights, dtype=np.int64)
            total = (yes @ weights)[:, None]
            sums[v.weights] = total
            with_i[v.weights] = total + weights * (1 - yes)
            without_i[v.weights] = total - weights * yes
        hits += (holds_at(game.rule, with_i) & ~holds_at(game.rule, without_i)).sum(axis=0)
        passed += int(holds_at(game.rule, sums).sum())
    return _estimate(hits, samples, confidence), _estimate(np.array([passed]), samples, confidence)


def _orders(rng: np.random.Generator, count: int, players: int, unions: Sequence[Sequence[int]] | None) -> IntArray:
    keys: NDArray[np.float64] = rng.random((count, players))
    if unions is not None:
        union_of = np.empty(players, dtype=np.int64)
        for u, union in enumerate(unions):
            union_of[list(union)] = u
        ranks = rng.random((count, len(unions))).argsort(axis=1).argsort(axis=1)
        keys = keys + ranks[:, union_of]
    return keys.argsort(axis=1)


def _estimate(hits: IntArray, samples: int, confidence: float) -> Estimate:
    return Estimate(
        tuple(float(h) / samples for h in hits),
        tuple(wilson(int(h), samples, confidence) for h in hits),
        samples,
    )
