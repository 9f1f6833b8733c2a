"""A judged package against brute force, and the wrong answers that others give."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from tests import brute
from tests.strategies import cases

from makeable.casefile import load, read_case_text
from makeable.errors import BadInput
from makeable.invent.change import smallest_changes
from makeable.invent.judge import judge
from makeable.model import Case, Package

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(case=cases(continuous=False))
def test_what_is_said_of_a_package_is_true(case: Case) -> None:
    everything = brute.packages(case)
    vectors = [brute.values(case, package) for package in everything]
    for package in everything[:4]:
        found = judge(case, package)
        own = brute.values(case, package)
        assert tuple(found.values.values()) == own
        assert found.passes == brute.passes(case, package)
        assert found.unanimous == brute.unanimous(case, package)
        assert found.pareto == (not any(brute.beats(other, own) for other in vectors))
        for better, for_all in zip(found.improvements, found.for_all, strict=True):
            assert case.allows(better)
            assert brute.beats(brute.values(case, better), own)
            assert for_all == all(b > o for b, o in zip(brute.values(case, better), own, strict=True))


def fewest(case: Case, package: Package, party: str) -> int | None:
    """How many issues must change at the least, looking at every package."""
    willing = [p for p in brute.packages(case) if case.sheets[party].gain(p) >= 0]
    return min((len(p.differs_from(package)) for p in willing), default=None)


@pytest.mark.parametrize("listed", [True, False])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(continuous=False))
def test_no_smaller_change_turns_the_no_into_a_yes(listed: bool, case: Case) -> None:
    with patch("makeable.invent.change.LISTED", 1_000_000 if listed else -1):
        for package in brute.packages(case)[:2]:
            noes = [party for party, sheet in case.sheets.items() if sheet.gain(package) < 0]
            for party, change in smallest_changes(case, package, noes).items():
                expected = fewest(case, package, party)
                assert (change is None) == (expected is None)
                if change is not None:
                    assert case.allows(change.package)
                    assert len(change.issues) == expected
                    assert change.gain == case.sheets[party].gain(change.package) >= 0


def test_a_package_that_leaves_an_issue_open_is_bad_input() -> None:
    case = load("cases/sports-complex")
    with pytest.raises(BadInput) as bad:
        judge(case, Package({"A": "A1", "B": "B9"}))
    assert len(bad.value.problems) == 4


def test_two_parties_below_no_deal_do_not_make_a_deal() -> None:
    text = """
makeable: 1
issues: [{id: x, options: [bad, good]}]
parties:
  - {id: a, sheet: {no_deal: 10, scores: {x: {bad: 1, good: 11}}}}
  - {id: b, sheet: {no_deal: 10, scores: {x: {bad: 1, good: 11}}}}
"""
    case = read_case_text(text).case
    assert case is not None
    found = judge(case, Package({"x": "bad"}))
    assert not found.passes
    assert found.improvements == (Package({"x": "good"}),)


def test_the_opening_proposal_of_the_sports_complex() -> None:
    case = load("cases/sports-complex")
    assert case.draft is not None
    found = judge(case, case.draft)
    assert (found.passes, found.pareto) == (False, True)
    assert {party for party, gain in found.gains.items() if gain < 0} == {"cities", "union", "tourism", "league"}
