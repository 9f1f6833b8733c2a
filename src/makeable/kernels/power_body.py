"""One body of weighted members, each joining with chance p: how likely it reaches a quota, and a member tips it.

The distribution of the joined weight is built once per p; every member is then divided out of its prefix sums, which
costs quota / weight look-ups. Only p <= 1/2 is ever needed (there the division is stable): the chances at 1 - p are
those at p for the quota total - quota + 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chances", "body_chances", "body_work"]

FloatArray = NDArray[np.float64]
_CELLS = 1 << 22  # doubles held at once
_BLOCK = 1 << 14  # doubles worked on at once, so that they stay in the cache
_NEGLIGIBLE = 1e-19


@dataclass(frozen=True)
class Chances:
    """For each quota (axis 0) and p (last axis): `reach`, the chance that the joined weight is at least the quota.

    `tip[quota, j, p]`: the chance that the others' weight is below the quota by at most `keys[j]`; `keys` are
    the distinct weights, ascending. `lost`: the most that cutting off negligible tails can have changed any entry.
    """

    keys: tuple[int, ...]
    reach: FloatArray
    tip: FloatArray
    lost: float = 0.0


def body_work(weights: Sequence[int], count: int) -> int:
    """Array cells that are updated for `count` values of p."""
    return int(np.cumsum(np.sort(np.array(weights, dtype=object))).sum()) * count


def body_chances(weights: Sequence[int], quotas: Sequence[int], p: FloatArray) -> Chances:
    """The chances of a body at each p (all in (0, 1/2], ascending)."""
    if len(p) and not 0 < p.min() <= p.max() <= 0.5:
        raise ValueError("p must lie in (0, 1/2]")
    distinct = tuple(sorted(set(weights)))
    reach = np.empty((len(quotas), len(p)))
    tip = np.empty((len(quotas), len(distinct), len(p)))
    total = sum(weights)
    start = 0
    while start < len(p):
        stop = len(p)
        while stop - start > 1 and (stop - start) * _length(weights, quotas, p[stop - 1]) > _CELLS:
            stop = start + (stop - start) // 2
        chunk = slice(start, stop)
        below = _below(weights, _length(weights, quotas, p[stop - 1]), p[chunk])
        for a, quota in enumerate(quotas):
            reach[a, chunk] = 1 - _at(below, np.array([quota]), total)[:, 0]
            for b, weight in enumerate(distinct):
                tip[a, b, chunk] = _tipping(below, total, quota, weight, p[chunk])
        start = stop
    return Chances(distinct, reach.clip(0, 1), tip.clip(0, 1), 8 * _NEGLIGIBLE)


def _length(weights: Sequence[int], quotas: Sequence[int], p: float) -> int:
    """How far the distribution has to be known: to the highest quota, or to where its tail is negligible."""
    asked = min(max((*quotas, 1)), sum(weights) + 1)
    w = np.array(weights, dtype=np.float64)
    t = np.geomspace(0.01, 300, 120) / max(w.sum(), 1)
    # Chernoff: P(S >= x) <= exp(-t x) E exp(t S)
    log_mean = np.log1p(p * np.expm1(np.minimum(t[:, None] * w, 700))).sum(axis=1)
    tail = ((log_mean - np.log(_NEGLIGIBLE)) / t).min()
    return int(min(asked, tail + 1))


def _below(weights: Sequence[int], length: int, p: FloatArray) -> FloatArray:
    """`below[j, x]`, x = 0 .. length: the chance at p[j] that the joined weight is less than x."""
    mass = np.zeros((len(p), length))
    # unnormalised factors 1 + r z^w take one multiplication less; the square root keeps 2^n in range
    scale = (1 - p) ** (len(weights) / 2)
    mass[:, 0] = scale
    ratio = (p / (1 - p))[:, None]
    buffer = np.empty((len(p), max(1, _BLOCK // len(p))))
    known = 1
    for weight in sorted(weights):
        known = min(length, known + weight)
        _join(mass, weight, known, ratio, buffer)
    return _prefix_sums(mass) * scale[:, None]


def _join(mass: FloatArray, weight: int, known: int, ratio: FloatArray, buffer: FloatArray) -> None:
    """Multiply by 1 + ratio z^weight in place, from the top down."""
    step = buffer.shape[1]
    for high in range(known, weight, -step):
        low = max(weight, high - step)
        moved = buffer[:, : high - low]
        np.multiply(mass[:, low - weight : high - weight], ratio, out=moved)
        mass[:, low:high] += moved


def _prefix_sums(mass: FloatArray) -> FloatArray:
    """Sums of the first 0 .. length entries, in two levels, so that rounding does not build up over millions."""
    count, length = mass.shape
    width = 1024
    rows = -(-length // width)
    padded = np.zeros((count, rows * width))
    padded[:, :length] = mass
    inner = padded.reshape(count, rows, width)
    np.cumsum(inner, axis=2, out=inner)
    before = np.cumsum(inner[:, :-1, -1].astype(np.longdouble), axis=1)
    inner[:, 1:] += before.astype(np.float64)[:, :, None]
    return np.concatenate((np.zeros((count, 1)), padded[:, :length]), axis=1)


def _at(below: FloatArray, points: NDArray[np.int64], total: int) -> FloatArray:
    length = below.shape[1] - 1
    values = below[:, points.clip(0, length)]
    values[:, points > total] = 1.0
    return values


def _tipping(below: FloatArray, total: int, quota: int, weight: int, p: FloatArray) -> FloatArray:
    """P(quota - weight <= others' weight < quota).

    With G for the others alone, below(x) = (1 - p) G(x) + p G(x - weight); so G(x) is an alternating sum of
    below(x - k weight) with falling terms, and the chance is (below(quota) - G(quota - weight)) / (1 - p).
    """
    if quota <= 0 or quota > total:
        return np.zeros(len(p))
    points = np.arange(quota - weight, 0, -weight, dtype=np.int64)
    others = np.zeros(len(p))
    if len(points):
        ratio = (p / (1 - p))[:, None]
        terms = np.zeros((len(p), len(points) + len(points) % 2))
        terms[:, : len(points)] = _at(below, points, total)
        # neighbours first: their differences are small and positive, so hardly anything is lost to rounding
        pairs = terms[:, 0::2] - ratio * terms[:, 1::2]
        others = (pairs * ratio ** np.arange(0, terms.shape[1], 2)).sum(axis=1) / (1 - p)
    at_quota: FloatArray = _at(below, np.array([quota]), total)[:, 0]
    return (at_quota - others) / (1 - p)
