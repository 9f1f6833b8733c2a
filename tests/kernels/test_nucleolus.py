"""The nucleolus against its definition: lexicographically smallest complaints, found here by exact brute force."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels import nucleolus as module
from makeable.kernels.excess_program import Row
from makeable.kernels.nucleolus import least_core, nucleolus
from makeable.kernels.nucleolus_certificate import verify
from makeable.kernels.voting import subset_sums

tables = st.integers(2, 5).flatmap(
    lambda n: st.lists(
        st.one_of(st.integers(-9, 9), st.sampled_from([0, 1])), min_size=2**n - 1, max_size=2**n - 1
    ).map(lambda v: [0, *v])
)


def complaints(values: list[int], shares: tuple[Fraction, ...], per_capita: bool = False) -> list[Fraction]:
    """All complaints, the loudest first."""
    found = []
    for mask in range(1, len(values) - 1):
        excess = values[mask] - sum((s for i, s in enumerate(shares) if mask >> i & 1), Fraction(0))
        found.append(excess / mask.bit_count() if per_capita else excess)
    return sorted(found, reverse=True)


def neighbours(shares: tuple[Fraction, ...], step: Fraction) -> list[tuple[Fraction, ...]]:
    """Allocations that hand a step from one player to another, or around."""
    n, found = len(shares), []
    for i in range(n):
        for j in range(n):
            if i != j:
                moved = list(shares)
                moved[i] += step
                moved[j] -= step
                found.append(tuple(moved))
                for k in range(n):
                    if k not in (i, j):
                        more = list(moved)
                        more[k] += step
                        more[j] -= step
                        found.append(tuple(more))
    return found


@settings(max_examples=80)
@given(tables, st.booleans())
def test_no_nearby_allocation_complains_less(values: list[int], per_capita: bool) -> None:
    # the lexicographic order of complaints is convex: a better allocation would show in every direction towards it
    n = len(values).bit_length() - 1
    found = nucleolus(values, n, imputations=False, per_capita=per_capita)
    assert found.certified
    assert sum(found.shares) == values[-1]
    here = complaints(values, found.shares, per_capita)
    rng = np.random.default_rng(0)
    for step in (Fraction(1), Fraction(1, 3), Fraction(1, 64)):
        for other in neighbours(found.shares, step):
            assert complaints(values, other, per_capita) > here
    for _ in range(30):
        shift = [Fraction(int(x)) for x in rng.integers(-9, 10, n)]
        shift[0] -= sum(shift)
        if any(shift):
            far = tuple(s + d / 7 for s, d in zip(found.shares, shift, strict=True))
            assert complaints(values, far, per_capita) > here


@settings(max_examples=80)
@given(tables)
def test_nobody_gets_less_than_alone(values: list[int]) -> None:
    n = len(values).bit_length() - 1
    alone = [values[1 << i] for i in range(n)]
    if sum(alone) > values[-1]:
        with pytest.raises(ValueError, match="alone"):
            nucleolus(values, n)
        return
    found = nucleolus(values, n)
    assert found.certified
    assert all(s >= a for s, a in zip(found.shares, alone, strict=True))
    here = complaints(values, found.shares)
    for step in (Fraction(1), Fraction(1, 16)):
        for other in neighbours(found.shares, step):
            if all(s >= a for s, a in zip(other, alone, strict=True)):
                assert complaints(values, other) > here


@settings(max_examples=80)
@given(tables)
def test_the_least_core_is_proven_from_both_sides(values: list[int]) -> None:
    n = len(values).bit_length() - 1
    found = least_core(values, n)
    assert found.certified
    assert complaints(values, found.allocation)[0] == found.excess
    cover = [sum(w for mask, w in found.balancing if mask >> i & 1) for i in range(n)]
    assert len(set(cover)) == 1
    asked = sum(w * values[mask] for mask, w in found.balancing)
    # every allocation gives the balancing coalitions cover * v(N), so on average they complain by the rest
    assert Fraction(asked - cover[0] * values[-1], sum(w for _, w in found.balancing)) == found.excess
    assert complaints(values, nucleolus(values, n, imputations=False).shares)[0] == found.excess


def test_a_wrong_stage_proves_nothing() -> None:
    values = [0, 0, 0, 100, 0, 200, 200, 300]
    right = nucleolus(values, 3)
    stages = [level.rows for level in right.levels]
    assert verify(values, 3, stages, floors=True, per_capita=False) is not None
    assert verify(values, 3, stages[:-1], floors=True, per_capita=False) is None
    swapped = [[Row(1), Row(6)], [Row(2), Row(5)]]
    assert verify(values, 3, swapped, floors=True, per_capita=False) is None


def test_what_is_not_proven_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "verify", lambda *_: None)
    found = nucleolus([0, 0, 0, 10], 2)
    assert not found.certified
    assert found.levels == ()
    assert [float(s) for s in found.shares] == pytest.approx([5, 5])


def game(kind: str, n: int, seed: int) -> list[int]:
    """Games of the kinds that are hard for solvers: degenerate, convex, simple, random."""
    rng = np.random.default_rng(seed)
    sizes = subset_sums(np.ones(n, dtype=np.int64))
    weights = rng.integers(1, 30, n)
    if kind == "random":
        values = rng.integers(1, 100, 1 << n)
    elif kind == "zero-one":
        values = rng.integers(0, 2, 1 << n)
    elif kind == "convex":
        values = subset_sums(weights) ** 2
    elif kind == "symmetric":
        values = sizes**2
    elif kind == "voting":
        values = (subset_sums(weights) > weights.sum() // 2).astype(np.int64)
    else:
        values = np.maximum(0, subset_sums(weights) - weights.sum() * 2 // 5)
    values = values.copy()
    values[0] = 0
    return [int(v) for v in values]


@pytest.mark.parametrize("kind", ["random", "zero-one", "convex", "symmetric", "voting", "bankruptcy"])
@pytest.mark.parametrize("n", [6, 9, 12])
def test_larger_games_are_certified(kind: str, n: int) -> None:
    for seed in range(3):
        found = nucleolus(game(kind, n, seed), n, imputations=False)
        assert found.certified
        if kind == "symmetric":
            assert set(found.shares) == {Fraction(n)}


@pytest.mark.parametrize("factor", [1, 10**15, 10**40])
def test_the_unit_does_not_matter(factor: int) -> None:
    values = game("random", 6, 5)
    once = nucleolus(values, 6, imputations=False)
    scaled = nucleolus([v * factor for v in values], 6, imputations=False)
    assert scaled.certified
    assert [s / factor for s in scaled.shares] == list(once.shares)


def test_one_player_gets_everything() -> None:
    assert nucleolus([0, 7], 1).shares == (7,)
    assert least_core([0, 7], 1).excess == 0
