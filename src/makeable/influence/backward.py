"""The backward map: from the hardest yes that is needed, back to whom one can call today."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from makeable.influence.campaign import Plan
from makeable.kernels.sequence import BoolArray, FloatArray, chance, meets

__all__ = ["Backward", "Stage", "backward_map"]

LONGEST = 6
"""Parties in a chain."""
EASY = 0.5
"""Chance alone at which a chain starts: this one can be called today."""


@dataclass(frozen=True)
class Stage:
    """A party of a chain: its chance of a yes alone, and once those before it in the chain are aboard."""

    party: str
    alone: float
    then: float


@dataclass(frozen=True)
class Backward:
    """The hardest essential yes, what it alone is worth to the plan, and chains that lead to it, by who helps it most.

    `essential`: whether no coalition stands without it. `chains`: in the order of asking; `lifts`: who raises the
    chance of the last party most, one by one.
    """

    target: str
    essential: bool
    alone: float
    chains: tuple[tuple[Stage, ...], ...]
    lifts: tuple[tuple[str, float], ...]


def backward_map(plan: Plan, most: int = 3) -> Backward | None:
    """The map over who can still be asked; None when that is nobody."""
    now = plan.now
    if not len(now.open):
        return None
    needed = _needed(plan)
    p = chance(now.odds)
    candidates = [i for i in now.open if needed[i]] or list(now.open)
    target = int(min(candidates, key=lambda i: (p[i], i)))
    lifts = [(int(j), _with(plan, target, int(j))) for j in now.open if j != target]
    raising = sorted(((j, q) for j, q in lifts if q > p[target] + 1e-9), key=lambda pair: -pair[1])
    chains = tuple(_chain(plan, p, target, j) for j, _ in raising[:most])
    return Backward(
        plan.parties[target],
        bool(needed[target]),
        float(p[target]),
        tuple(_stages(plan, p, chain) for chain in chains),
        tuple((plan.parties[j], q) for j, q in raising),
    )


def _needed(plan: Plan) -> BoolArray:
    """(n,) the open parties without whose yes the rule cannot be met."""
    size = plan.campaign.size
    best = plan.now.aboard.copy()
    best[plan.now.open] = True
    without = np.tile(best, (size, 1)) & ~np.eye(size, dtype=bool)
    return ~meets(plan.campaign.rule, without)


def _with(plan: Plan, party: int, other: int) -> float:
    """The chance of a party once one other is aboard too."""
    return float(chance(plan.now.odds[party] + plan.campaign.joined[party, other]))


def _chain(plan: Plan, p: FloatArray, target: int, helper: int) -> tuple[int, ...]:
    """Back from the target: who helps most, who helps that one most, until somebody would rather say yes alone."""
    chain: tuple[int, ...] = (helper, target)
    turns = plan.campaign.turns
    while p[chain[0]] < EASY and len(chain) < LONGEST:
        free = [int(j) for j in plan.now.open if j not in chain]
        if turns is not None:
            free = [j for j in free if not turns[list(chain), j].any()]
        lifted = max(free, key=lambda j: _with(plan, chain[0], j), default=chain[0])
        if _with(plan, chain[0], lifted) <= p[chain[0]] + 1e-9:
            break
        chain = (lifted, *chain)
    return chain


def _then(plan: Plan, chain: tuple[int, ...]) -> list[float]:
    """The chance of each party of a chain once those before it are aboard."""
    odds, joined = plan.now.odds, plan.campaign.joined
    return [float(chance(odds[party] + joined[party, list(chain[:k])].sum())) for k, party in enumerate(chain)]


def _stages(plan: Plan, p: FloatArray, chain: tuple[int, ...]) -> tuple[Stage, ...]:
    pairs = zip(chain, _then(plan, chain), strict=True)
    return tuple(Stage(plan.parties[i], float(p[i]), then) for i, then in pairs)
