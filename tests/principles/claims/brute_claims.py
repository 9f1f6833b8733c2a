"""Rules for claims from their definitions: the judge of the quick ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations
from math import factorial

Numbers = Sequence[Fraction]


def level(estate: Fraction, award: Callable[[Fraction], list[Fraction]], high: Fraction) -> list[Fraction]:
    """The awards at the level at which they add up to the estate, found by halving."""
    low = Fraction(0)
    for _ in range(80):
        middle = (low + high) / 2
        if sum(award(middle)) <= estate:
            low = middle
        else:
            high = middle
    return award(low)


def equal_awards(estate: Fraction, claims: Numbers, weights: Numbers) -> list[Fraction]:
    top = max((c / w for c, w in zip(claims, weights, strict=True)), default=Fraction(0)) + 1
    return level(estate, lambda t: [min(c, t * w) for c, w in zip(claims, weights, strict=True)], top)


def equal_losses(estate: Fraction, claims: Numbers, weights: Numbers) -> list[Fraction]:
    losses = equal_awards(sum(claims, Fraction(0)) - estate, claims, [1 / w for w in weights])
    return [c - lost for c, lost in zip(claims, losses, strict=True)]


def arrival(estate: Fraction, claims: Numbers) -> list[Fraction]:
    total = [Fraction(0)] * len(claims)
    for order in permutations(range(len(claims))):
        left = estate
        for i in order:
            paid = min(claims[i], left)
            total[i] += paid
            left -= paid
    return [t / factorial(len(claims)) for t in total]


def claims_game(estate: Fraction, claims: Numbers) -> list[Fraction]:
    """What each group gets when it pays all others in full."""
    n, whole = len(claims), sum(claims, Fraction(0))
    inside = [sum((c for i, c in enumerate(claims) if mask >> i & 1), Fraction(0)) for mask in range(1 << n)]
    return [max(Fraction(0), estate - (whole - own)) for own in inside]


def shapley(worth: Numbers) -> list[Fraction]:
    n = len(worth).bit_length() - 1
    total = [Fraction(0)] * n
    for order in permutations(range(n)):
        mask = 0
        for i in order:
            total[i] += worth[mask | 1 << i] - worth[mask]
            mask |= 1 << i
    return [t / factorial(n) for t in total]
