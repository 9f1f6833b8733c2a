"""A single package: its exact values, and whether it is admitted."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program

from makeable.kernels.program import Interaction, PackageProgram, Quantity


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_admitted_packages_are_those_of_the_definition(seed: int) -> None:
    program = random_program(Random(seed))
    found = []
    for choices in product(*(range(len(table)) for table in program.scores)):
        package = program.package(choices)
        assert all(a <= v <= b for a, v, b in zip(program.lowest, package.values, program.highest, strict=True))
        if program.admits(package):
            found.append((package.choices, package.values))
    assert found == listed(program)


def test_amounts_between_points_are_worth_what_lies_between() -> None:
    quantity = Quantity((0, 2, 3), ((0, 6), (4, 0), (5, 0)))
    program = PackageProgram((np.array([[1, 1]]),), (0, 0), quantities=(quantity,))
    assert program.package((0,), (Fraction(1, 2),)).values == (2, Fraction(11, 2))
    assert program.package((0,), (2,)).values == (5, 1)
    assert program.package((0,), (3,)).values == (6, 1)


def test_values_are_whole_numbers_beyond_what_floats_hold() -> None:
    big = 2**53 + 1
    program = PackageProgram((np.array([[big], [1]]), np.array([[big]])), (0,), (7,))
    assert program.package((0, 0)).values == (2 * big + 7,)


def test_floors_are_raised_never_lowered() -> None:
    program = PackageProgram((np.array([[1, 2]]),), (0, 0), floors=(3, None)).above([1, 5])
    assert program.floors == (3, 5)


def test_what_does_not_exist_is_refused() -> None:
    program = PackageProgram((np.array([[1, 2]]),), (0, 0))
    with pytest.raises(ValueError, match="no such alternative"):
        program.package((1,))
    with pytest.raises(ValueError, match="one entry for each"):
        PackageProgram((np.array([[1, 2]]),), (0, 0), interactions=(Interaction(((0, 0),), (1,)),))
