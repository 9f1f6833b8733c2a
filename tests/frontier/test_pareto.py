"""The frontier of a case against brute force, and its edges."""

from __future__ import annotations

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from tests import brute
from tests.strategies import cases

from makeable.casefile import load, read_case_text
from makeable.errors import TooLarge
from makeable.finding import Assumed
from makeable.frontier import frontier
from makeable.frontier.pareto import is_efficient
from makeable.frontier.space import space_of
from makeable.kernels.pareto import Budget
from makeable.model import Case


@settings(max_examples=150, deadline=None)
@given(case=cases(continuous=False))
def test_the_frontier_equals_brute_force(case: Case) -> None:
    everything = brute.packages(case)
    expected = brute.efficient(case, everything)
    found = frontier(case, limit=10_000)
    assert found.size == len(expected)
    assert set(found.packages) == set(expected)
    assert set(found.vectors) == {brute.values(case, package) for package in expected}
    assert len(found.vectors) == len(set(found.vectors))


@settings(max_examples=100, deadline=None)
@given(case=cases(continuous=False))
def test_the_checker_agrees_with_brute_force(case: Case) -> None:
    everything = brute.packages(case)
    expected = set(brute.efficient(case, everything))
    space = space_of(case)
    for package in everything[:20]:
        assert is_efficient(space, package) == (package in expected)


def test_the_limit_bounds_the_packages_and_not_the_size() -> None:
    found = frontier(load("cases/sports-complex"), limit=3)
    assert (found.size, len(found.vectors), len(found.packages)) == (481, 481, 3)


def test_equal_valued_packages_are_all_counted() -> None:
    text = """
makeable: 1
issues: [{id: colour, options: [red, blue, green]}, {id: size, options: [s, l]}]
parties:
  - {id: a, sheet: {no_deal: 0, scores: {colour: {red: 1, blue: 1, green: 1}, size: {s: 0, l: 1}}}}
  - {id: b, sheet: {no_deal: 0, scores: {colour: {red: 2, blue: 2, green: 2}, size: {s: 1, l: 0}}}}
"""
    case = read_case_text(text).case
    assert case is not None
    found = frontier(case)
    assert (found.size, len(found.vectors)) == (6, 2)


def test_a_continuous_quantity_stands_on_a_grid_and_the_finding_says_so() -> None:
    text = """
makeable: 1
issues: [{id: price, range: [0, 10]}]
parties:
  - {id: buyer, sheet: {no_deal: 0, scores: {price: {0: 10, 10: 0}}}}
  - {id: seller, sheet: {no_deal: 0, scores: {price: {0: 0, 10: 10}}}}
"""
    case = read_case_text(text).case
    assert case is not None
    found = frontier(case, intervals=4)
    assert found.size == 5
    assert Assumed("grid", "price") in found.reasons
    assert (Fraction(5), Fraction(5)) in found.vectors


def test_a_frontier_that_does_not_fit_is_covered_within_the_distance_it_states() -> None:
    case = load("cases/sports-complex")
    exact = frontier(case)
    with patch("makeable.frontier.pareto.COVER", 60):
        found = frontier(case, budget=Budget(points=50))
    assert found.size is None
    assert found.proof.kind == "gap"
    assert max(found.epsilon) > 0
    for vector in exact.vectors:
        assert any(
            all(c + e >= v for c, e, v in zip(cover, found.epsilon, vector, strict=True)) for cover in found.vectors
        )


def test_what_was_stopped_says_so() -> None:
    with pytest.raises(TooLarge, match="more than"):
        frontier(load("cases/sports-complex"), budget=Budget(should_stop=lambda: True))
