"""A policy for campaigns too large to solve: rate every open party, approach the best, stop when it is not worth it.

The rating of a party adds up, each with a weight that is tuned on simulated campaigns of the very case: how
much of what is still needed its yes brings, how far its yes or no would move the others who are still needed,
how much earlier a no would end a hopeless campaign, and what it costs. Fast, adaptive, and not optimal.
"""

from dataclasses import dataclass, replace

import numpy as np

from makeable.kernels.sequence import SLACK, BoolArray, Campaign, FloatArray, Gate, meets, product
from makeable.kernels.sequence_layout import IntArray
from makeable.kernels.sequence_simulate import STOP, Field, Luck, Policy, play


@dataclass(frozen=True)
class Weights:
    """What counts how much: own share of the need, effect of a yes, of a no, an early end, cost (taken off, and
    as a ratio); how much hope must exceed the cost ahead; how far influences to come are counted in."""

    share: float = 1.0
    yes: float = 1.0
    no: float = 1.0
    end: float = 0.0
    cost: float = 1.0
    ratio: float = 0.0
    patience: float = 0.5
    outlook: float = 0.5


def index_policy(problem: Campaign, weights: Weights) -> Policy:
    """The policy with these weights: the open party rated best; STOP when hope does not pay for what is ahead."""

    def policy(field: Field) -> IntArray:
        rating, worth_it = _rated(problem, field, weights)
        best = rating.argmax(axis=1)
        rows = np.arange(len(best))
        return np.where(worth_it[rows, best] & np.isfinite(rating[rows, best]), best, STOP)

    return policy


def ratings(problem: Campaign, field: Field, weights: Weights) -> FloatArray:
    """(runs, n): the rating of every party as the next approach; minus infinity where it is not open."""
    return _rated(problem, field, weights)[0]


def _rated(problem: Campaign, field: Field, weights: Weights) -> tuple[FloatArray, BoolArray]:
    """(runs, n) the ratings, and whether approaching a party is worth more than stopping, as far as one can see."""
    stake = max(abs(problem.prize) + abs(problem.loss) + float(np.abs(problem.worth).sum()), SLACK)
    open_, p = field.open(), field.chances()
    share, tight, hope = _outlook(problem, field, p, weights.outlook)
    moved = share * p * (1 - p) * _pending(field)
    cost = problem.ask + p * problem.win + (1 - p) * problem.lose - p * problem.worth
    gain = p * (weights.share * share + weights.yes * product(moved, problem.joined))
    gain += (1 - p) * (weights.no * product(moved, problem.refused) + weights.end * tight)
    rating = gain / (np.maximum(cost, stake / 1200) ** weights.ratio) - weights.cost * cost / stake
    ahead = np.where(open_, cost, 0.0).sum(axis=1) * _needed(share, open_, p)
    worth_it = (hope * problem.prize > weights.patience * ahead)[:, None] | (cost < 0)
    # With nothing left to win, only approaches that pay by themselves count.
    idle = (hope <= 0)[:, None] & (cost >= 0)
    return np.where(open_ & ~idle, rating, -np.inf), worth_it


def _pending(field: Field) -> FloatArray:
    return np.asarray(~field.aboard & (~field.refused | field.once), dtype=float)


def _needed(share: FloatArray, open_: BoolArray, p: FloatArray) -> FloatArray:
    """The part of all open parties that will have to be asked, given what their yeses bring on average."""
    expected = np.where(open_, share * p, 0.0).sum(axis=1)
    return np.asarray(1.0 / np.maximum(expected, 1.0))


