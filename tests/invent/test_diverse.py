"""Regions of the space and diverse packages against brute force, listed and programmed."""

from __future__ import annotations

from contextlib import nullcontext
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.strategies import cases, packages_of

from makeable.casefile import load
from makeable.invent.diverse import diverse
from makeable.model import Case, Package
from makeable.principles import Asked, Division, named
from makeable.principles.region import Region, apart

PROGRAMMED = {
    "listed": nullcontext,
    "programmed": lambda: patch("makeable.principles.choice._small_space", lambda _: None),
}


def distance(case: Case, one: Package, other: Package) -> int:
    return sum(apart(issue, one[key], other[key]) for key, issue in case.issue.items())


def inside(case: Case, package: Package, region: Region) -> bool:
    sheets = case.sheets
    return (
        all(sheets[party].value(package) >= value for party, value in region.at_least.items())
        and all(distance(case, package, Package(other)) >= least for other, least in region.apart)
        and all(len(package.differs_from(other)) <= most for other, most in region.near)
    )


@st.composite
def regions(draw: st.DrawFn, case: Case) -> Region:
    other, near = draw(packages_of(case.issues)), draw(packages_of(case.issues))
    least = {party: sheet.value(draw(packages_of(case.issues))) for party, sheet in case.sheets.items()}
    floors = {party: value for party, value in least.items() if draw(st.integers(0, 3)) == 0}
    size = len(case.issues)
    return Region(
        floors,
        ((other, draw(st.integers(1, size))),) if draw(st.booleans()) else (),
        ((near, draw(st.integers(0, size))),) if draw(st.booleans()) else (),
    )


@pytest.mark.parametrize("way", PROGRAMMED)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), case=cases(continuous=False))
def test_a_principle_keeps_to_its_region(way: str, data: st.DataObject, case: Case) -> None:
    region = data.draw(regions(case))
    with PROGRAMMED[way]():
        found = named("utilitarian").run(case, Asked(over="all", region=region))
    assert isinstance(found, Division)
    allowed = [p for p in brute.packages(case) if inside(case, p, region)]
    assert bool(found.packages) == bool(allowed)
    if allowed:
        most = max(sum(brute.gains(case, p)) for p in allowed)
        assert all(p in allowed and sum(brute.gains(case, p)) == most for p in found.packages)


@pytest.mark.parametrize("way", PROGRAMMED)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(continuous=False, issues=(2, 4)), least=st.integers(1, 3))
def test_each_package_is_best_among_those_apart_from_all_before_it(way: str, case: Case, least: int) -> None:
    with PROGRAMMED[way]():
        found = diverse(case, "utilitarian", 3, least, Asked(over="all"))
    left = brute.packages(case)
    for variant in found.variants:
        most = max(sum(brute.gains(case, p)) for p in left)
        assert variant.package in left
        assert sum(variant.gains.values()) == most
        left = [p for p in left if distance(case, p, variant.package) >= least]
    assert found.exhausted == (len(found.variants) < 3)
    assert not found.exhausted or not left


def test_a_continuous_quantity_counts_from_a_tenth_of_its_range_on() -> None:
    case = load("cases/valley-water")
    found = diverse(case, "utilitarian", 4, 2)
    assert len(found.variants) == 4
    packages = [variant.package for variant in found.variants]
    assert all(distance(case, a, b) >= 2 for n, a in enumerate(packages) for b in packages[:n])
    totals = [sum(variant.gains.values()) for variant in found.variants]
    assert totals == sorted(totals, reverse=True)


def test_near_a_draft_few_issues_change_amounts_included() -> None:
    case = load("cases/valley-water")
    assert case.draft is not None
    asked = Asked(region=Region(near=((case.draft, 2),)))
    found = diverse(case, "utilitarian", 3, 1, asked, case.draft)
    assert found.variants
    for variant in found.variants:
        assert len(variant.package.differs_from(case.draft)) <= 2
        assert set(variant.changes) == set(variant.package.differs_from(case.draft))
