"""One body of weighted members, exactly: coalitions counted by size, packed as digits of one large integer.

`a << (bits * k)` adds k players to every coalition counted in `a`; as long as no count reaches 2^bits, sums and
products of packed counts are the packed sums and products. A player may count for more than one (its step): with
steps of two sorts, one number counts two sorts of players at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

__all__ = ["PackedCounts", "packed_counts", "packed_work", "unpack"]


@dataclass(frozen=True)
class PackedCounts:
    """As `power_body.Chances`, in packed counts: `reach[quota, 0]` and `tip[quota, j, 0]` are Python integers.

    `keys[j]`: weight and step of a member; `whole`: all coalitions of the body.
    """

    keys: tuple[tuple[int, int], ...]
    whole: int
    reach: NDArray[np.object_]
    tip: NDArray[np.object_]


def packed_work(weights: Sequence[int], quotas: Sequence[int], players: int) -> int:
    """Bytes that are moved, about: the cost of `packed_counts`; the memory is this over the number of members."""
    length = min(max((*quotas, 1)), sum(weights) + 1)
    return length * max(1, len(weights)) * (64 + players * (players + 2) // 16)


def packed_counts(weights: Sequence[int], steps: Sequence[int], quotas: Sequence[int], bits: int) -> PackedCounts:
    """The counts of a body: coalitions that reach each quota; those without a member which that member tips."""
    members = sorted(zip(weights, steps, strict=True))
    total = sum(weights)
    below = _below(members, min(max((*quotas, 1)), total + 1), bits)
    distinct = tuple(dict.fromkeys(members))
    whole = prod(1 + (1 << bits * step) for step in steps)
    reach = np.empty((len(quotas), 1), dtype=object)
    tip = np.zeros((len(quotas), len(distinct), 1), dtype=object)
    for a, quota in enumerate(quotas):
        at_quota = whole if quota > total else below[max(quota, 0)]
        reach[a, 0] = whole - at_quota
        if 0 < quota <= total:
            for b, (weight, step) in enumerate(distinct):
                tip[a, b, 0] = _tipped(below, quota, weight, bits * step)
    return PackedCounts(distinct, whole, reach, tip)


def unpack(packed: int, bits: int, length: int) -> tuple[int, ...]:
    """The counts by size 0 .. length - 1."""
    mask = (1 << bits) - 1
    return tuple(packed >> bits * k & mask for k in range(length))


def _below(members: Sequence[tuple[int, int]], length: int, bits: int) -> NDArray[np.object_]:
    """`below[x]`, x = 0 .. length: packed counts of the coalitions whose weight is less than x."""
    counts = np.zeros(length, dtype=object)
    counts[0] = 1
    for weight, step in members:
        if weight < length:
            counts[weight:] = counts[weight:] + (counts[:-weight] << bits * step)
    return np.concatenate((np.zeros(1, dtype=object), np.cumsum(counts)))


def _tipped(below: NDArray[np.object_], quota: int, weight: int, shift: int) -> int:
    """Coalitions of the others whose weight is below the quota by at most `weight`."""
    others = 0
    for k, point in enumerate(range(quota - weight, 0, -weight)):
        term = below[point] << shift * k
        others += term if k % 2 == 0 else -term
    return int(below[quota] - others - (others << shift))