def _outlook(
    problem: Campaign, field: Field, p: FloatArray, outlook: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """For the gate most likely to be met: each party's share of the need, how much its no would end, the chance."""
    pending = _pending(field)
    ahead = field.odds + outlook * (
        product(p * pending, problem.joined.T) + product((1 - p) * pending, problem.refused.T)
    )
    q = pending / (1.0 + np.exp(-np.clip(ahead, -50, 50)))
    runs, n = p.shape
    share, tight, hope = np.zeros((runs, n)), np.zeros((runs, n)), np.full(runs, -1.0)
    for gate in problem.rule:
        s, t, h = _gate(gate, field, pending, q)
        better = h > hope
        share[better], tight[better], hope[better] = s[better], t[better], h[better]
    # Once any gate is met there is nothing left to hope for.
    met = meets(problem.rule, field.aboard)
    return share, tight, np.where(met, 0.0, np.maximum(hope, 0.0))


def _gate(gate: Gate, field: Field, pending: FloatArray, q: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    need = gate.quotas - product(field.aboard, gate.weights.T)
    lacking = need > SLACK
    mean, spread = product(q, gate.weights.T), product(q * (1 - q), gate.weights.T**2)
    half = 0.5 * gate.weights.max(axis=1)
    z = (mean - need + 0.25 * half) / np.sqrt(spread + 1e-6)
    possible = (product(pending, gate.weights.T) >= need - SLACK) | ~lacking
    chance = np.where(lacking, 1.0 / (1.0 + np.exp(-np.clip(1.702 * z, -60, 60))), 1.0) * possible
    rows = np.maximum(lacking.sum(axis=1), 1)
    share, tight = np.zeros_like(q), np.zeros_like(q)
    slack = np.maximum(product(pending, gate.weights.T) - need, 0.0)
    for r in range(len(gate.quotas)):
        part = np.minimum(gate.weights[r], np.maximum(need[:, r : r + 1], SLACK)) / np.maximum(
            need[:, r : r + 1], SLACK
        )
        share += np.where(lacking[:, r : r + 1], part, 0.0) / rows[:, None]
        ends = np.minimum(1.0, gate.weights[r] / np.maximum(slack[:, r : r + 1], SLACK))
        tight = np.maximum(tight, np.where(lacking[:, r : r + 1], ends, 0.0))
    return share, tight * pending, chance.prod(axis=1)


STARTS = (
    Weights(),
    Weights(yes=2.0, no=0.0, cost=0.5),
    Weights(yes=0.0, no=0.0, ratio=1.0, cost=0.0),
    Weights(yes=1.0, ratio=1.0, cost=0.0, end=0.3),
    Weights(share=0.3, yes=3.0, no=1.0, patience=0.2),
    Weights(share=0.0, yes=0.0, no=0.0, end=1.0, cost=1.0, patience=0.2),
)


def tune(problem: Campaign, luck: Luck, rounds: int, seed: int) -> tuple[Weights, float]:
    """The weights that did best on this luck, with their average value (which flatters: measure on fresh luck)."""
    rng = np.random.default_rng(seed)
    tried = [(float(play(problem, index_policy(problem, each), luck).mean()), k, each) for k, each in enumerate(STARTS)]
    best = max(tried)
    scale = 0.6
    for k in range(rounds):
        shift = np.exp(rng.normal(0, scale, 8) * (rng.random(8) < 0.5))
        old = best[2]
        new = replace(
            old,
            share=old.share * shift[0] + 0.02 * (rng.random() < 0.1),
            yes=old.yes * shift[1] + 0.1 * (rng.random() < 0.1),
            no=old.no * shift[2] + 0.1 * (rng.random() < 0.1),
            end=old.end * shift[3] + 0.1 * (rng.random() < 0.2),
            cost=old.cost * shift[4] + 0.1 * (rng.random() < 0.1),
            ratio=float(np.clip(old.ratio + rng.normal(0, 0.3) * (rng.random() < 0.3), 0, 1)),
            patience=old.patience * shift[6],
            outlook=old.outlook * shift[7],
        )
        value = float(play(problem, index_policy(problem, new), luck).mean())
        if value > best[0]:
            best = (value, k, new)
        scale = max(0.25, scale * 0.98)
    return best[2], best[0]
