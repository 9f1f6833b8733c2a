"""Linear programs in fractions: the same optima as the floating solver, and exact where that is not."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.program_exact import exact_optimum
from makeable.kernels.program_run import Effort, Row, Task, run


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_optima_agree_with_the_floating_solver(seed: int) -> None:
    rng = Random(seed)
    count = rng.randint(1, 5)
    lower = [rng.randint(-3, 0) for _ in range(count)]
    upper = [low + rng.randint(0, 5) for low in lower]
    rows = []
    for _ in range(rng.randint(0, 5)):
        sides = sorted(rng.randint(-6, 8) for _ in range(2))
        kind = rng.randrange(4)
        low = None if kind == 0 else sides[0]
        high = None if kind == 1 else sides[0] if kind == 2 else sides[1]
        rows.append(Row(list(range(count)), [rng.randint(-3, 3) for _ in range(count)], low, high))
    objective = {c: rng.randint(-4, 4) for c in range(count)}
    found = exact_optimum(lower, upper, rows, objective, {})
    floating = run(Task(lower, upper, [False] * count, rows, objective), Effort(10).started())
    if found is None:
        assert not floating.solutions
        return
    assert all(low <= x <= high for low, x, high in zip(lower, found, upper, strict=True))
    for row in rows:
        left = sum((a * found[c] for c, a in zip(row.columns, row.coefficients, strict=True)), Fraction(0))
        assert row.lower is None or left >= row.lower
        assert row.upper is None or left <= row.upper
    value = sum(objective[c] * x for c, x in enumerate(found))
    assert float(value) == pytest.approx(floating.bound, abs=1e-5)


def test_thirds_are_thirds() -> None:
    row = Row([0, 1], [3, -1], 0, 0)
    assert exact_optimum([0, 0], [5, 1], [row], {0: 1}, {}) == [Fraction(1, 3), 1]


def test_fixed_columns_stay_fixed_and_may_leave_nothing() -> None:
    row = Row([0, 1], [1, 1], None, 4)
    assert exact_optimum([0, 0], [9, 9], [row], {0: 1}, {1: 3}) == [1, 3]
    assert exact_optimum([0, 0], [9, 9], [row], {0: 1}, {1: 5}) is None
