"""A justification adds up, names the strongest objection, and rests on one sheet."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import cases, packages_of

from makeable.casefile import load
from makeable.errors import BadInput
from makeable.explain.fairness import contradiction
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.frontier.space import space_of
from makeable.model import Case, Package
from makeable.principles.justification import justification
from makeable.principles.objections import BelowNoDeal, BetterOnTheTable, GaveMost, Nothing, ThinGain

NASH = Package({"A": "A2", "B": "B3", "C": "C3", "D": "D2", "E": "E3"})
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def mayor() -> Case:
    return load("cases/sports-complex")


def test_the_mayors_account_of_the_nash_package() -> None:
    found = justification(mayor(), "mayor", NASH, principle="nash")
    assert (found.value, found.no_deal, found.best, found.gain) == (54, 30, 100, 24)
    assert found.share == Fraction(24, 70)
    assert [(a.issue, a.gave) for a in found.concessions] == [("B", 12), ("C", 12), ("D", 10), ("A", 6), ("E", 6)]
    assert [need.share for need in found.needs] == [Fraction(42, 64), Fraction(8, 26)]
    (draft,) = found.compared
    assert (draft.name, draft.ahead, dict(draft.won)) == ("draft", -22, {"C": 12})
    assert sum(draft.lost.values()) == 34
    assert isinstance(found.objections[0], BetterOnTheTable)
    assert found.objections[0].by == 22


def test_a_package_below_no_deal_is_not_defended_and_its_cures_are_cures() -> None:
    case = mayor()
    bad = Package({"A": "A3", "B": "B3", "C": "C4", "D": "D3", "E": "E1"})
    found = justification(case, "mayor", bad)
    first = found.objections[0]
    assert isinstance(first, BelowNoDeal)
    assert first.short_by == 7
    assert first.remedies
    for remedy in first.remedies:
        assert case.sheets["mayor"].gain(bad.changed({remedy.issue: remedy.settlement})) == remedy.gain >= 0
    assert not any(isinstance(objection, ThinGain) for objection in found.objections)


def test_a_principle_that_lets_nobody_lose_is_not_claimed_for_a_loss() -> None:
    words = Words("en")
    case = load("cases/one-front-door")
    for party in case.sheets:
        found = justification(case, party, case.status_quo or Package({}), principle="nash")
        assert bool(contradiction(found, Names(case, words), words)) == (found.gain < 0)
    assert any(sheet.gain(case.status_quo or {}) < 0 for sheet in case.sheets.values())


def test_getting_everything_leaves_a_critic_nothing() -> None:
    dream = Package({"A": "A1", "B": "B1", "C": "C1", "D": "D1", "E": "E5"})
    found = justification(mayor(), "mayor", dream)
    assert found.share == 1
    assert found.concessions == ()
    assert found.objections == (Nothing(),)


def test_a_constraint_that_forbids_our_wish_is_named() -> None:
    case = load("cases/bus-corridor")
    found = justification(case, "city", case.draft or Package({}))
    lanes = next(account for account in found.accounts if account.issue == "lanes")
    assert lanes.excluded == ("The fund pays for lanes only.",)


def test_bad_questions_are_answered_plainly() -> None:
    case = mayor()
    with pytest.raises(BadInput, match="sheet"):
        justification(case.with_sheets({"mayor": None}), "mayor", NASH)
    with pytest.raises(BadInput, match="open"):
        justification(case, "mayor", Package({"A": "A1"}))


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(case=cases(parties=(2, 3), quantities=True), data=st.data())
def test_it_adds_up(case: Case, data: st.DataObject) -> None:
    party = data.draw(st.sampled_from(sorted(case.sheets)))
    package = data.draw(packages_of(case.issues))
    found = justification(case, party, package)
    assert sum(a.score for a in found.accounts) + sum(score for _, score in found.together) == found.value
    for account in found.accounts:
        assert account.gave >= 0
        assert account.got >= 0
    for other in found.compared:
        step = sum(other.won.values()) - sum(other.lost.values()) + other.together
        assert step == other.ahead == found.value - other.value
    for need in found.needs:
        assert need.share is None or 0 <= need.share <= 1
    gave = [o for o in found.objections if isinstance(o, GaveMost)]
    assert bool(gave) == any(account.gave > 0 for account in found.accounts)
    space = space_of(case)
    if not space.gridded and case.allows(package):
        assert found.best >= found.value


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(case=cases(parties=(2, 3)), data=st.data())
def test_it_does_not_depend_on_what_others_wrote(case: Case, data: st.DataObject) -> None:
    party = data.draw(st.sampled_from(sorted(case.sheets)))
    package = data.draw(packages_of(case.issues))
    others = {
        other: data.draw(st.sampled_from([None, replace(sheet, no_deal=sheet.no_deal + 5, scores={}, interactions=())]))
        for other, sheet in case.sheets.items()
        if other != party
    }
    one = justification(case, party, package, principle="nash")
    assert one == justification(case.with_sheets(others), party, package, principle="nash")
    assert one.drawn_from == {case.sheets[party].owner(party)}
