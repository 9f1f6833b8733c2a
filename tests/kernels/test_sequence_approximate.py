"""Advice for campaigns beyond the exact program: against the exact program where both can be had."""

import numpy as np
import pytest
from tests.kernels.sequence_brute import random_campaign
from tests.kernels.sequence_features import features

from makeable.kernels.sequence import campaign, quota
from makeable.kernels.sequence_approximate import Approximate
from makeable.kernels.sequence_bound import upper_bound
from makeable.kernels.sequence_exact import solve


@pytest.mark.parametrize("seed", range(4))
def test_plain_advice_is_near_the_best(seed) -> None:
    problem = random_campaign(500 + seed, 10)
    best = solve(problem)
    advice = Approximate(problem, runs=400, rounds=20).advise((0,) * 10)
    assert advice.value - 4 * advice.error <= best.start + 1e-9
    assert advice.value >= 0.85 * best.start
    assert dict(best.approaches((0,) * 10))[advice.unit] >= 0.9 * best.start


@pytest.mark.parametrize("feature", ["turns", "again", "rival", "together"])
def test_advice_with_features_is_reached_by_a_policy(feature) -> None:
    problem = random_campaign(101, 5, **features()[feature])
    advice = Approximate(problem, runs=1000, rounds=30).advise((0,) * len(problem.units))
    assert advice.value - 4 * advice.error <= solve(problem).start


def test_hopeless_campaigns_are_left_alone() -> None:
    problem = campaign(np.full(25, -4.0), ask=1.0, rule=quota(np.ones(25), 20), prize=5.0)
    advice = Approximate(problem, runs=200, rounds=5).advise((0,) * 25)
    assert advice.unit is None
    assert advice.value == 0.0


@pytest.mark.slow
def test_thirty_parties_between_value_and_bound() -> None:
    rng = np.random.default_rng(3)
    joined = np.where(rng.random((30, 30)) < 0.1, rng.normal(0.6, 0.8, (30, 30)), 0.0)
    weights = rng.integers(1, 11, 30)
    rule = quota(weights, round(0.4 * weights.sum()))
    problem = campaign(rng.normal(0, 1, 30), joined, ask=0.7, lose=0.5, rule=rule, prize=180.0)
    advice = Approximate(problem, runs=600, rounds=40).advise((0,) * 30)
    bound = upper_bound(problem, 1000)
    assert 0.8 * bound.mean <= advice.value <= bound.mean + 4 * (bound.error + advice.error)
