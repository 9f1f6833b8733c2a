"""Counts in limbs behave like Python integers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from makeable.kernels import limbs

counts = st.lists(st.integers(0, 2**150), min_size=1, max_size=8)


def in_limbs(numbers: list[int], width: int) -> np.ndarray:
    rows = [[number >> (limbs.BITS * limb) & limbs.MASK for limb in range(width)] for number in numbers]
    return np.array(rows, dtype=np.int64)


@given(counts, st.integers(1, 2**20))
def test_totals_and_weighted_totals(numbers: list[int], weight: int) -> None:
    held = in_limbs(numbers, limbs.limbs_for(max(*numbers, 2**62)))
    assert limbs.integers(held).tolist() == numbers
    assert limbs.total(held) == sum(numbers)
    weights = np.arange(len(numbers)) * weight
    assert limbs.weighted_total(held, weights) == sum(n * int(w) for n, w in zip(numbers, weights, strict=True))


@given(counts)
def test_adding_then_carrying(numbers: list[int]) -> None:
    width = limbs.limbs_for(2**160)
    summed = in_limbs(numbers, width).sum(axis=0, keepdims=True)
    assert limbs.integers(limbs.carry(summed)).tolist() == [sum(numbers)]
    assert (summed <= limbs.MASK).all()


def test_one_limb_holds_up_to_62_bits_and_widens_without_loss() -> None:
    assert limbs.limbs_for(2**62 - 1) == 1
    wide = limbs.widened(np.array([[2**62 - 1], [7]]), limbs.limbs_for(2**62))
    assert limbs.integers(wide).tolist() == [2**62 - 1, 7]
