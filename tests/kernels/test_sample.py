"""Confidence intervals hold the truth about as often as they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from makeable.kernels import sample
from makeable.kernels.enumerate import blocks
from makeable.kernels.sample import estimate
from makeable.kernels.verdict import Question


@pytest.mark.parametrize("kind", ["everyone", "two of three", "odd"])
def test_intervals_cover_the_truth(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "DRAWN", 4000)
    rng = np.random.default_rng(7)
    tables = [rng.integers(0, 60, (5, 3)) for _ in range(7)]
    needs = [int(0.65 * top) for top in sum(t.max(axis=0) for t in tables)]
    rules: dict[str, Any] = {
        "everyone": None,
        "two of three": lambda yes: yes.sum(axis=1) >= 2,
        "odd": lambda yes: yes.sum(axis=1) % 2 == 1,
    }
    question = Question(3, 3, rules[kind])
    truth = sum(int(question.holds(block.values >= needs).sum()) for block in blocks(tables))
    found = [estimate(tables, needs, question, np.random.default_rng(seed)) for seed in range(60)]
    covered = sum(low <= truth <= high for _, low, high in found)
    # of 60 honest 95 % intervals, fewer than 51 cover the truth once in 4,000 times
    assert covered >= 51
    assert abs(np.mean([value for value, _, _ in found]) / truth - 1) < 0.05


def test_one_package_in_ten_to_the_twentieth_is_found() -> None:
    best = [np.array([[9, 9]] + [[0, 1]] * 9) for _ in range(20)]
    value, low, high = estimate(best, [180, 180], Question(2, 2, None), np.random.default_rng(1))
    assert low <= 1 <= high
    assert value == 1
