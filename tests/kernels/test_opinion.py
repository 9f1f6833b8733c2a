"""Stances that shift: closed forms and the defining properties."""

import numpy as np
import pytest

from makeable.kernels.opinion import exchanges, expected_outcome, listen, normalised


def test_listeners_agree_on_the_mean_weighted_by_influence() -> None:
    """DeGroot: consensus at the left eigenvector of the attention shares."""
    weights = np.array([[0, 0.5, 0.2], [0.3, 0, 0.3], [0.1, 0.4, 0]])
    stances = np.array([3.0, -1.0, 0.5])
    after, _, settled = listen(weights, stances)
    shares = normalised(weights)
    left = np.linalg.solve(np.vstack([(shares.T - np.eye(3))[:2], np.ones(3)]), [0, 0, 1])
    assert settled
    assert after == pytest.approx(np.full(3, left @ stances), abs=1e-4)


def test_those_who_hold_on_come_to_rest_at_the_closed_form() -> None:
    """Friedkin and Johnsen: x = (I - (I - A) W)^-1 A x(0)."""
    rng = np.random.default_rng(1)
    weights, stances, anchor = rng.uniform(-1, 1, (4, 4)), rng.uniform(-3, 3, 4), rng.uniform(0.2, 0.9, 4)
    shares = normalised(weights)
    expected = np.linalg.solve(np.eye(4) - (1 - anchor)[:, None] * shares, anchor * stances)
    assert listen(weights, stances, anchor)[0] == pytest.approx(expected, abs=1e-5)


def test_attention_sums_to_one_and_an_unmoved_actor_stays() -> None:
    shares = normalised(np.array([[9.0, 0.0, 0.0], [2.0, 0, -2.0], [0.25, 0, 0]]))
    assert np.abs(shares).sum(axis=1) == pytest.approx([1, 1, 1])
    assert shares[0].tolist() == [1, 0, 0]
    assert shares[1].tolist() == [0.5, 0, -0.5]
    assert shares[2].tolist() == [0.25, 0, 0.75]


def test_two_who_only_imitate_each_other_never_come_to_rest() -> None:
    assert listen(np.array([[0.0, 1], [1, 0]]), np.array([1.0, -1.0]))[2] is False


def test_an_exchange_gains_both_the_same_and_moves_the_outcomes() -> None:
    positions = np.array([[3.0, -2.0], [-3.0, 2.0], [0.5, 0.2]])
    power, salience = np.array([1.0, 0.8, 0.5]), np.array([[0.2, 0.9], [0.9, 0.3], [0.5, 0.5]])
    found = exchanges(positions, power, salience)
    assert found
    first = found[0]
    after = positions.copy()
    after[first.giver, first.on], after[first.taker, first.back] = first.giver_to, first.taker_to
    shift = expected_outcome(after, power, salience) - expected_outcome(positions, power, salience)
    i, j, a, b = first.giver, first.taker, first.on, first.back
    towards_i = np.sign(positions[i] - positions[j])
    gains = [(salience[who] * shift * towards_i * side)[[a, b]].sum() for who, side in ((i, 1), (j, -1))]
    assert gains == pytest.approx([first.gain, first.gain])
    assert first.gain > 0


def test_nobody_exchanges_when_both_weigh_the_questions_alike() -> None:
    positions = np.array([[3.0, -2.0], [-3.0, 2.0]])
    assert exchanges(positions, np.ones(2), np.full((2, 2), 0.5)) == []


def test_a_question_nobody_weighs_has_no_outcome() -> None:
    assert np.isnan(expected_outcome(np.ones((2, 1)), np.ones(2), np.zeros((2, 1)))).all()
