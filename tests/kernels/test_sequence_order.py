"""Orders valued on the tree of their answers, and plans made again after every answer."""

from itertools import permutations

import numpy as np
import pytest
from tests.kernels.sequence_brute import random_campaign

from makeable.kernels.sequence import quota
from makeable.kernels.sequence_exact import solve
from makeable.kernels.sequence_order import Planner, improve, is_plain, moves, order_values, rest, value_of_plans
from makeable.kernels.sequence_state import stop_value


@pytest.mark.parametrize("more", [{}, {"clinch": np.full(5, 0.8)}, {"block": quota([1, 2, 1, 3, 1], 4), "loss": 7.0}])
def test_orders_are_worth_what_the_sweep_says(more) -> None:
    problem = random_campaign(3, 5, **more)
    orders = np.array(list(permutations(range(5)))[::7])
    assert order_values(problem, orders) == pytest.approx([solve(problem, o.tolist()).start for o in orders])


def test_an_order_stops_asking_where_a_deadline_has_passed() -> None:
    problem = random_campaign(3, 4, latest=np.array([4.0, 1, 4, 4]))
    late, cut = order_values(problem, np.array([[0, 2, 1, 3], [0, 2, 3, 1]]))
    assert late == pytest.approx(order_values(problem, np.array([[0, 2]]))[0])
    assert cut == pytest.approx(order_values(problem, np.array([[0, 2, 3]]))[0])


def test_improving_ends_where_no_single_move_helps() -> None:
    problem = random_campaign(4, 6)
    best, value = improve(problem, np.arange(6))
    assert value == pytest.approx(order_values(problem, best[None])[0])
    assert order_values(problem, moves(best, 6)).max() <= value + 1e-8


def test_what_remains_of_a_campaign_is_worth_what_the_whole_says() -> None:
    problem = random_campaign(5, 6, latest=np.array([6.0, 4, 6, 3, 6, 6]))
    solution = solve(problem)
    for state in [(1, 0, 2, 0, 0, 0), (2, 2, 0, 0, 0, 1), (0, 1, 0, 0, 1, 0)]:
        left, keep = rest(problem, state)
        offset = stop_value(problem, state) - stop_value(left, (0,) * left.size)
        assert solve(left).start + offset == pytest.approx(solution.value(state))
        assert all(state[party] == 0 for party in keep)


@pytest.mark.parametrize("seed", range(6))
def test_plans_are_never_better_than_the_best_policy_and_nearly_as_good(seed) -> None:
    problem = random_campaign(50 + seed, 7)
    best = solve(problem).start
    value = value_of_plans(Planner(problem, window=4))
    assert value <= best + 1e-9
    assert value >= 0.9 * best


def test_a_plan_announces_no_more_than_it_reaches() -> None:
    for seed in range(5):
        problem = random_campaign(70 + seed, 7)
        planner = Planner(problem, window=4)
        assert planner.plan((0,) * 7).value <= value_of_plans(planner) + 1e-9


def test_features_that_need_more_than_an_order_are_told_apart() -> None:
    again = np.full(4, np.nan)
    again[0] = 0.0
    assert is_plain(random_campaign(1, 4))
    assert not is_plain(random_campaign(1, 4, again=again))
    assert not is_plain(random_campaign(1, 4, together=((0, 1),)))
