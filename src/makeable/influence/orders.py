"""Orders of approach compared: those that come to mind first, and the best ones found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from makeable.influence.campaign import Plan
from makeable.kernels.sequence import Campaign, FloatArray, chance
from makeable.kernels.sequence_exact import worth_of_orders
from makeable.kernels.sequence_layout import IntArray
from makeable.kernels.sequence_order import first_orders, is_plain, moves, order_values, rest
from makeable.kernels.sequence_simulate import Luck, in_order, play, until_decided
from makeable.kernels.sequence_state import open_units, stop_value

__all__ = ["Baseline", "FixedOrder", "baselines", "good_orders"]

EXACT_UNITS = 14
"""Units up to which a fixed order is valued exactly on the tree of its answers."""
SMALL = 3**9
"""States up to which orders of campaigns that are not plain are valued by a sweep each."""
SHUFFLES = 60
TOLD_APART = 3
"""First steps in which near-best orders must differ, so that they are alternatives and not variants."""


@dataclass(frozen=True)
class Baseline:
    """A way of asking that comes to mind first; `low` and `high` where it is sampled.

    `kind`: random, allies_first, hardest_first, influential_first. `stops`: when that is best, or (where this is
    out of reach) once the rule is met or can no longer be.
    """

    kind: str
    value: float
    order: tuple[tuple[str, ...], ...] = ()
    low: float | None = None
    high: float | None = None
    stops: Literal["best", "decided"] = "best"


@dataclass(frozen=True)
class FixedOrder:
    """An order that does not depend on the answers, only stops where that is best."""

    order: tuple[tuple[str, ...], ...]
    value: float


def baselines(plan: Plan, seed: int) -> tuple[Baseline, ...]:
    """What plain ways of asking are worth from where the plan stands."""
    problem, now = plan.campaign, plan.now
    units = np.array(open_units(problem, plan.start), dtype=np.int64)
    if not len(units):
        return ()
    lead = [list(problem.units[unit].members) for unit in units]
    p = chance(now.odds)
    need = sum(
        (g.weights.sum(axis=0) / max(1e-9, float(g.weights.sum())) for g in problem.rule), np.zeros(problem.size)
    )
    moved = np.where(np.isin(np.arange(problem.size), now.open), need, 0.0) @ problem.joined
    likely, strong = np.array([p[m].mean() for m in lead]), np.array([moved[m].sum() for m in lead])
    named = {
        "allies_first": units[np.argsort(-likely, kind="stable")],
        "hardest_first": units[np.argsort(likely, kind="stable")],
        "influential_first": units[np.argsort(-strong, kind="stable")],
    }
    rng = np.random.default_rng(seed)
    shuffled = [rng.permutation(units) for _ in range(SHUFFLES)]
    values = values_of(plan, np.array([*named.values(), *shuffled]), seed)
    random = values[len(named) :]
    mean, error = float(random.mean()), 1.96 * float(random.std(ddof=1)) / SHUFFLES**0.5
    stops: Literal["best", "decided"] = "best" if _in_reach(problem, len(units)) else "decided"
    found = [Baseline("random", mean, (), mean - error, mean + error, stops)]
    for (kind, order), value in zip(named.items(), values, strict=False):
        found.append(Baseline(kind, float(value), _named(plan, order), stops=stops))
    return tuple(found)


def good_orders(plan: Plan, most: int, within: float, smooth: Sequence[int] = ()) -> tuple[FixedOrder, ...]:
    """The best fixed orders found, none worth less than `within` times the best; empty when out of reach.

    `smooth`: an order of units to start from beside others, such as the policy's own while everyone says yes.
    """
    problem = plan.campaign
    units = np.array(open_units(problem, plan.start), dtype=np.int64)
    if not len(units) or not _in_reach(problem, len(units)):
        return ()
    first = [unit for unit in smooth if unit in units]
    starts = [np.array([*first, *(unit for unit in units if unit not in first)], dtype=np.int64)]
    if is_plain(problem):
        left, keep = rest(problem, plan.start)
        starts += [keep[order] for order in first_orders(left, left.size, 6)]
    best = max((_climb(plan, units, start) for start in starts), key=lambda pair: pair[1])[0]
    tries = np.concatenate([best[None], _moves(units, best)])
    values = values_of(plan, tries, 0)
    ranked = np.argsort(-values, kind="stable")
    floor = values[ranked[0]] * within if values[ranked[0]] > 0 else values[ranked[0]]
    found: dict[tuple[int, ...], tuple[tuple[int, ...], float]] = {}
    for k in ranked:
        start = tuple(int(unit) for unit in tries[k][:TOLD_APART])
        if len(found) < most and values[k] >= floor - 1e-12 and start not in found:
            found[start] = _needed(plan, tries[k], float(values[k])), float(values[k])
    return tuple(FixedOrder(_named(plan, order), value) for order, value in found.values())


def _needed(plan: Plan, order: IntArray, value: float) -> tuple[int, ...]:
    """The order without the parties at its end that are never worth asking."""
    while len(order) > 1 and values_of(plan, order[None, :-1], 0)[0] >= value - 1e-9 * max(1.0, abs(value)):
        order = order[:-1]
    return tuple(int(unit) for unit in order)


def values_of(plan: Plan, orders: IntArray, seed: int) -> FloatArray:
    """(orders,): exact with best stopping where in reach, otherwise simulated until the rule is met or cannot be."""
    problem, start = plan.campaign, plan.start
    if is_plain(problem) and orders.shape[1] <= EXACT_UNITS:
        left, keep = rest(problem, start)
        place = np.zeros(len(problem.units), dtype=np.int64)
        place[keep] = np.arange(len(keep))
        sunk = stop_value(problem, start) - stop_value(left, (0,) * left.size)
        return order_values(left, place[orders]) + sunk
    if problem.states <= SMALL:
        return worth_of_orders(problem, orders, start)
    luck = Luck.draw(problem, 400, seed)
    lead = [unit.members[0] for unit in problem.units]
    policies = (until_decided(in_order([lead[unit] for unit in order])) for order in orders)
    return np.array([play(problem, policy, luck, start).mean() for policy in policies])


def _in_reach(problem: Campaign, units: int) -> bool:
    return (is_plain(problem) and units <= EXACT_UNITS) or problem.states <= SMALL


def _moves(units: IntArray, order: IntArray) -> IntArray:
    """All orders of the units reached by moving one of them."""
    place = np.searchsorted(units, order)
    return units[moves(place, len(units))]


def _climb(plan: Plan, units: IntArray, start: IntArray) -> tuple[IntArray, float]:
    best, value = start, float(values_of(plan, start[None], 0)[0])
    for _ in range(30):
        tries = _moves(units, best)
        values = values_of(plan, tries, 0)
        if values.max() <= value + 1e-9 * max(1.0, abs(value)):
            break
        best, value = tries[int(values.argmax())], float(values.max())
    return best, value


def _named(plan: Plan, order: Sequence[int] | IntArray) -> tuple[tuple[str, ...], ...]:
    return tuple(plan.members(int(unit)) for unit in order)
