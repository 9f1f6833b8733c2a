"""The layered search finds exactly the packages that reach their thresholds."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program

from makeable.kernels.program import PackageProgram
from makeable.kernels.program_layers import Caps, reach
from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import space_of

seeds = st.integers(0, 10**9)


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_all_and_only_packages_that_reach_their_thresholds(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    program = program.above([rng.randint(-3, 6) for _ in program.no_deal])
    space = space_of(program)
    if space is None:
        return
    packages = listed(program)
    got = reach(space, Effort(30).started(), Caps(alike=True))
    assert got.complete
    assert sorted(space.chosen(row) for row in got.options) == [choices for choices, _ in packages]
    once = reach(space, Effort(30).started())
    assert once.complete
    found = {tuple(int(v) for v in row[: program.parties]) for row in once.rows}
    assert found == {values for _, values in packages}


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_larger_spaces_agree_with_merging(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tables = tuple(rng.integers(0, 12, (4, 3)) for _ in range(7))
    sums = np.zeros((1, 3), int)
    for table in tables:
        sums = (sums[:, None, :] + table[None, :, :]).reshape(-1, 3)
    floors = np.quantile(sums, 0.8, axis=0).astype(int)
    program = PackageProgram(tables, (0, 0, 0), floors=tuple(int(f) for f in floors))
    space = space_of(program)
    assert space is not None
    got = reach(space, Effort(30).started(), Caps(packages=10**6, alike=True))
    assert got.complete
    assert len(got.rows) == int((sums >= floors).all(axis=1).sum())


def test_time_and_caps_end_a_search_that_says_so() -> None:
    tables = tuple(np.zeros((10, 2), int) for _ in range(30))
    space = space_of(PackageProgram(tables, (0, 0)))
    assert space is not None
    assert not reach(space, Effort(10).started(), Caps(packages=5, alike=True)).complete
    assert not reach(space, Effort(0).started()).complete
    once = reach(space, Effort(10).started())
    assert once.complete
    assert len(once.rows) == 1
