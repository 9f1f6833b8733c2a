"""Products of gains, held to brute force; losses never multiply to a gain."""

from __future__ import annotations

from math import prod
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program

from makeable.kernels.program import PackageProgram
from makeable.kernels.program_nash import nash, whole_powers

seeds = st.integers(0, 10**9)


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_products_agree_with_brute_force(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng, coupled=rng.random() < 0.6)
    weights = [rng.randint(1, 3) for _ in program.no_deal]
    counted = sorted(rng.sample(range(program.parties), rng.randint(1, program.parties)))
    powers = dict(zip(counted, whole_powers([weights[p] for p in counted]), strict=True))
    best: tuple[int, int] | None = None
    for _, values in listed(program):
        gains = {p: values[p] - program.no_deal[p] for p in counted}
        if min(gains.values()) >= 0:
            found = (sum(g > 0 for g in gains.values()), prod(g ** powers[p] for p, g in gains.items() if g > 0))
            best = found if best is None else max(best, found)
    answer = nash(program, weights, counted)
    assert answer.proven
    assert answer.measure == (best or ())
    assert answer.package is None or program.admits(answer.package)


def test_two_losses_are_no_product() -> None:
    # Both lose 10 with the first (product 100), both gain 1 with the second.
    program = PackageProgram((np.array([[0, 0], [11, 11]]),), (10, 10))
    best = nash(program)
    assert best.package is not None
    assert best.package.choices == (1,)
    assert best.measure == (2, 1)
    assert nash(PackageProgram((np.array([[0, 0]]),), (10, 10))).package is None


def test_an_indifferent_party_is_left_out_of_the_product() -> None:
    program = PackageProgram((np.array([[2, 8, 5], [6, 5, 5], [9, 1, 5]]),), (0, 0, 5)).unanimous()
    best = nash(program)
    assert best.proven
    assert best.measure == (2, 30)


def test_more_gainers_come_before_a_larger_product() -> None:
    program = PackageProgram((np.array([[100, 100, 0], [1, 1, 1]]),), (0, 0, 0)).unanimous()
    assert nash(program).measure == (3, 1)


def test_weights_are_scaled_to_coprime_powers() -> None:
    assert whole_powers([2, 4, 6]) == (1, 2, 3)
    with pytest.raises(ValueError, match="positive"):
        whole_powers([1, 0])


def test_far_beyond_listing() -> None:
    rng = np.random.default_rng(4)
    scores = tuple(rng.integers(0, 101, (10, 6)) for _ in range(30))
    best = nash(PackageProgram(scores, (0,) * 6))
    assert best.proven
    assert best.gap <= 1e-7
    assert best.package is not None
    assert best.measure[1] == prod(best.package.values)
