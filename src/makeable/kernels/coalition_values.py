"""Ways to share what a game is worth, from its table of 2^n values, exactly.

Everywhere `values[mask]` is the integer worth of the coalition with that bit mask, and `values[0]` is 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.voting import subset_sums

__all__ = [
    "as_array",
    "banzhaf_value",
    "dual",
    "is_convex",
    "is_superadditive",
    "separable_costs",
    "shapley_value",
    "tau_value",
    "worst_complaint",
]

IntArray = NDArray[Any]


def as_array(values: Sequence[int]) -> IntArray:
    """The table as int64 where sums over all coalitions fit, else as Python integers."""
    fits = max(map(abs, values), default=0) < 2**62 // max(1, 2 * len(values))
    return np.array(values, dtype=np.int64 if fits else object)


def _players(values: IntArray) -> int:
    return len(values).bit_length() - 1


def _gains(values: IntArray, player: int) -> IntArray:
    """What the player adds to each coalition of the others, in the order of the others' masks."""
    pairs = values.reshape(-1, 2, 1 << player)
    gains: IntArray = (pairs[:, 1] - pairs[:, 0]).ravel()
    return gains


def shapley_value(values: IntArray) -> tuple[Fraction, ...]:
    """What each player adds on average over all orders of joining (Shapley 1953)."""
    n = _players(values)
    sizes = subset_sums(np.ones(n - 1, dtype=np.int64))
    order = np.argsort(sizes, kind="stable")
    starts = np.searchsorted(sizes[order], np.arange(n))
    weight = [factorial(k) * factorial(n - 1 - k) for k in range(n)]
    return tuple(
        Fraction(
            sum(w * int(s) for w, s in zip(weight, np.add.reduceat(_gains(values, i)[order], starts), strict=True)),
            factorial(n),
        )
        for i in range(n)
    )


def banzhaf_value(values: IntArray) -> tuple[Fraction, ...]:
    """What each player adds on average over all coalitions of the others (need not sum to the whole)."""
    n = _players(values)
    return tuple(Fraction(int(_gains(values, i).sum()), 1 << (n - 1)) for i in range(n))


def tau_value(values: IntArray) -> tuple[Fraction, ...] | None:
    """The compromise between what each may hope for and what each can secure (Tijs 1981).

    The hope is what the player adds to all others; the security is the best rest of a coalition after the others in
    it got their hopes. None where the game is not quasi-balanced: hopes below securities, or no compromise between.
    """
    n = _players(values)
    whole = int(values[-1])
    hope = [whole - int(values[len(values) - 1 - (1 << i)]) for i in range(n)]
    hopes = subset_sums(np.array(hope, dtype=values.dtype))
    rest = values - hopes
    secure = [int((rest + hope[i])[(np.arange(len(values)) >> i & 1) == 1].max()) for i in range(n)]
    low, high = sum(secure), sum(hope)
    if any(s > h for s, h in zip(secure, hope, strict=True)) or not low <= whole <= high:
        return None
    step = Fraction(whole - low, high - low) if high > low else Fraction(0)
    return tuple(s + step * (h - s) for s, h in zip(secure, hope, strict=True))


def separable_costs(values: IntArray) -> tuple[Fraction, ...] | None:
    """Separable gains first, the rest in proportion to what each could still gain alone (the ACA method).

    On a cost game given as savings or as negative costs this is the alternate cost avoided method of the Tennessee
    Valley Authority. None where the proportions are not defined.
    """
    n = _players(values)
    whole = int(values[-1])
    separable = [whole - int(values[len(values) - 1 - (1 << i)]) for i in range(n)]
    avoided = [s - int(values[1 << i]) for i, s in enumerate(separable)]
    if sum(avoided) == 0:
        return tuple(map(Fraction, separable)) if sum(separable) == whole else None
    rest = Fraction(whole - sum(separable), sum(avoided))
    return tuple(s + rest * a for s, a in zip(separable, avoided, strict=True))


def dual(values: IntArray) -> IntArray:
    """What each coalition leaves the others unable to get: v(N) - v(N without S)."""
    return np.asarray(values[-1] - values[::-1])


def is_superadditive(values: IntArray) -> bool:
    """Whether no two separate coalitions lose by joining. Work 3^n; meant for small games."""
    full = len(values) - 1
    for mask in range(1, full + 1):
        rest = full ^ mask
        parts = _submasks(rest)
        if bool((values[parts | mask] < values[parts] + values[mask]).any()):
            return False
    return True


def is_convex(values: IntArray) -> bool:
    """Whether each player adds the more the larger the coalition it joins (Shapley 1971)."""
    n = _players(values)
    for i in range(n):
        gains = _gains(values, i)
        for j in range(n - 1):
            pairs = gains.reshape(-1, 2, 1 << j)
            if bool((pairs[:, 1] < pairs[:, 0]).any()):
                return False
    return True


def worst_complaint(values: IntArray, shares: Sequence[Fraction]) -> tuple[Fraction, tuple[int, ...]]:
    """The largest excess v(S) - x(S) over the coalitions that are neither empty nor everybody, and who has it."""
    n = _players(values)
    whole = int(np.lcm.reduce([s.denominator for s in shares], dtype=object))
    scaled = np.array([int(s * whole) for s in shares], dtype=object)
    exact = int(max(map(abs, scaled.tolist()), default=0)) * n + int(abs(values).max()) * whole < 2**62
    dtype: Any = np.int64 if exact else object
    excess = values.astype(dtype) * (np.int64(whole) if exact else whole) - subset_sums(scaled.astype(dtype))
    proper = excess[1:-1]
    if not len(proper):
        return Fraction(0), ()
    worst = proper.max()
    return Fraction(int(worst), whole), tuple(int(m) + 1 for m in np.flatnonzero(proper == worst))


def _submasks(mask: int) -> NDArray[np.int64]:
    return subset_sums(np.array([1 << i for i in range(mask.bit_length()) if mask >> i & 1], dtype=np.int64))
