"""Coalitions against a package: the holes, the hold-outs and what forestalls them, against every package looked at."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.brute import packages as allowed
from tests.strategies import cases

from makeable.casefile.load import load
from makeable.coalition.adverse import Divides, adverse
from makeable.coalition.nearest import nearest
from makeable.coalition.patterns import listable
from makeable.coalition.tempted import hold_outs
from makeable.finding import Assumed, Blocks
from makeable.model import Case, Package

CASES = Path(__file__).parents[2] / "cases"
SPORTS = CASES / "sports-complex"


def yes_to(case: Case, package: Package) -> set[str]:
    return {p for p in case.party if p not in case.sheets or case.sheets[p].gain(package) >= 0}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_holes_keep_every_yes_and_change_as_little_as_can_be(data: st.DataObject) -> None:
    case = data.draw(cases(parties=(2, 4), continuous=False))
    packages = allowed(case)
    assume(packages)
    package = data.draw(st.sampled_from(packages))
    found = adverse(case, package)
    assert set(found.yes) == yes_to(case, package)
    assert found.passes == case.rule.holds(found.yes)
    for group in (g for g in found.blocking if g.now):
        assert not case.rule.holds(set(case.party) - set(group.members))
        for hole in group.holes:
            wins = [p for p in packages if case.sheets[hole.party].gain(p) >= 0]
            keeping = [p for p in wins if set(found.yes) <= yes_to(case, p)]
            if hole.near is None:
                assert not wins
                continue
            assert bool(hole.loses) == (not keeping)
            fewest = min(len(p.differs_from(package)) for p in (keeping or wins))
            assert len(hole.near.issues) == fewest
            assert hole.near.package in (keeping or wins)
            assert hole.passes == case.rule.holds(yes_to(case, hole.near.package))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_hold_outs_are_all_the_largest_blocking_groups_with_something_better(data: st.DataObject) -> None:
    case = data.draw(cases(parties=(2, 4), continuous=False))
    packages = allowed(case)
    space = listable(case)
    assume(packages and space is not None)
    assert space is not None
    package = data.draw(st.sampled_from(packages))
    waiting, complete = hold_outs(space, package, 100)
    assert complete
    groups = set()
    for other in packages:
        if case.rule.holds(yes_to(case, other)):
            gaining = {p for p, s in case.sheets.items() if s.value(other) > s.value(package) and s.gain(other) >= 0}
            if len(gaining) > 1 and not case.rule.holds(set(case.party) - gaining):
                groups.add(frozenset(gaining))
    largest = {g for g in groups if not any(g < other for other in groups)}
    assert {frozenset(one.members) for one in waiting} == largest
    for one in waiting:
        assert case.rule.holds(yes_to(case, one.package))
        for party, gain in one.gains.items():
            assert gain == case.sheets[party].value(one.package) - case.sheets[party].value(package) > 0
        assert one.pull > 0


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_what_forestalls_them_passes_and_loses_nobody(data: st.DataObject) -> None:
    case = data.draw(cases(parties=(2, 4), continuous=False))
    packages = allowed(case)
    assume(packages)
    package = data.draw(st.sampled_from(packages))
    found = adverse(case, package)
    fine = [p for p in packages if set(found.yes) <= yes_to(case, p) and case.rule.holds(yes_to(case, p))]
    for one in found.preempting:
        after = yes_to(case, one.near.package)
        assert one.unanimous == (after == set(case.party))
        assert one.unanimous or one.near.package in fine
    if fine and not found.passes and case.sheets:
        assert found.preempting
        first = found.preempting[0].near
        assert len(first.issues) == min(len(p.differs_from(package)) for p in fine)


def test_the_sports_complex() -> None:
    case = load(SPORTS)
    assert case.draft is not None
    found = adverse(case, case.draft, side="league")
    assert found.no == ("cities", "union", "tourism", "league")
    now = {group.members: group for group in found.blocking if group.now}
    assert set(now) == {("tourism",), ("cities", "union"), ("cities", "league"), ("union", "league")}
    hole = now["cities", "union"].holes[0]
    assert (hole.party, hole.near and hole.near.issues, hole.price) == ("union", ("A",), Fraction(6, 45))
    assert Divides("union", ("cities", "league")) in found.reasons
    assert Blocks("league", Fraction(55)) in found.reasons
    assert found.preempting[0].near.package == Package({"A": "A2", "B": "B2", "C": "C4", "D": "D1", "E": "E3"})
    assert any(one.unanimous for one in found.preempting)
    assert all(set(appeal.wins) == set(found.no) and not appeal.loses for appeal in found.appeals)
    assert set(found.allies) == {("cities", "league"), ("union", "league"), ("mayor", "league")}
    assert found.allies[-1] == ("mayor", "league"), "the mayor is for the package"


def test_a_package_that_suits_everyone_has_nobody_against_it() -> None:
    case = load(SPORTS)
    alike = case.with_sheets(dict.fromkeys(case.party, case.sheets["mayor"]))
    best = max(allowed(alike), key=case.sheets["mayor"].value)
    found = adverse(alike, best)
    assert (found.passes, found.no, found.blocking, found.preempting) == (True, (), (), ())


def test_unknown_parties_are_taken_to_say_yes_and_that_is_told() -> None:
    case = load(SPORTS)
    hidden = case.with_sheets(dict.fromkeys([p for p in case.party if p != "league"]))
    assert case.draft is not None
    found = adverse(hidden, case.draft)
    assert found.no == ("league",)
    assert Assumed("says yes", party="mayor") in found.reasons
    assert found.drawn_from == {"league"}


def test_beyond_listing_a_program_finds_holes_as_small(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load(SPORTS)
    assert case.draft is not None
    listed = adverse(case, case.draft)
    monkeypatch.setattr("makeable.coalition.adverse.listable", lambda _case: None)
    found = adverse(case, case.draft)
    for one, other in zip(found.blocking, listed.blocking, strict=False):
        sizes = [{h.party: len(h.near.issues) for h in group.holes if h.near} for group in (one, other)]
        assert sizes[0] == sizes[1]
    assert Assumed("holding out not looked at") in found.reasons
    assert len(found.preempting[0].near.issues) == len(listed.preempting[0].near.issues)


def test_nearest_takes_the_least_from_whoever_loses_most() -> None:
    case = load(SPORTS)
    space = listable(case)
    assert space is not None
    assert case.draft is not None
    draft = case.draft
    floors = {"union": case.sheets["union"].no_deal}
    near = nearest(space, draft, floors, most=3)
    one_issue = [p for p in allowed(case) if len(p.differs_from(draft)) == 1 and case.sheets["union"].gain(p) >= 0]
    assert [len(n.issues) for n in near] == [1, 1, 1]

    def loss(package: Package) -> Fraction:
        return max(s.value(draft) - s.value(package) for s in case.sheets.values())

    assert loss(near[0].package) == min(map(loss, one_issue))
    assert near == nearest(space, draft, floors, most=3)
