"""Listings hold every package, every tie, and packages far apart; brute force is the judge."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from random import Random

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program

from makeable.kernels.program import Level, PackageProgram
from makeable.kernels.program_best import maximise_sum
from makeable.kernels.program_every import best_in_turn, every, tied_leximin, tied_nash, tied_sum
from makeable.kernels.program_maximin import leximin
from makeable.kernels.program_nash import nash

seeds = st.integers(0, 10**9)


@settings(max_examples=60, deadline=None)
@example(121825)  # HiGHS 1.15.1 with presolve calls what is left of it infeasible
@given(seeds)
def test_every_package_is_listed_once(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    if rng.random() < 0.5:
        program = replace(program, levels=(Level(tuple(rng.randint(0, 2) for _ in program.no_deal), 3),))
    found = every(program)
    assert found.complete
    assert sorted((p.choices, p.values) for p in found.packages) == listed(program)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_ties_are_complete(seed: int) -> None:
    program = random_program(Random(seed))
    packages = listed(program)
    weights = [1] * program.parties
    best = maximise_sum(program, weights).package
    if best is None:
        assert not packages
        return
    most = max(sum(values) for _, values in packages)
    found = tied_sum(program, weights, best)
    assert sorted(p.choices for p in found.packages) == [c for c, v in packages if sum(v) == most]

    level = leximin(program).package
    assert level is not None

    def ranked(values: tuple[int, ...]) -> list[int]:
        return sorted(v - line for v, line in zip(values, program.no_deal, strict=True))

    top = max(ranked(v) for _, v in packages)
    found = tied_leximin(program, level)
    assert found.complete
    assert sorted(p.choices for p in found.packages) == [c for c, v in packages if ranked(v) == top]


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_ties_of_nash_are_complete(seed: int) -> None:
    program = random_program(Random(seed), low=0)
    best = nash(program)
    if best.package is None or best.measure[0] < program.parties:
        return
    found = tied_nash(program, best.package)
    assert found.complete
    same = [
        choices
        for choices, values in listed(program)
        if all(v > line for v, line in zip(values, program.no_deal, strict=True))
        and prod(v - line for v, line in zip(values, program.no_deal, strict=True)) == best.measure[1]
    ]
    assert sorted(p.choices for p in found.packages) == same


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(1, 3))
def test_packages_in_turn_are_best_among_those_far_enough(seed: int, apart: int) -> None:
    program = random_program(Random(seed))
    left = listed(program)
    for best in best_in_turn(program, [1] * program.parties, 4, apart):
        assert best.proven
        assert best.package is not None
        assert best.measure == (max(sum(values) for _, values in left),)
        mine = best.package.choices
        left = [(c, v) for c, v in left if sum(a != b for a, b in zip(c, mine, strict=True)) >= apart]


def test_a_limit_ends_the_list_and_is_said() -> None:
    program = PackageProgram(tuple(np.zeros((10, 2)) for _ in range(40)), (0, 0))
    found = every(program, limit=25)
    assert len(found.packages) == 25
    assert not found.complete
