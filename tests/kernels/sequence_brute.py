"""The definition of a campaign's best value, written to be read and not to be fast: the judge of the kernels."""

import math
from functools import cache
from itertools import product

import numpy as np

from makeable.kernels.sequence import Campaign, campaign, quota

UNTOUCHED, ABOARD, ONCE, LOST = range(4)


def meets(rule, members) -> bool:
    return any(
        all(sum(row[i] for i in members) >= need - 1e-9 for row, need in zip(gate.weights, gate.quotas, strict=True))
        for gate in rule
    )


def best_value(c: Campaign) -> float:
    """The value of the best policy, by recursion over the parties' statuses."""
    n = c.size
    group_of = {i: group for group in c.together for i in group}

    def chance(status, i) -> float:
        x = c.alone[i]
        x += sum(c.joined[i, j] for j in range(n) if status[j] == ABOARD)
        x += sum(c.refused[i, j] for j in range(n) if status[j] in (ONCE, LOST))
        if status[i] == ONCE:
            x += c.again[i]
        if c.clinch is not None:
            aboard = [j for j in range(n) if status[j] == ABOARD]
            if not meets(c.rule, aboard) and meets(c.rule, [*aboard, i]):
                x += c.clinch[i]
        return 1 / (1 + math.exp(-x))

    def can_be_asked_twice(i) -> bool:
        return c.again is not None and not math.isnan(c.again[i])

    def turned(status, joiners):
        after = list(status)
        for j in joiners:
            for i in range(n):
                if c.turns is not None and c.turns[i, j]:
                    after[i] = LOST
        return tuple(after)

    def stop(status) -> float:
        aboard = [i for i in range(n) if status[i] == ABOARD]
        against = [i for i in range(n) if status[i] in (ONCE, LOST)]
        value = sum(c.worth[i] for i in aboard) + (c.prize if meets(c.rule, aboard) else 0)
        return value - (c.loss if meets(c.block, against) else 0)

    @cache
    def value(status) -> float:
        settled = sum(s != UNTOUCHED for s in status)
        best, done = stop(status), set()
        for i in range(n):
            group = group_of.get(i, (i,))
            if status[i] not in (UNTOUCHED, ONCE) or group in done:
                continue
            if status[i] == ONCE and not can_be_asked_twice(i):
                continue
            if c.latest is not None and settled >= min(c.latest[j] for j in group):
                continue
            done.add(group)
            best = max(best, approach(status, group))
        return best

    def approach(status, group) -> float:
        total = 0.0
        for answers in product((0, 1), repeat=len(group)):
            after, probability, cost = list(status), 1.0, 0.0
            for i, yes in zip(group, answers, strict=True):
                p = chance(status, i)
                probability *= p if yes else 1 - p
                cost += c.ask[i] + (c.win[i] if yes else c.lose[i])
                first = status[i] == UNTOUCHED and can_be_asked_twice(i)
                after[i] = ABOARD if yes else (ONCE if first else LOST)
            joiners = [i for i, yes in zip(group, answers, strict=True) if yes]
            total += probability * (rival_moves(turned(after, joiners)) - cost)
        return total

    def rival_moves(status) -> float:
        if c.rival is None:
            return value(status)
        free = [i for i in range(n) if status[i] == UNTOUCHED and c.rival.court[i] > 0]
        total = sum(c.rival.court[i] for i in free)
        result, left = 0.0, 1.0
        for i in free:
            hit = c.rival.pace * c.rival.court[i] / total * c.rival.grip[i]
            result += hit * value((*status[:i], LOST, *status[i + 1 :]))
            left -= hit
        return result + left * value(status)

    return value((UNTOUCHED,) * n)


def random_campaign(seed: int, n: int, **more) -> Campaign:
    """A campaign with influences of both signs, a weighted quota and costs of every kind."""
    rng = np.random.default_rng(seed)
    joined = np.where(rng.random((n, n)) < 0.4, rng.normal(0.6, 1.3, (n, n)), 0.0)
    weights = rng.integers(1, 9, n)
    return campaign(
        rng.normal(-0.3, 1.2, n),
        joined,
        -0.5 * np.maximum(joined, 0),
        ask=rng.uniform(0.1, 1.5, n),
        win=rng.uniform(0, 2, n),
        lose=rng.uniform(0, 1, n),
        worth=rng.uniform(0, 1, n),
        rule=quota(weights, round(0.6 * weights.sum())),
        prize=40.0,
        **more,
    )
