"""How much better could any policy do? An upper bound when a campaign is too large to solve.

Suppose the asker knew every party's luck beforehand, but paid for the knowledge: information relaxation with
a penalty of zero mean (Brown, Smith and Sun 2010). Here the penalty is a price per party times (yes minus
chance of a yes) at every approach; no policy without foresight is touched by it on average, while foresight
pays for knowing who would say yes. Given the luck, the most that can be reached is bounded by letting every
helpful influence work at once and no harmful one, and by filling quotas with fractions of parties.

Any prices give a valid bound in expectation; they are chosen on other luck than the bound is measured on.
"""

from dataclasses import dataclass

import numpy as np

from makeable.kernels.sequence import SLACK, BoolArray, Campaign, FloatArray, Gate, product
from makeable.kernels.sequence_simulate import Field, Luck
from makeable.kernels.sequence_state import State


@dataclass(frozen=True)
class Bound:
    """No policy is worth more than `mean` up to sampling error: its standard error over the runs."""

    mean: float
    error: float
    runs: int


def upper_bound(
    problem: Campaign, runs: int = 1000, seed: int = 1, steps: int = 80, state: State | None = None
) -> Bound:
    """The bound on what can be had from a state on (default: before anyone is asked).

    Foresight is priced by subgradient steps on separate luck.
    """
    train, fresh = Luck.draw(problem, min(runs, 400), seed), Luck.draw(problem, runs, seed + 1)
    prices = _prices(problem, train, steps, state)
    values = _Relaxed(problem, fresh, state).values(prices)[0]
    # Luck comes in pairs u, 1 - u: the pairs are independent, their members are not.
    half = (len(values) + 1) // 2
    pairs = (values[: len(values) - half] + values[half:]) / 2
    return Bound(float(values.mean()), float(pairs.std(ddof=1) / np.sqrt(len(pairs))), runs)


def _prices(problem: Campaign, luck: Luck, steps: int, state: State | None) -> FloatArray:
    """Prices near the lowest bound on this luck: from the cost per yes, then projected subgradient steps."""
    relaxed = _Relaxed(problem, luck, state)
    best_chance = np.maximum(relaxed.chance.max(axis=0), 1e-6)
    prices = (problem.ask + problem.lose) / best_chance
    best: FloatArray = prices
    lowest = np.inf
    scale = max(abs(problem.prize) / problem.size, float(prices.mean()), SLACK)
    for step in range(steps):
        values, slope = relaxed.values(prices)
        if values.mean() < lowest:
            best, lowest = prices, float(values.mean())
        length = float(np.sqrt((slope**2).mean()))
        if length < 1e-12:
            break
        prices = np.maximum(prices - scale / (1 + 0.1 * step) * slope / length, 0.0)
    return np.asarray(best)


class _Relaxed:
    """What every draw of luck allows at best: who can be won, and with which chance at most."""

    def __init__(self, problem: Campaign, luck: Luck, state: State | None) -> None:
        self.problem = problem
        here = Field(problem, 1, state)
        self.open = here.open()[0]
        for unit in problem.units:  # of a group met together, every member
            self.open[list(unit.members)] = self.open[unit.members[0]]
        self.aboard = here.aboard[0]
        base = here.odds[0] + np.maximum(problem.refused, 0) @ self.open
        if problem.clinch is not None:
            base = base + np.maximum(problem.clinch, 0)
        again = np.full(problem.size, np.nan) if problem.again is None else problem.again
        self.twice = ~np.isnan(again) & ~here.once[0]
        helped = np.maximum(problem.joined, 0).T
        won: BoolArray = np.zeros(luck.answers.shape[:2], dtype=bool)
        while True:
            odds = base + product(won, helped)
            first, second = _chance(odds), _chance(odds + np.nan_to_num(again))
            more = (luck.answers[:, :, 0] < first) | (self.twice & (luck.answers[:, :, 1] < second))
            more &= self.open
            if (more == won).all():
                break
            won = more
        self.won, self.chance = won, np.where(self.twice, np.maximum(first, second), first)
        # A party that would say yes at its best refuses only where its chance is below its draw.
        self.asked_early = np.where(won & ~self.twice, np.minimum(luck.answers[:, :, 0], self.chance), self.chance)

    def values(self, prices: FloatArray) -> tuple[FloatArray, FloatArray]:
        """(runs,) the bound per draw of luck, and (n,) the slope of its mean in the prices."""
        p, times = self.problem, 1 + self.twice
        refusal = prices * self.asked_early - p.ask - p.lose
        paid = np.maximum(refusal, 0.0) * self.open
        worth = p.worth if p.turns is None else np.maximum(p.worth, 0.0)
        yes = worth - p.ask - p.win - prices * (1 - self.chance) + self.twice * paid
        idle = times * paid
        cost = np.where(self.won, idle - yes, np.inf)
        taken = np.where(cost < 0, 1.0, 0.0)
        chosen = np.zeros_like(taken)
        gain = np.zeros(len(cost))
        for gate in p.rule:
            extra, filled = _cheapest(gate, np.maximum(cost, 0.0), self.aboard)
            better = p.prize - extra > gain
            gain, chosen = np.where(better, p.prize - extra, gain), np.where(better[:, None], filled, chosen)
        share = np.maximum(taken, chosen)
        total = idle.sum(axis=1) - np.where(cost < 0, cost, 0.0).sum(axis=1) + gain + max(0.0, -p.loss)
        total += float(worth @ self.aboard)
        pays = (refusal > 0) * self.open * self.asked_early
        slope = (1 - share) * times * pays + share * (self.twice * pays - (1 - self.chance))
        return total, slope.mean(axis=0)


def _chance(odds: FloatArray) -> FloatArray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -500, 500))))


def _cheapest(gate: Gate, cost: FloatArray, aboard: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Per run, a lower bound on the cost of meeting a gate and who pays for it."""
    worst = np.zeros(len(cost))
    shares = np.zeros_like(cost)
    rows = np.arange(len(cost))
    for weights, total in zip(gate.weights, gate.quotas, strict=True):
        needed = total - float(weights @ aboard)
        with np.errstate(divide="ignore", invalid="ignore"):
            per_weight = np.where(weights > 0, cost / np.maximum(weights, SLACK), np.inf)
        order = np.argsort(per_weight, axis=1, kind="stable")
        sorted_cost = np.take_along_axis(per_weight, order, axis=1)
        weight = np.where(np.isfinite(sorted_cost), np.maximum(weights, 0.0)[order], 0.0)
        before = np.cumsum(weight, axis=1) - weight
        part = np.clip(needed - before, 0.0, weight)
        extra = (np.where(weight > 0, sorted_cost, 0.0) * part).sum(axis=1)
        extra = np.where(weight.sum(axis=1) >= needed - SLACK, extra, np.inf)
        filled = np.zeros_like(cost)
        filled[rows[:, None], order] = np.divide(part, weight, out=np.zeros_like(part), where=weight > 0)
        higher = extra > worst
        worst, shares = np.where(higher, extra, worst), np.where(higher[:, None], filled, shares)
    return worst, shares
