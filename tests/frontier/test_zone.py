"""The size of the zone against brute force, and why there is none."""

from __future__ import annotations

from hypothesis import given, settings
from tests import brute
from tests.strategies import cases

from makeable.casefile import load, read_case_text
from makeable.finding import Assumed, NoDeal
from makeable.frontier import zone
from makeable.model import Case


@settings(max_examples=150, deadline=None)
@given(case=cases(continuous=False, unknown_sheets=True))
def test_counts_equal_brute_force(case: Case) -> None:
    everything = brute.packages(case)
    found = zone(case)
    assert found.packages.exact
    assert found.packages.value == len(everything)
    assert found.passing.value == sum(brute.passes(case, package) for package in everything)
    assert found.unanimous.value == sum(brute.unanimous(case, package) for package in everything)
    for party, count in found.accepting.items():
        assert count.value == sum(case.sheets[party].gain(package) >= 0 for package in everything)


def test_the_published_counts_of_the_sports_complex() -> None:
    found = zone(load("cases/sports-complex"))
    counts = found.packages, found.passing, found.unanimous
    assert [(count.value, count.exact) for count in counts] == [(720, True), (55, True), (12, True)]


def made(text: str) -> Case:
    case = read_case_text("makeable: 1\n" + text).case
    assert case is not None
    return case


PRICE = "issues: [{id: price, options: [low, high]}]\n"


def test_no_zone_because_the_constraints_exclude_one_another() -> None:
    case = made(
        PRICE + "parties: [{id: a, sheet: {no_deal: 0, scores: {price: [1, 2]}}}]\n"
        "constraints: [{not: {price: low}}, {not: {price: high}}]"
    )
    found = zone(case)
    assert (found.packages.value, found.passing.value) == (0, 0)
    assert NoDeal("constraints") in found.reasons


def test_no_zone_because_one_party_refuses_everything() -> None:
    case = made(
        PRICE + "parties:\n - {id: a, sheet: {no_deal: 5, scores: {price: [1, 2]}}}\n"
        " - {id: b, sheet: {no_deal: 0, scores: {price: [1, 2]}}}"
    )
    assert NoDeal("party", ("a",)) in zone(case).reasons


def test_no_zone_because_no_package_has_both_yeses() -> None:
    case = made(
        PRICE + "parties:\n - {id: a, sheet: {no_deal: 2, scores: {price: [1, 2]}}}\n"
        " - {id: b, sheet: {no_deal: 2, scores: {price: [2, 1]}}}"
    )
    assert NoDeal("together") in zone(case).reasons


def test_a_no_deal_line_below_the_worst_package_is_left_as_it_is() -> None:
    case = made(PRICE + "parties: [{id: a, sheet: {no_deal: -7, scores: {price: [1, 2]}}}]")
    found = zone(case)
    assert (found.passing.value, found.unanimous.value) == (2, 2)


def test_a_party_nothing_is_known_of_is_taken_to_say_yes_and_that_is_said() -> None:
    case = made(PRICE + "parties: [{id: a, sheet: {no_deal: 2, scores: {price: [1, 2]}}}, b]")
    found = zone(case)
    assert found.passing.value == 1
    assert Assumed("says yes", party="b") in found.reasons
