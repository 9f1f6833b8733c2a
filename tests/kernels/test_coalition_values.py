from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from makeable.kernels.coalition_values import (
    as_array,
    banzhaf_value,
    dual,
    is_convex,
    is_superadditive,
    separable_costs,
    shapley_value,
    tau_value,
    worst_complaint,
)

tables = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.integers(-20, 20), min_size=2**n - 1, max_size=2**n - 1).map(lambda v: [0, *v])
)


def size(values: list[int]) -> int:
    return len(values).bit_length() - 1


@given(tables)
def test_shapley_is_the_average_over_orders(values: list[int]) -> None:
    n = size(values)
    gained, orders = [0] * n, list(permutations(range(n)))
    for order in orders:
        mask = 0
        for i in order:
            gained[i] += values[mask | 1 << i] - values[mask]
            mask |= 1 << i
    assert shapley_value(as_array(values)) == tuple(Fraction(g, len(orders)) for g in gained)


@given(tables)
def test_banzhaf_is_the_average_over_coalitions(values: list[int]) -> None:
    n = size(values)
    gained = [sum(values[m | 1 << i] - values[m] for m in range(2**n) if not m >> i & 1) for i in range(n)]
    assert banzhaf_value(as_array(values)) == tuple(Fraction(g, 2 ** (n - 1)) for g in gained)


@given(tables)
def test_convex_and_superadditive_by_definition(values: list[int]) -> None:
    every = range(len(values))
    convex = all(values[a | b] + values[a & b] >= values[a] + values[b] for a in every for b in every)
    assert is_convex(as_array(values)) == convex
    split = all(values[a | b] >= values[a] + values[b] for a in every for b in every if not a & b)
    assert is_superadditive(as_array(values)) == split


@given(tables)
def test_tau_lies_between_what_is_secure_and_what_is_hoped(values: list[int]) -> None:
    n, full = size(values), len(values) - 1
    hope = [values[full] - values[full ^ 1 << i] for i in range(n)]

    def rest(i: int, mask: int) -> int:
        return values[mask] - sum(hope[j] for j in range(n) if j != i and mask >> j & 1)

    secure = [max(rest(i, m) for m in range(full + 1) if m >> i & 1) for i in range(n)]
    balanced = all(s <= h for s, h in zip(secure, hope, strict=True)) and sum(secure) <= values[full] <= sum(hope)
    tau = tau_value(as_array(values))
    assert (tau is not None) == balanced
    if tau is not None:
        assert sum(tau) == values[full]
        steps = {(t - s) / (h - s) for t, s, h in zip(tau, secure, hope, strict=True) if h != s}
        assert len(steps) <= 1
        assert all(t == s for t, s, h in zip(tau, secure, hope, strict=True) if h == s)


@given(tables, st.data())
def test_the_worst_complaint(values: list[int], data: st.DataObject) -> None:
    n = size(values)
    shares = data.draw(st.lists(st.fractions(-9, 9, max_denominator=7), min_size=n, max_size=n))
    excess = {
        mask: values[mask] - sum((s for i, s in enumerate(shares) if mask >> i & 1), Fraction(0))
        for mask in range(1, len(values) - 1)
    }
    worst, masks = worst_complaint(as_array(values), shares)
    assert worst == max(excess.values(), default=Fraction(0))
    assert list(masks) == [mask for mask, e in excess.items() if e == worst]


@given(tables)
def test_the_dual_of_the_dual_is_the_game(values: list[int]) -> None:
    assert dual(dual(as_array(values))).tolist() == values


def test_numbers_beyond_64_bits_stay_exact() -> None:
    huge = 10**30
    values = as_array([0, huge, huge + 1, 3 * huge])
    assert values.dtype == object
    assert shapley_value(values) == (Fraction(3 * huge - 1, 2), Fraction(3 * huge + 1, 2))
    assert worst_complaint(values, shapley_value(values))[0] == Fraction(-huge + 1, 2)
    assert np.array_equal(dual(values), [0, 2 * huge - 1, 2 * huge, 3 * huge])


def test_separable_shares_are_undefined_where_nothing_is_avoided() -> None:
    assert separable_costs(as_array([0, 1, 1, 3])) == (Fraction(3, 2), Fraction(3, 2))
    assert separable_costs(as_array([0, 1, 1, 2])) == (1, 1)
    assert separable_costs(as_array([0, 2, 0, 2])) == pytest.approx((2, 0))
