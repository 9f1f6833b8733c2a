"""The worth of groups as whole numbers, as the kernels take it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from makeable.errors import BadInput, Problem

__all__ = ["whole_table"]

MOST = 20
"""Parties of a table: beyond, its 2^n figures are no longer something people could have written."""


def whole_table(worth: Sequence[Fraction | int], sign: int = 1) -> tuple[list[int], int]:
    """Integers by bit mask, and what they were multiplied by. Raises BadInput unless there are 2^n, the first 0."""
    count = len(worth).bit_length() - 1
    if not 1 <= count <= MOST or len(worth) != 1 << count or worth[0] != 0:
        fix = f"Give one figure for every group of 1 to {MOST} parties, and 0 for nobody."
        raise BadInput([Problem("coalitions", f"{len(worth)} figures are not those of all groups.", fix)])
    exact = [Fraction(value) for value in worth]
    scale = lcm(*(value.denominator for value in exact))
    return [int(sign * value * scale) for value in exact], scale
