"""Sharing risk and betting: closed forms against the numerical optimum, and both against random search."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from makeable.kernels.sharing import (
    Risks,
    borch_gap,
    certainty_equivalents,
    equal_gains,
    exponential_shares,
    log_shares,
    shares,
)


def risks(seed: int, kinds: str, same_beliefs: bool = False, outcomes: int = 3) -> Risks:
    """Some parties: `e` exponential, `l` logarithmic."""
    random = np.random.default_rng(seed)
    beliefs = random.dirichlet(np.ones(outcomes) * 3, size=len(kinds))
    if same_beliefs:
        beliefs[:] = beliefs[0]
    held = random.uniform(-10, 10, size=(len(kinds), outcomes))
    level = random.uniform(15, 60, size=len(kinds))
    return Risks(beliefs, held, np.array([k == "l" for k in kinds]), level, np.full(held.shape, -np.inf))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kinds", ["ee", "eee", "eeee"])
def test_exponential_closed_form_is_the_numerical_optimum(kinds: str, seed: int) -> None:
    case = risks(seed, kinds)
    closed = exponential_shares(case)
    assert_allclose(closed.sum(axis=0), case.total, atol=1e-9)
    assert borch_gap(case, closed) < 1e-9
    assert_allclose(closed, equal_gains(case, shares), atol=1e-5)
    gains = certainty_equivalents(case, closed) - certainty_equivalents(case, case.held)
    assert_allclose(gains, gains[0], atol=1e-9)
    assert gains[0] > 0


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kinds", ["ll", "lll"])
def test_logarithmic_closed_form_is_the_numerical_optimum(kinds: str, seed: int) -> None:
    case = risks(seed, kinds)
    weights = np.random.default_rng(seed).uniform(0.5, 2, size=len(kinds))
    assert_allclose(log_shares(case, weights), shares(case, weights), atol=1e-6)
    best = equal_gains(case, log_shares)
    gains = certainty_equivalents(case, best) - certainty_equivalents(case, case.held)
    assert_allclose(gains, gains[0], atol=1e-6)
    assert borch_gap(case, best) < 1e-9


def test_two_parties_with_one_belief_share_by_tolerance() -> None:
    """The textbook case: of every unit of risk, each carries its tolerance's share."""
    case = Risks(
        np.array([[0.25, 0.75], [0.25, 0.75]]),
        np.array([[-12.0, 0.0], [0.0, 0.0]]),
        np.array([False, False]),
        np.array([10.0, 30.0]),
        np.full((2, 2), -np.inf),
    )
    best = exponential_shares(case)
    assert_allclose(best[:, 0] - best[:, 1], [-12 * 0.25, -12 * 0.75])


def test_two_logarithmic_parties_with_one_belief_share_all_wealth() -> None:
    case = Risks(
        np.array([[0.5, 0.5], [0.5, 0.5]]),
        np.array([[-40.0, 0.0], [0.0, 0.0]]),
        np.array([True, True]),
        np.array([100.0, 100.0]),
        np.full((2, 2), -np.inf),
    )
    best = equal_gains(case, log_shares)
    part = (best + 100) / (best + 100).sum(axis=0)
    assert_allclose(part[:, 0], part[:, 1])


@pytest.mark.parametrize("kinds", ["el", "le", "ell", "eel"])
@pytest.mark.parametrize("seed", range(4))
def test_no_random_exchange_improves_on_mixed_kinds(kinds: str, seed: int) -> None:
    case = risks(seed, kinds)
    best = equal_gains(case, shares)
    assert borch_gap(case, best) < 1e-6
    now = certainty_equivalents(case, best)
    random = np.random.default_rng(seed)
    for _ in range(400):
        step = random.normal(scale=random.choice([0.01, 0.3, 3]), size=best.shape)
        step -= step.mean(axis=0)
        with np.errstate(invalid="ignore"):
            after = certainty_equivalents(case, best + step)
        assert not (after > now + 1e-9).all()


def test_limits_are_kept() -> None:
    free = risks(1, "ee")
    low = free.held - 1.0
    case = Risks(free.beliefs, free.held, free.logarithmic, free.level, low)
    best = equal_gains(case, shares)
    assert (best >= low - 1e-9).all()
    assert_allclose(best.sum(axis=0), case.total, atol=1e-6)
    gains = certainty_equivalents(case, best) - certainty_equivalents(case, case.held)
    assert gains.min() > 0
