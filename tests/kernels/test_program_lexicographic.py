"""Aims in order, held to brute force."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program

from makeable.kernels.program import PackageProgram
from makeable.kernels.program_lexicographic import Aim, Even, Least, Total, lexicographic, smallest_spread


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_aims_in_order_agree_with_brute_force(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    units = tuple(Fraction(rng.randint(1, 4)) for _ in program.no_deal)
    weights = tuple(rng.randint(0, 3) for _ in program.no_deal)
    aims: list[Aim] = [Total(weights), Least(units), Even(units)]
    rng.shuffle(aims)

    def worth(values: tuple[int, ...]) -> tuple[Fraction, ...]:
        shares = [Fraction(v - line) / u for v, line, u in zip(values, program.no_deal, units, strict=True)]
        by = {
            Total: Fraction(sum(w * v for w, v in zip(weights, values, strict=True))),
            Least: min(shares),
            Even: min(shares) - max(shares),
        }
        return tuple(by[type(aim)] for aim in aims)

    packages = listed(program)
    found = lexicographic(program, aims)
    assert found.proven
    if not packages:
        assert found.package is None
        return
    assert found.stages == 3
    assert found.measure == max(worth(values) for _, values in packages)


def test_equal_gains_then_as_much_as_possible() -> None:
    program = PackageProgram((np.array([[2, 2], [5, 5], [9, 6], [0, 3]]),), (0, 0))
    assert smallest_spread(program).measure == (0,)
    best = lexicographic(program, [Even(), Total((1, 1))])
    assert best.package is not None
    assert best.package.choices == (1,)
