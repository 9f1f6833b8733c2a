"""How many minimal winning coalitions there are, where they are far too many to list."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from makeable.kernels.voting import Every, Game, Threshold, VotingRule, thresholds

__all__ = ["count_minimal", "minimal_work", "some_minimal"]

# primes below 2^61, so that two remainders add up within 64 bits; checked by a test
_PRIMES = [2**61 - d for d in (1, 31, 45, 229, 259, 283, 339, 391, 403, 465, 531, 579, 675, 759, 799, 819, 829)]
_MOST_MEMBERS = 60 * len(_PRIMES)


def minimal_work(game: Game) -> int | None:
    """Elementary steps of `count_minimal`; None where it does not apply: the rule's parts
    share members, or these are too many."""
    seated: set[int] = set()
    work = 0
    for threshold in thresholds(game.rule):
        members = {i for i, w in enumerate(threshold.weights) if w}
        if members & seated or threshold.quota <= 0:
            return None
        seated |= members
        length = min(threshold.quota, sum(threshold.weights) + 1)
        work += len(members) * length * (len(members) // 60 + 1)
    return work if len(seated) <= _MOST_MEMBERS else None


def count_minimal(game: Game) -> int:
    """The number of minimal winning coalitions of a rule whose thresholds have no members in common.

    Raises ValueError where `minimal_work` is None.
    """
    if minimal_work(game) is None:
        raise ValueError("the parts of the rule share members, or there are too many")
    return _count(game.rule)


def _count(rule: VotingRule) -> int:
    if isinstance(rule, Threshold):
        return _of_threshold([w for w in rule.weights if w], rule.quota)
    # parts without common members: a coalition minimal for all is one minimal for each, put together
    return (prod if isinstance(rule, Every) else sum)(_count(part) for part in rule.parts)


def _of_threshold(weights: Sequence[int], quota: int) -> int:
    """The count is below 2^n: it is put together from its remainders by enough primes (Chinese remainders)."""
    if sum(weights) < quota:
        return 0
    found, modulus = 0, 1
    for prime in _PRIMES:
        if modulus > 1 << len(weights):
            break
        rest = _remainder(weights, quota, prime)
        found += modulus * ((rest - found) * pow(modulus, -1, prime) % prime)
        modulus *= prime
    return found


def _remainder(weights: Sequence[int], quota: int, prime: int) -> int:
    """A winning coalition is minimal when its lightest member is one too many to lose: count by that member."""
    heavier = np.zeros(quota, dtype=np.int64)  # coalitions of heavier members, by weight below the quota
    heavier[0] = 1
    found = known = 0
    for weight in sorted(weights, reverse=True):
        tipped = heavier[max(0, quota - weight) : known + 1]
        # in two halves, so that millions of remainders add up without overflow
        found += (int((tipped >> 31).sum()) << 31) + int((tipped & 0x7FFFFFFF).sum())
        known = min(quota - 1, known + weight)
        if weight < quota:
            moved = heavier[weight : known + 1] + heavier[: known + 1 - weight]
            np.subtract(moved, prime, out=moved, where=moved >= prime)
            heavier[weight : known + 1] = moved
    return found % prime


def some_minimal(game: Game, orders: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Minimal winning coalitions found by dismissing players from everybody in each of these orders, while it wins."""
    found = []
    for order in orders:
        sums = {v.weights: v.total for v in game.vectors}
        kept = set(range(game.players))
        for player in order:
            less = {w: s - w[player] for w, s in sums.items()}
            if _holds(game.rule, less):
                kept.remove(player)
                sums = less
        if _holds(game.rule, sums):
            found.append(tuple(sorted(kept)))
    return list(dict.fromkeys(found))


def _holds(rule: VotingRule, sums: dict[tuple[int, ...], int]) -> bool:
    if isinstance(rule, Threshold):
        return sums[rule.weights] >= rule.quota
    return (all if isinstance(rule, Every) else any)(_holds(part, sums) for part in rule.parts)
