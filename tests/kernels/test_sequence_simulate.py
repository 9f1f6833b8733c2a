"""Campaigns played out: with every feature, the best policy earns on average what the exact program says."""

import numpy as np
import pytest
from tests.kernels.sequence_brute import random_campaign
from tests.kernels.sequence_features import N, features

from makeable.kernels.sequence_exact import solve
from makeable.kernels.sequence_index import STARTS, Weights, index_policy, tune
from makeable.kernels.sequence_simulate import STOP, Field, Luck, in_order, play, until_decided
from makeable.kernels.sequence_state import stop_value


def best_policy(problem):
    """The exact policy as the simulator wants it."""
    solution = solve(problem)

    def state_of(field, run):
        levels = []
        for unit in problem.units:
            yes = sum(1 << k for k, m in enumerate(unit.members) if field.aboard[run, m])
            no = sum(1 << k for k, m in enumerate(unit.members) if field.refused[run, m])
            fits = [k for k in range(len(unit.aboard)) if (unit.aboard[k], unit.refused[k]) == (yes, no)]
            levels.append(fits[0] if field.once[run, unit.members[0]] or len(fits) == 1 else fits[-1])
        return tuple(levels)

    def policy(field):
        party = np.full(len(field.active), STOP)
        for run in np.flatnonzero(field.active):
            state = state_of(field, run)
            options = solution.approaches(state)
            if options and options[0][1] > stop_value(problem, state) + 1e-9:
                party[run] = problem.units[options[0][0]].members[0]
        return party

    return policy, solution.start


@pytest.mark.parametrize("feature", list(features()))
def test_the_best_policy_earns_its_value(feature) -> None:
    problem = random_campaign(101, N, **features()[feature])
    policy, value = best_policy(problem)
    earned = play(problem, policy, Luck.draw(problem, 3000, 5))
    assert earned.mean() == pytest.approx(value, abs=4 * earned.std() / np.sqrt(len(earned)) + 1e-9)


def test_the_same_luck_gives_the_same_campaigns() -> None:
    problem = random_campaign(1, N)
    policy = in_order([3, 1, 0, 2, 4])
    assert (play(problem, policy, Luck.draw(problem, 50, 2)) == play(problem, policy, Luck.draw(problem, 50, 2))).all()


def test_an_order_asks_everyone_once_and_second_approaches_last() -> None:
    again = np.full(3, np.nan)
    again[0] = 0.0
    problem = random_campaign(1, 3, again=again)
    field = Field(problem, 1)
    policy, asked = in_order([0, 1, 2]), []
    luck = Luck(np.ones((1, 3, 2)), np.zeros((1, 0, 3)))  # nobody ever says yes
    for step in range(6):
        party = policy(field)
        if party[0] != STOP:
            asked.append(int(party[0]))
        field.approach(party, luck, step)
    assert asked == [0, 1, 2, 0]


def test_tuning_never_does_worse_on_its_luck_than_where_it_started() -> None:
    problem = random_campaign(7, 9)
    luck = Luck.draw(problem, 200, 1)
    _, value = tune(problem, luck, 15, 0)
    assert value >= max(play(problem, index_policy(problem, start), luck).mean() for start in STARTS) - 1e-12


def test_the_rating_stops_once_the_coalition_stands() -> None:
    problem = random_campaign(7, 4)
    problem.worth[:] = 0
    problem.ask[:] = 1
    everyone = Field(problem, 1, (1, 1, 1, 0))
    assert index_policy(problem, Weights())(everyone)[0] == STOP


def test_an_order_can_end_once_it_is_decided() -> None:
    problem = random_campaign(7, 4)
    problem.worth[:] = 0
    policy = until_decided(in_order([0, 1, 2, 3]))
    assert policy(Field(problem, 1))[0] == 0
    assert policy(Field(problem, 1, (1, 1, 1, 0)))[0] == STOP, "won"
    assert policy(Field(problem, 1, (2, 2, 2, 0)))[0] == STOP, "out of reach"
