"""The best policy of approach as people can follow it: whom next, and whom then if yes, if no."""

from __future__ import annotations

from dataclasses import dataclass

from makeable.influence.campaign import Plan
from makeable.kernels.sequence import meets
from makeable.kernels.sequence_exact import Solution
from makeable.kernels.sequence_layout import members_in
from makeable.kernels.sequence_state import State, masks, open_units, outcomes, stop_value, yes_chances

__all__ = ["Branch", "Outlook", "Step", "best_approach", "chances", "follow", "outlook", "smooth_path", "stands"]

MOST_STATES = 20_000
"""Situations that the outlook follows; beyond, it is not given."""


@dataclass(frozen=True)
class Branch:
    """An answer (who of those met says yes), how probable it is, and what to do then."""

    aboard: tuple[str, ...]
    chance: float
    step: Step


@dataclass(frozen=True)
class Step:
    """What to do in a situation: approach these parties (one, or a group met together), or stop (nobody).

    `reach`: the chance that the policy comes here. `won`: the coalition stands. `hopeless`: nothing left could make
    it stand. `again`: it is a second approach after a refusal. `branches` is empty at a stop, and where the tree
    is cut (`cut`).
    """

    approach: tuple[str, ...]
    value: float
    reach: float
    won: bool = False
    hopeless: bool = False
    cut: bool = False
    again: bool = False
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Outlook:
    """What following the policy comes to on average, and the open parties that it never approaches."""

    success: float
    approaches: float
    spent: float
    never: tuple[str, ...] = ()


def follow(plan: Plan, solution: Solution, depth: int, rare: float) -> Step:
    """The policy from where the plan stands, `depth` approaches deep, without branches rarer than `rare`."""

    def at(state: State, left: int, reach: float) -> Step:
        unit, value = best_approach(solution, state)
        won, possible = stands(plan, state)
        if unit is None:
            return Step((), value, reach, won, not won and not possible)
        members = plan.members(unit)
        if left == 0 or reach < rare:
            return Step(members, value, reach, won, cut=True, again=state[unit] > 0)
        branches = tuple(
            Branch(_yes(plan, unit, answer), probability, at(after, left - 1, reach * probability))
            for answer, (probability, _, after) in enumerate(outcomes(plan.campaign, state, unit))
        )
        return Step(members, value, reach, won, again=state[unit] > 0, branches=branches[::-1])

    return at(plan.start, depth, 1.0)


def outlook(plan: Plan, solution: Solution) -> Outlook | None:
    """Chance of success, approaches and costs under the policy; None with a rival, or with too many situations."""
    if plan.campaign.rival is not None:
        return None
    known: dict[State, tuple[float, float, float]] = {}
    asked: set[int] = set()

    def at(state: State) -> tuple[float, float, float]:
        if state not in known:
            unit, _ = best_approach(solution, state)
            if unit is None or len(known) > MOST_STATES:
                known[state] = float(stands(plan, state)[0]), 0.0, 0.0
            else:
                asked.add(unit)
                success, approaches, spent = 0.0, 1.0, 0.0
                for probability, cost, after in outcomes(plan.campaign, state, unit):
                    later = at(after)
                    success += probability * later[0]
                    approaches += probability * later[1]
                    spent += probability * (cost + later[2])
                known[state] = success, approaches, spent
        return known[state]

    result = at(plan.start)
    open_ = open_units(plan.campaign, plan.start)
    never = tuple(party for unit in open_ if unit not in asked for party in plan.members(unit))
    return None if len(known) > MOST_STATES else Outlook(*result, never)


def smooth_path(plan: Plan, solution: Solution) -> list[int]:
    """The units in the order in which the policy approaches them as long as everyone says yes."""
    state, found = plan.start, list[int]()
    while (unit := best_approach(solution, state)[0]) is not None:
        found.append(unit)
        state = outcomes(plan.campaign, state, unit)[-1][2]
    return found


def stands(plan: Plan, state: State) -> tuple[bool, bool]:
    """Whether the coalition stands in a situation, and whether it still could if every open party said yes."""
    problem = plan.campaign
    aboard = members_in(masks(problem, state)[0], problem.size)
    best = aboard.copy()
    for unit, level in zip(problem.units, state, strict=True):
        if level in unit.asks:
            best[list(unit.members)] = True
    return bool(meets(problem.rule, aboard[None])[0]), bool(meets(problem.rule, best[None])[0])


def chances(plan: Plan, state: State, unit: int) -> tuple[float, ...]:
    """The chance of a yes of each party approached with this unit."""
    return tuple(round(float(chance), 12) for chance in yes_chances(plan.campaign, state, unit))


def best_approach(solution: Solution, state: State) -> tuple[int | None, float]:
    """The best approach, or None to stop; a tie is stopped at."""
    held = stop_value(solution.problem, state)
    options = solution.approaches(state)
    tolerance = 1e-9 if solution.values.itemsize == 8 else 1e-5
    if not options or options[0][1] <= held + tolerance * max(1.0, abs(held)):
        return None, held
    return options[0]


def _yes(plan: Plan, unit: int, answer: int) -> tuple[str, ...]:
    return tuple(party for k, party in enumerate(plan.members(unit)) if answer >> k & 1)
