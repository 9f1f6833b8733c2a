"""Value functions that fit answers: drawn ones fit, the least worth is what arithmetic says, contradictions show."""

from __future__ import annotations

import numpy as np
import pytest

from makeable.kernels.value_samples import CLEAR, Answered, draw, least


def test_drawn_weights_fit_the_answers() -> None:
    known = Answered(4, better=((1, -1, 0, 0), (0, 1, -1, 0)), same=((0, 0, 1, -1),))
    drawn = draw(known, 200, np.random.default_rng(1))
    assert drawn is not None
    assert drawn.min() >= 0
    assert drawn.max() <= 1
    assert np.all(drawn[:, 0] - drawn[:, 1] >= CLEAR - 1e-9)
    assert np.all(drawn[:, 1] - drawn[:, 2] >= CLEAR - 1e-9)
    assert np.all(np.abs(drawn[:, 2] - drawn[:, 3]) <= CLEAR + 1e-9)


def test_draws_are_about_even() -> None:
    """Of two weights, one larger than the other, the even means are 2/3 and 1/3."""
    drawn = draw(Answered(2, better=((1, -1),)), 4000, np.random.default_rng(2))
    assert drawn is not None
    assert drawn.mean(axis=0) == pytest.approx([2 / 3, 1 / 3], abs=0.03)


def test_the_least_worth() -> None:
    known = Answered(3, better=((1, -1, 0), (0, 1, -1)))
    assert least(known, np.array([1.0, 0.0, -1.0])) == pytest.approx(2 * CLEAR)
    assert least(known, np.array([0.0, -1.0, 0.0])) == pytest.approx(-(1 - CLEAR))
    assert least(known, np.array([1.0, -2.0, 1.0])) == pytest.approx(-(1 - 2 * CLEAR) + CLEAR, abs=0.02)


def test_contradictions_leave_nothing() -> None:
    known = Answered(2, better=((1, -1), (-1, 1)))
    assert least(known, np.zeros(2)) == np.inf
    assert draw(known, 3, np.random.default_rng(0)) is None
