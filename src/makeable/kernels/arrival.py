"""Random arrival: what each claimant gets when claims are paid in full in the order of coming, over all orders.

Exactly by counting subsets by size and sum, packed into one long integer for each size; else by random orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_COUNTED", "affordable", "arrival_exact", "arrival_sampled"]

MOST_COUNTED = 62
"""Claimants whose subsets are still counted: the number of them fits into one word."""

_WORD = 64
_PART = 21  # bits: three parts make a word, and a part's sum over up to 2^20 amounts stays within int64
_WORK = 400_000_000


def affordable(claims: Sequence[int], estate: int) -> bool:
    """Whether counting is quick: few claimants, and an estate (or shortage) of few units."""
    n, units = len(claims), min(estate, sum(claims) - estate)
    return n <= MOST_COUNTED and units <= 1 << 20 and n * n * max(units, 1) <= _WORK


def arrival_exact(claims: Sequence[int], estate: int) -> tuple[Fraction, ...]:
    """The average award of each claimant over all orders, exactly; `affordable` says whether that is quick.

    Below half of the claims awards are counted, above it losses: the rule is the same for both (self-dual).
    """
    total = sum(claims)
    if 2 * estate > total:
        losses = arrival_exact(claims, total - estate)
        return tuple(claim - loss for claim, loss in zip(claims, losses, strict=True))
    n = len(claims)
    if estate == 0:
        return (Fraction(0),) * n
    mask = (1 << estate * _WORD) - 1
    sizes = [1] + [0] * n
    for place, claim in enumerate(claims):
        for k in range(place + 1, 0, -1):
            sizes[k] += (sizes[k - 1] << claim * _WORD) & mask if claim < estate else 0
    known: dict[int, Fraction] = {}
    for claim in claims:
        if claim not in known:
            known[claim] = _average(sizes, claim, estate, mask)
    return tuple(known[claim] for claim in claims)


def _average(sizes: Sequence[int], claim: int, estate: int, mask: int) -> Fraction:
    """The mean over sets of predecessors: of every size alike, and of all sets of one size alike."""
    n = len(sizes) - 1
    gets = np.minimum(claim, estate - np.arange(estate, dtype=np.int64))
    total, before = Fraction(0), 0
    for k in range(n):
        # Subsets of size k without this claimant: all of that size, less those that hold it.
        held = (before << claim * _WORD) & mask if claim < estate else 0
        before = sizes[k] - held
        total += Fraction(_weighted(before, estate, gets), comb(n - 1, k))
    return total / n


def _weighted(packed: int, estate: int, gets: NDArray[np.int64]) -> int:
    """Sum over amounts of number of subsets x award."""
    counts = np.frombuffer(packed.to_bytes(estate * _WORD // 8, "little"), dtype="<u8")
    low = (1 << _PART) - 1
    parts = [((counts >> np.uint64(_PART * i)) & np.uint64(low)).astype(np.int64) for i in range(4)]
    return sum(int(part @ gets) << _PART * i for i, part in enumerate(parts))


def arrival_sampled(
    claims: Sequence[int], estate: int, orders: int, seed: int = 0
) -> tuple[tuple[Fraction, ...], tuple[float, ...]]:
    """The average award, estimated from random orders, and its standard error by claimant; awards sum to the estate.

    In each order of the others, a claimant's award is averaged over all places at which it may come, which leaves
    little to chance where there are many. Each order is taken with its reverse. Claims must sum below 2^53.
    """
    total = sum(claims)
    if 2 * estate > total:
        losses, errors = arrival_sampled(claims, total - estate, orders, seed)
        return tuple(claim - loss for claim, loss in zip(claims, losses, strict=True)), errors
    random = np.random.default_rng(seed)
    exact = total * len(claims) * 4 < 2**62
    own = np.array(claims, dtype=np.int64 if exact else np.float64)
    means, squares = np.zeros(len(own)), np.zeros(len(own))
    for _ in range(orders):
        order = random.permutation(len(own))
        pair = (_anywhere(own, order, estate) + _anywhere(own, order[::-1], estate)) / (2 * len(own))
        means += pair
        squares += pair**2
    means /= orders
    spread = np.sqrt(np.maximum(squares / orders - means**2, 0.0) / max(orders - 1, 1))
    weights = [Fraction(float(mean)) for mean in means]
    factor = Fraction(estate) / (sum(weights) or 1)
    off = abs(1.0 - float(factor)) * means
    return tuple(weight * factor for weight in weights), tuple((spread + off).tolist())


def _anywhere(claims: NDArray[Any], order: NDArray[np.int64], estate: int) -> NDArray[Any]:
    """What each gets, summed over all places at which it may come among the others in this order.

    With S(k) the claims of the first k, the others' first k claim S(k) up to its own place p, and S(k + 1) less its own
    after it. What is left of x for a newcomer adds up over k by sums over S, as far as S is below x.
    """
    n = len(claims)
    through = np.concatenate([np.zeros(1, dtype=claims.dtype), np.cumsum(claims[order])])
    sums = np.concatenate([np.zeros(1, dtype=claims.dtype), np.cumsum(through)])
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)

    def before(x: Any, reach: Any) -> Any:
        upto = np.minimum(reach, place + 1)
        return upto * x - sums[upto]

    def after(x: Any, reach: Any) -> Any:
        start = np.minimum(place + 2, n + 1)
        upto = np.maximum(start, reach)
        return (upto - start) * x - (sums[upto] - sums[start])

    reach = int(np.searchsorted(through, estate))
    lower, upper = estate - claims, estate + claims
    with_all = before(estate, reach) + after(upper, np.searchsorted(through, upper))
    with_less = before(lower, np.searchsorted(through, lower)) + after(estate, reach)
    return np.asarray(with_all - with_less)
