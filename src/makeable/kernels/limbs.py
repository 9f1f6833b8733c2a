"""Counts larger than any machine integer, kept as columns of 31-bit limbs."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import IntArray

BITS = 31
MASK = (1 << BITS) - 1


def limbs_for(largest: int) -> int:
    """How many limbs counts up to ``largest`` need; one, holding up to 2**62, where that does."""
    return 1 if largest < 2**62 else -(-largest.bit_length() // BITS)


def ones(rows: int, limbs: int) -> IntArray:
    """The count 1 in each row, shape (rows, limbs), least significant limb first."""
    counts = np.zeros((rows, limbs), dtype=np.int64)
    counts[:, 0] = 1
    return counts


def carry(counts: IntArray) -> IntArray:
    """Limbs brought back below 2**31, in place; a single limb is left as it is."""
    for limb in range(counts.shape[1] - 1):
        counts[:, limb + 1] += counts[:, limb] >> BITS
        counts[:, limb] &= MASK
    return counts


def widened(counts: IntArray, limbs: int) -> IntArray:
    """The same counts with room for more limbs."""
    extra = limbs - counts.shape[1]
    if extra <= 0:
        return counts
    return carry(np.concatenate([counts, np.zeros((len(counts), extra), dtype=np.int64)], axis=1))


def total(counts: IntArray) -> int:
    """The exact sum of all rows."""
    return sum(int(counts[:, limb].sum()) << (BITS * limb) for limb in range(counts.shape[1]))


def integers(counts: IntArray) -> npt.NDArray[Any]:
    """Rows as Python integers in an object array."""
    whole = counts[:, -1].astype(object)
    for limb in range(counts.shape[1] - 2, -1, -1):
        whole = whole * (1 << BITS) + counts[:, limb].astype(object)
    return whole


def weighted_total(counts: IntArray, weights: IntArray) -> int:
    """The exact sum over rows of a count times an int64 weight."""
    if counts.shape[1] == 1 and len(counts):
        most, heaviest = int(counts.max()), int(weights.max())
        if most * heaviest * len(counts) < 2**62:
            return int(counts[:, 0] @ weights)
    used = np.flatnonzero(weights)
    return int((integers(counts[used]) * weights[used].astype(object)).sum()) if len(used) else 0
