"""The frontier by merging equals the frontier by looking at every package."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest
from benchmarks.instances import INSTANCES
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import Space, efficient, spaces
from tests.shared_data import shared

from makeable.kernels import pareto
from makeable.kernels.pareto import Budget, Frontier, TooLarge, pareto_frontier


def frontier(space: Space, floor: list[int] | None = None) -> Frontier:
    found = pareto_frontier(space.tables, floor=floor, uses=space.uses, limits=space.limits)
    assert isinstance(found, Frontier)
    return found


def rows(found: Frontier) -> list[tuple[int, ...]]:
    return [tuple(int(entry) for entry in row) for row in found.vectors]


@settings(max_examples=1500, deadline=None)
@given(spaces())
def test_vectors_multiplicities_and_packages_equal_brute_force(space: Space) -> None:
    packages = space.packages()
    best = efficient(set(packages.values()))
    found = frontier(space)
    assert rows(found) == sorted(best)
    attained = Counter(packages.values())
    assert found.multiplicities == [attained[v] for v in sorted(best)]
    listed = list(found.packages())
    assert len(listed) == len(set(listed)) == found.size
    assert set(listed) == {package for package, value in packages.items() if value in best}
    for vector, chosen in zip(rows(found), found.representatives(), strict=True):
        assert packages[tuple(chosen)] == vector


@settings(max_examples=700, deadline=None)
@given(spaces(), st.data())
def test_a_floor_keeps_exactly_the_vectors_at_or_above_it(space: Space, data: st.DataObject) -> None:
    packages = space.packages()
    values = sorted(set(packages.values())) or [(0,) * space.parties]
    floor = [
        data.draw(st.sampled_from([v[p] for v in values])) + data.draw(st.integers(-1, 1)) for p in range(space.parties)
    ]
    wanted = [v for v in sorted(efficient(set(values) if packages else set())) if all(map(int.__ge__, v, floor))]
    assert rows(frontier(space, floor)) == wanted


@settings(max_examples=150, deadline=None)
@given(spaces(issues=3), st.integers(1, 6))
def test_working_blockwise_changes_nothing(space: Space, block: int) -> None:
    whole = frontier(space)
    before = pareto.BLOCK
    try:
        pareto.BLOCK = block
        parts = frontier(space)
    finally:
        pareto.BLOCK = before
    assert rows(parts) == rows(whole)
    assert parts.multiplicities == whole.multiplicities


def test_more_packages_than_int64_can_count() -> None:
    tables = [np.zeros((10, 2), dtype=np.int64) for _ in range(40)]
    found = pareto_frontier(tables)
    assert isinstance(found, Frontier)
    assert found.multiplicities == [10**40]
    assert len(list(found.packages(limit=7))) == 7


def test_scores_too_large_for_int64_are_summed_exactly() -> None:
    huge = 2**62 + 1
    tables = [np.array([[huge, 0], [0, huge], [huge - 1, 1]], dtype=object) for _ in range(5)]
    found = pareto_frontier(tables)
    assert isinstance(found, Frontier)
    assert (5 * huge, 0) in rows(found)
    assert (3 * huge + 2 * (huge - 1), 2) in rows(found)
    assert found.size == 3**5


def test_a_floor_out_of_reach_leaves_an_empty_frontier() -> None:
    found = pareto_frontier([np.array([[1, 2], [2, 1]])], floor=[3, 0])
    assert isinstance(found, Frontier)
    assert found.size == 0
    assert list(found.packages()) == []


def hard() -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    return [rng.integers(0, 1000, (6, 5)) for _ in range(8)]


def test_stops_when_points_run_out() -> None:
    found = pareto_frontier(hard(), budget=Budget(points=500))
    assert isinstance(found, TooLarge)
    assert found.reason == "points"
    assert found.points > 500
    assert 0 < found.merged < found.issues == 8


def test_stops_when_asked_or_out_of_time() -> None:
    calls = iter([False, False, True])
    asked = pareto_frontier(hard(), budget=Budget(should_stop=lambda: next(calls)))
    assert isinstance(asked, TooLarge)
    assert (asked.reason, asked.merged) == ("stopped", 2)
    late = pareto_frontier(hard(), budget=Budget(seconds=0.0))
    assert isinstance(late, TooLarge)
    assert late.reason == "seconds"


def test_stops_within_an_issue_when_blocks_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pareto, "BLOCK", 50)
    asked = 0

    def patience_of_twenty() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    found = pareto_frontier(hard(), budget=Budget(should_stop=patience_of_twenty))
    assert isinstance(found, TooLarge)
    assert (found.reason, asked) == ("stopped", 21)
    assert found.merged < 8


def test_progress_counts_up_to_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    pareto_frontier([np.eye(3, dtype=np.int64)] * 4, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(i, 4) for i in range(5)]


@pytest.mark.parametrize("parties", [1, 2, 3, 5])
def test_parties_who_do_not_care_change_nothing(parties: int) -> None:
    rng = np.random.default_rng(parties)
    tables = [rng.integers(0, 9, (4, parties)) for _ in range(4)]
    idle = [np.concatenate([np.full((4, 1), 3), table, np.zeros((4, 1), dtype=np.int64)], axis=1) for table in tables]
    plain, padded = pareto_frontier(tables), pareto_frontier(idle)
    assert isinstance(plain, Frontier)
    assert isinstance(padded, Frontier)
    assert rows(padded) == [(12, *row, 0) for row in rows(plain)]
    assert plain.multiplicities == padded.multiplicities


@pytest.mark.parametrize(
    "name",
    [
        *("a_2p_5x5", "b2_2p_8x5_opp", "b_2p_8x5", "c2_3p_8x5_opp", "c_3p_8x5"),
        *("d_5p_8x5", "e_2p_10x5", "f_2p_20x10", "i_3p_12x5", "l_6p_6x4"),
    ],
)
def test_published_frontiers(name: str) -> None:
    case = json.loads(shared(f"instances/{name}.json").read_text(encoding="utf-8"))
    published = json.loads(shared(f"instances/{name}.ref.json").read_text(encoding="utf-8"))
    tables = [np.array([case["scores"][p][issue] for p in case["parties"]]).T for issue in case["issues"]]
    found = pareto_frontier(tables)
    assert isinstance(found, Frontier)
    assert found.vectors.tolist() == sorted(published["frontier"])


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *(("f2_2p_20x10_opp", 1552), ("g_3p_20x10", 10044), ("i2_3p_12x5_opp", 1657), ("j_4p_10x5", 3473)),
        *(("k_2p_50x10", 599), ("m_2p_100x10", 1441), ("s_2p_250x10", 4845)),
    ],
)
def test_known_sizes_of_large_frontiers(name: str, size: int) -> None:
    found = pareto_frontier([np.array(table) for table in INSTANCES[name].tables()])
    assert isinstance(found, Frontier)
    assert len(found.vectors) == size
