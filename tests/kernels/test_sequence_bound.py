"""The upper bound: above the best policy's value on every kind of small campaign."""

import numpy as np
import pytest
from tests.kernels.sequence_brute import random_campaign
from tests.kernels.sequence_features import N, features

from makeable.kernels.sequence import campaign, log_odds, quota
from makeable.kernels.sequence_bound import upper_bound
from makeable.kernels.sequence_exact import solve


@pytest.mark.parametrize("feature", list(features()))
def test_no_policy_is_worth_more(feature) -> None:
    for seed in range(4):
        problem = random_campaign(300 + seed, N, **features()[feature])
        bound = upper_bound(problem, 2000)
        assert bound.mean + 4 * bound.error >= solve(problem).start


def test_nor_from_a_situation_on_the_way() -> None:
    for seed in range(6):
        problem = random_campaign(400 + seed, 6)
        for state in [(1, 0, 0, 2, 0, 0), (0, 1, 1, 0, 0, 0)]:
            bound = upper_bound(problem, 2000, state=state)
            assert bound.mean + 4 * bound.error >= solve(problem).value(state)


def test_it_prices_knowing_who_would_refuse() -> None:
    """One party, a chance of a half, a prize of 10, cost 2 an approach: worth 3; with free foresight it were 4."""
    problem = campaign(log_odds([0.5]), ask=2.0, rule=quota([1], 1), prize=10.0)
    assert solve(problem).start == pytest.approx(3.0)
    bound = upper_bound(problem, 20_000)
    assert bound.mean == pytest.approx(3.0, abs=5 * bound.error + 1e-9)


def test_an_error_is_stated() -> None:
    problem = random_campaign(5, 6)
    few, many = upper_bound(problem, 200), upper_bound(problem, 5000)
    assert 0 < many.error < few.error
    assert many.runs == 5000
    assert np.isfinite(many.mean)
