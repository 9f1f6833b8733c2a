"""How many minimal winning coalitions there are, where they are far too many to list."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from makeable.kernels.voting import Every, Game, Threshold, VotingRule, thresholds

__all__ = ["count_minimal", "minimal_work", "some_minimal"]


def minimal_work(game: Game) -> int | None:
    """Elementary steps of `count_minimal`; None when the rule's parts share members and it does not apply."""
    seated: set[int] = set()
    work = 0
    for threshold in thresholds(game.rule):
        members = {i for i, w in enumerate(threshold.weights) if w}
        if members & seated or threshold.quota <= 0:
            return None
        seated |= members
        work += len(members) * min(threshold.quota, sum(threshold.weights) + 1)
    return work


def count_minimal(game: Game) -> int:
    """The number of minimal winning coalitions of a rule whose thresholds have no members in common.

    Raises ValueError where `minimal_work` is None.
    """
    if minimal_work(game) is None:
        raise ValueError("the parts of the rule share members")
    return _count(game.rule)


def _count(rule: VotingRule) -> int:
    if isinstance(rule, Threshold):
        return _of_threshold([w for w in rule.weights if w], rule.quota)
    # parts without common members: a coalition minimal for all is one minimal for each, put together
    return (prod if isinstance(rule, Every) else sum)(_count(part) for part in rule.parts)


def _of_threshold(weights: Sequence[int], quota: int) -> int:
    """A winning coalition is minimal when its lightest member is one too many to lose: count by that member."""
    if sum(weights) < quota:
        return 0
    dtype = np.int64 if len(weights) <= 60 else object
    heavier = np.zeros(quota, dtype=dtype)  # coalitions of heavier members, by weight below the quota
    heavier[0] = 1
    found = 0
    for weight in sorted(weights, reverse=True):
        found += int(heavier[max(0, quota - weight) :].sum())
        if weight < quota:
            heavier[weight:] = heavier[weight:] + heavier[:-weight]
    return found


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
