"""Scaling makes integers small and loses nothing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import Space, spaces

from makeable.kernels.scale import SAFE, scale, side_by_side


@settings(max_examples=300, deadline=None)
@given(spaces(issues=3, resources=0), st.integers(-50, 50))
def test_sums_are_restored_and_bounds_keep_their_meaning(space: Space, shift: int) -> None:
    scaled = scale(space.tables)
    packages = list(product(*(range(len(table)) for table in space.tables)))
    sums = np.array([sum(t[a] for t, a in zip(scaled.tables, package, strict=True)) for package in packages])
    values = list(space.packages().values())
    assert [tuple(map(int, row)) for row in scaled.restore(sums.reshape(len(packages), -1))] == values
    bounds = [value + shift for value in values[len(values) // 2]]
    reached = [[int(s) >= n for s, n in zip(row, scaled.at_least(bounds), strict=True)] for row in sums]
    assert reached == [[v >= b for v, b in zip(value, bounds, strict=True)] for value in values]
    assert all(int(table.min()) >= 0 for table in scaled.tables)


def test_common_factors_bring_large_scores_back_to_machine_integers() -> None:
    tables = [np.array([[0], [3 * 10**30]], dtype=object), np.array([[10**30], [5 * 10**30]], dtype=object)]
    scaled = scale(tables)
    assert [table.dtype for table in scaled.tables] == [np.int64, np.int64]
    assert scaled.tops == [7]
    assert scaled.restore(np.array([[7]]))[0, 0] == 8 * 10**30


def test_what_could_overflow_is_kept_in_python_integers() -> None:
    scaled = scale([np.array([[0], [SAFE - 1]]), np.array([[0], [SAFE - 2]])])
    assert scaled.tables[0].dtype == object
    assert scaled.tops == [2 * SAFE - 3]


@pytest.mark.parametrize("kind", [np.int64, object])
def test_uses_become_room(kind: type) -> None:
    joined = side_by_side([np.array([[1, 2]], dtype=kind)], [np.array([[5]], dtype=kind)])
    assert joined[0].tolist() == [[1, 2, -5]]
