"""Every frontier vector lies within the stated distance of a listed one, however coarse the cover."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import Space, dominates, efficient, spaces

from makeable.kernels import cover
from makeable.kernels.cover import pareto_cover
from makeable.kernels.pareto import Budget, Frontier, TooLarge, pareto_frontier


def covered(space: Space, points: int, thinned: int, floor: list[int] | None = None) -> Frontier:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover, "THINNED", thinned)
        found = pareto_cover(
            space.tables, floor=floor, uses=space.uses, limits=space.limits, budget=Budget(points=points)
        )
    assert isinstance(found, Frontier)
    return found


@settings(max_examples=600, deadline=None)
@given(spaces(issues=5), st.integers(1, 12), st.integers(1, 4), st.data())
def test_the_distance_holds(space: Space, points: int, thinned: int, data: st.DataObject) -> None:
    packages = space.packages()
    values = sorted(set(packages.values()))
    floor = None
    if values and data.draw(st.booleans()):
        floor = [data.draw(st.sampled_from([v[p] for v in values])) for p in range(space.parties)]
    found = covered(space, points, thinned, floor)
    listed = [tuple(int(entry) for entry in row) for row in found.vectors]
    for vector in efficient(set(values)):
        if floor is None or all(map(int.__ge__, vector, floor)):
            assert any(
                all(have + slack >= want for have, slack, want in zip(row, found.epsilon, vector, strict=True))
                for row in listed
            )
    attained = Counter(packages.values())
    assert all(0 < count <= attained[row] for row, count in zip(listed, found.multiplicities, strict=True))
    assert not any(dominates(a, b) for a in listed for b in listed)
    for package in found.packages(limit=50):
        assert packages[package] in listed


def test_a_cover_that_never_thins_is_the_frontier() -> None:
    rng = np.random.default_rng(2)
    tables = [rng.integers(0, 100, (5, 4)) for _ in range(6)]
    exact, found = pareto_frontier(tables), pareto_cover(tables)
    assert isinstance(exact, Frontier)
    assert isinstance(found, Frontier)
    assert found.epsilon == (0, 0, 0, 0)
    assert found.vectors.tolist() == exact.vectors.tolist()
    assert found.multiplicities == exact.multiplicities


def test_more_points_bring_the_cover_closer() -> None:
    rng = np.random.default_rng(3)
    tables = [rng.integers(0, 100, (6, 4)) for _ in range(10)]
    ranges = sum(table.max(axis=0) - table.min(axis=0) for table in tables)
    far, near = (pareto_cover(tables, budget=Budget(points=points)) for points in (100, 500))
    assert isinstance(far, Frontier)
    assert isinstance(near, Frontier)
    assert 0 < max(near.epsilon) < max(far.epsilon)
    assert (np.array(near.epsilon) < 0.2 * ranges).all()


def test_stops_when_asked() -> None:
    tables = [np.eye(3, dtype=np.int64)] * 5
    found = pareto_cover(tables, budget=Budget(should_stop=lambda: True))
    assert isinstance(found, TooLarge)
    assert (found.reason, found.merged) == ("stopped", 0)
