"""One situation of a campaign at a time: what is held in it, who can be approached, and what that leads to."""

import numpy as np

from makeable.kernels.sequence import Campaign, FloatArray, meets
from makeable.kernels.sequence_layout import members_in

State = tuple[int, ...]
"""A level per unit, in the order of the campaign's units."""


def masks(problem: Campaign, state: State) -> tuple[int, int]:
    """Bit masks over the parties of those aboard and those who refused."""
    aboard = refused = 0
    for unit, level in zip(problem.units, state, strict=True):
        for k, party in enumerate(unit.members):
            aboard |= (unit.aboard[level] >> k & 1) << party
            refused |= (unit.refused[level] >> k & 1) << party
    return aboard, refused


def stop_value(problem: Campaign, state: State) -> float:
    """What is held when nobody else is approached."""
    aboard, refused = (members_in(mask, problem.size)[None] for mask in masks(problem, state))
    value = float(aboard[0] @ problem.worth)
    value += problem.prize * bool(meets(problem.rule, aboard)[0])
    return value - problem.loss * bool(meets(problem.block, refused)[0])


def open_units(problem: Campaign, state: State) -> list[int]:
    """The units that can be approached in this state."""
    aboard, refused = masks(problem, state)
    settled = (aboard | refused).bit_count()
    found = []
    for number, (unit, level) in enumerate(zip(problem.units, state, strict=True)):
        if level not in unit.asks:
            continue
        if problem.latest is None or settled < min(problem.latest[party] for party in unit.asked(level)):
            found.append(number)
    return found


def yes_chances(problem: Campaign, state: State, unit: int) -> FloatArray:
    """The chance of a yes of each member of a unit if it is approached in this state."""
    aboard, refused = (members_in(mask, problem.size) for mask in masks(problem, state))
    members = list(problem.units[unit].asked(state[unit]))
    shift = problem.alone[members] + problem.joined[members] @ aboard + problem.refused[members] @ refused
    if state[unit] and problem.again is not None:
        shift = shift + problem.again[members]
    if problem.clinch is not None:
        for k, party in enumerate(members):
            both = np.stack([aboard, aboard])
            both[1, party] = True
            if meets(problem.rule, both).tolist() == [False, True]:
                shift[k] += problem.clinch[party]
    return np.asarray(1.0 / (1.0 + np.exp(-shift)))


def outcomes(problem: Campaign, state: State, unit: int) -> list[tuple[float, float, State]]:
    """What approaching a unit leads to: probability, cost, and the state before any move of a rival."""
    asked = problem.units[unit]
    chances = yes_chances(problem, state, unit)
    found = []
    for answer, level in enumerate(asked.asks[state[unit]]):
        probability, cost = 1.0, 0.0
        after = list(state)
        after[unit] = level
        for k, party in enumerate(asked.asked(state[unit])):
            yes = answer >> k & 1
            probability *= chances[k] if yes else 1 - chances[k]
            cost += problem.ask[party] + (problem.win[party] if yes else problem.lose[party])
            if yes and problem.turns is not None:
                _turn(problem, after, party)
        found.append((float(probability), float(cost), tuple(after)))
    return found


def _turn(problem: Campaign, levels: list[int], joined: int) -> None:
    assert problem.turns is not None
    for number, unit in enumerate(problem.units):
        if unit.turned and problem.turns[unit.members[0], joined]:
            levels[number] = unit.turned[levels[number]]
