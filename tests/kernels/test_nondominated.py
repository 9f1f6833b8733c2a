"""The filter keeps what no row dominates, exactly, whatever the size of the integers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import dominates

from makeable.kernels.nondominated import nondominated, nondominated_groups


@settings(max_examples=800, deadline=None)
@given(
    st.integers(1, 6).flatmap(lambda d: st.lists(st.tuples(*[st.integers(0, 5)] * d), min_size=1, max_size=60)),
    st.sampled_from([1, 2**53, 2**59, 2**80]),
)
def test_equals_the_definition(rows: list[tuple[int, ...]], unit: int) -> None:
    # the largest entries differ only where floats can no longer tell them apart
    points = np.array([[unit * 3 + entry for entry in row] for row in rows], dtype=object if unit > 2**59 else np.int64)
    expected = [not any(dominates(other, row) for other in rows) for row in rows]
    assert nondominated(points).tolist() == expected


@settings(max_examples=800, deadline=None)
@given(st.integers(1, 3), st.integers(1, 3), st.data())
def test_rows_of_equal_worth_stay_whatever_their_room(values: int, rooms: int, data: st.DataObject) -> None:
    row = st.tuples(*[st.integers(0, 3)] * (values + rooms))
    rows = data.draw(st.lists(row, min_size=1, max_size=40))
    order, starts = nondominated_groups(np.array(rows), values)
    expected = {
        r
        for r in rows
        if not any(s[:values] != r[:values] and all(x >= y for x, y in zip(s, r, strict=True)) for s in rows)
    }
    assert {rows[i] for i in order} == expected
    assert len(order) == sum(r in expected for r in rows)
    assert len(starts) == len(expected)
    groups = np.split(order, starts[1:])
    assert all(len({rows[i] for i in group}) == 1 and list(group) == sorted(group) for group in groups)


@pytest.mark.parametrize("parties", [2, 3, 4, 6])
def test_many_points(parties: int) -> None:
    rng = np.random.default_rng(parties)
    points = rng.integers(0, 12, (3000, parties))
    better = (points[:, None] >= points[None]).all(axis=2) & (points[:, None] > points[None]).any(axis=2)
    assert nondominated(points).tolist() == (~better.any(axis=0)).tolist()
