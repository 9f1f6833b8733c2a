"""Linear optima over packages agree with brute force, with every kind of constraint and rule."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program

from makeable.kernels.program import Level, PackageProgram
from makeable.kernels.program_best import closest, complete, feasible, maximise_sum, potentials
from makeable.kernels.program_run import Effort

seeds = st.integers(0, 10**9)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_weighted_sums_agree_with_brute_force(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    if rng.random() < 0.3:
        levels = (Level(tuple(rng.randint(-1, 2) for _ in program.no_deal), rng.randint(-5, 5)),)
        program = replace(program, levels=levels)
    weights = [rng.randint(-2, 3) for _ in program.no_deal]
    worth = [sum(w * v for w, v in zip(weights, values, strict=True)) for _, values in listed(program)]
    best = maximise_sum(program, weights)
    assert best.proven
    if not worth:
        assert best.package is None
        return
    assert best.package is not None
    assert best.measure == (max(worth),)
    assert best.bound == max(worth)
    assert best.gap == 0
    assert (best.package.choices, best.package.values) in listed(program)


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_potentials_are_each_partys_best(seed: int) -> None:
    program = random_program(Random(seed))
    packages = listed(program)
    for p, best in enumerate(potentials(program)):
        assert best.proven
        assert best.measure == ((max(v[p] for _, v in packages),) if packages else ())


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_smallest_change_agrees_with_brute_force(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    here = [rng.randrange(len(table)) for table in program.scores]
    costs = [rng.randint(0, 3) for _ in here]
    packages = listed(program)
    found = closest(program, here, costs)
    assert found.proven
    if not packages:
        assert found.package is None
        return
    least = min(sum(c for c, a, b in zip(costs, choices, here, strict=True) if a != b) for choices, _ in packages)
    assert found.package is not None
    assert found.measure == (least,)
    assert found.bound == least
    assert (found.package.choices, found.package.values) in packages


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_a_completed_package_is_efficient(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    packages = listed(program)
    if not packages:
        assert feasible(program).package is None
        return
    choices, values = rng.choice(packages)
    better = complete(program, program.package(choices)).package
    assert better is not None
    assert all(a >= b for a, b in zip(better.values, values, strict=True))
    assert not any(
        v != better.values and all(a >= b for a, b in zip(v, better.values, strict=True)) for _, v in packages
    )


def test_nothing_coupled_is_solved_per_issue_at_any_size() -> None:
    rng = np.random.default_rng(1)
    scores = tuple(rng.integers(0, 100, (10, 4)) for _ in range(200))
    best = maximise_sum(PackageProgram(scores, (0,) * 4), (1, 2, 3, 4))
    assert best.proven
    assert best.measure == (sum(int((t @ [1, 2, 3, 4]).max()) for t in scores),)


def test_a_stopped_search_keeps_what_it_has_and_claims_nothing() -> None:
    rng = np.random.default_rng(2)
    scores = tuple(rng.integers(0, 100, (10, 20)) for _ in range(50))
    program = PackageProgram(scores, (2500,) * 20).unanimous()
    best = maximise_sum(program, (1,) * 20, Effort(seconds=60, should_stop=lambda: True))
    assert not best.proven
    assert best.package is None or program.admits(best.package)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="alternatives, parties"):
        PackageProgram((np.zeros((2, 3)),), (0, 0))
    with pytest.raises(OverflowError):
        PackageProgram((np.array([[2**62]]),), (0,))
