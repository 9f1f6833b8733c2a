"""The mixed-integer way against the listed way, on random cases with everything in them."""

from __future__ import annotations

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from tests import brute
from tests.strategies import cases

from makeable.casefile import read_case_text
from makeable.model import Case
from makeable.principles import Asked, Division, registered
from makeable.principles.choice import _small_space


def programmed(name: str, case: Case, over: str) -> Division:
    """The answer when listing is not allowed."""
    with patch("makeable.principles.choice._small_space", lambda _: None):
        answer = registered()[name].run(case, Asked(over=over))  # type: ignore[arg-type]
    assert isinstance(answer, Division)
    return answer


EXACT = [name for name in registered() if name != "equal-gain"]


@pytest.mark.parametrize("over", ["unanimous", "passing", "all"])
@pytest.mark.parametrize("name", EXACT)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(continuous=False))
def test_programs_agree_with_brute_force(name: str, over: str, case: Case) -> None:
    found = programmed(name, case, over)
    expected = brute.best(case, name, over)
    assert bool(found.packages) == bool(expected)
    assert set(found.packages) <= expected
    assert found.proof.kind == "proven"


@pytest.mark.parametrize("over", ["unanimous", "all"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(continuous=False))
def test_equal_gain_is_efficient_and_within_its_stated_gap(over: str, case: Case) -> None:
    found = programmed("equal-gain", case, over)
    expected = brute.best(case, "equal-gain", over)
    assert bool(found.packages) == bool(expected)
    for package in found.packages:
        assert package in brute.efficient(case, brute.scope(case, over))
        if found.proof.kind == "proven":
            spread = [max(brute.gains(case, p)) - min(brute.gains(case, p)) for p in (package, next(iter(expected)))]
            assert spread[0] == spread[1]


@pytest.mark.parametrize("name", ["utilitarian", "egalitarian", "nash", "kalai-smorodinsky"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(any_rule=False, quantities=True, issues=(1, 3)))
def test_continuous_amounts_do_at_least_as_well_as_any_grid(name: str, case: Case) -> None:
    found = registered()[name].run(case, Asked())
    assert isinstance(found, Division)
    with patch(
        "makeable.principles.choice._small_space",
        lambda c: __import__("makeable.frontier.space").frontier.space.space_of(c, 6),
    ):
        grid = registered()[name].run(case, Asked())
    assert isinstance(grid, Division)
    if grid.packages:
        assert found.packages
        package = found.packages[0]
        assert case.allows(package)
        if name == "utilitarian":
            assert sum(found.gains.values()) >= sum(grid.gains.values())
        if name == "egalitarian":
            assert min(found.gains.values()) >= min(grid.gains.values()) - Fraction(1, 10**6)


def test_two_who_split_a_continuous_pie_evenly() -> None:
    text = """
makeable: 1
issues: [{id: share, range: [0, 10]}]
parties:
  - {id: a, sheet: {no_deal: 2, scores: {share: {0: 0, 10: 10}}}}
  - {id: b, sheet: {no_deal: 0, scores: {share: {0: 10, 10: 0}}}}
"""
    case = read_case_text(text).case
    assert case is not None
    assert _small_space(case) is None
    for name in ("nash", "egalitarian", "kalai-smorodinsky", "equal-gain"):
        found = registered()[name].run(case, Asked())
        assert isinstance(found, Division)
        assert abs(found.packages[0]["share"] - 6) < Fraction(1, 1000), name  # type: ignore[operator]
