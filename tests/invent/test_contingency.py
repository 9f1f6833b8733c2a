"""Contingent packages: expected scores, the best by a principle against brute force, regret and temptation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.brute import packages
from tests.strategies import cases

from makeable.casefile import load
from makeable.errors import BadInput
from makeable.invent.contingency import contingent, judge_contingent
from makeable.invent.expand import chances_of, expansion
from makeable.model import AtLeast, Case, Either, OneOf, Package, Scores, Stated, Within
from makeable.model.contingent import ContingentPackage
from makeable.model.prospects import Given, Prospects
from makeable.model.uncertainty import Uncertainty
from makeable.principles import named

RAIN = Uncertainty("rain", "Rain")


def with_beliefs(case: Case, data: st.DataObject) -> Case:
    """The case with an event, beliefs about it (not of everyone), and now and then other scores when it happens."""
    sheets = {}
    for party, sheet in case.sheets.items():
        chance = Fraction(data.draw(st.integers(0, 4)), 4)
        beliefs = {"rain": {"yes": chance, "no": 1 - chance}} if data.draw(st.integers(0, 3)) else {}
        turned = {
            issue: Scores({option: -value for option, value in scored.by_option.items()})
            for issue, scored in sheet.scores.items()
            if isinstance(scored, Scores)
        }
        changed = {"rain": {"yes": Given(turned, sheet.no_deal - 1)}} if data.draw(st.booleans()) else {}
        sheets[party] = replace(sheet, prospects=Prospects(beliefs, given=changed))
    return replace(case, events=(RAIN,)).with_sheets(sheets)


small = cases(parties=(1, 3), issues=(1, 3), continuous=False)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=small, data=st.data())
def test_a_package_of_the_expanded_case_is_worth_what_the_judge_says(case: Case, data: st.DataObject) -> None:
    case = with_beliefs(case, data)
    open_ = data.draw(st.sets(st.sampled_from(list(case.issue))))
    made = expansion(case, RAIN, open_)
    for package in packages(made.case)[:20]:
        found = judge_contingent(case, made.contingent(package))
        assert found.allowed
        assert set(found.package.dependent) <= open_
        for party, sheet in made.case.sheets.items():
            assert sheet.value(package) == found.values[party]
            assert sheet.gain(package) == found.gains[party]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(parties=(2, 3), issues=(1, 2), continuous=False), data=st.data())
def test_the_best_contingent_package_is_that_of_brute_force(case: Case, data: st.DataObject) -> None:
    case = with_beliefs(replace(case, rule=AtLeast(len(case.parties), tuple(case.party))), data)
    every = packages(case)
    gains = []
    for yes, no in product(every, repeat=2):
        found = judge_contingent(case, ContingentPackage("rain", {"yes": yes, "no": no}))
        if found.unanimous:
            gains.append(tuple(found.gains.values()))
    offer = contingent(case, named("utilitarian").run).offers[0]  # type: ignore[arg-type]
    if not gains:
        assert offer.best is None
        return
    assert offer.best is not None
    assert sum(offer.best.gains.values()) == max(map(sum, gains))
    if offer.plain is not None:
        line = tuple(offer.plain.gains.values())
        above = [row for row in gains if all(a >= b for a, b in zip(row, line, strict=True)) and row != line]
        assert (offer.better is not None) == bool(above)
        if offer.better is not None:
            assert sum(offer.better.gains.values()) == max(map(sum, above))
            assert offer.for_all == all(a > b for a, b in zip(offer.better.gains.values(), line, strict=True))
    potential = [max(column) for column in zip(*gains, strict=True)]
    best = contingent(case, named("nash").run).offers[0].best  # type: ignore[arg-type]
    assert best is not None
    able = [n for n, most in enumerate(potential) if most > 0]
    product_of = [prod(row[n] for n in able) for row in gains]
    if max(product_of) > 0:
        row = tuple(best.gains.values())
        assert prod(row[n] for n in able) == max(product_of)


def test_who_states_no_belief_expects_what_the_others_do() -> None:
    case = load("cases/winter-ferry")
    held = case.sheets["company"].prospects
    assert held is not None
    beliefs = {event: by for event, by in held.beliefs.items() if event != "bridge"}
    silent = case.with_sheets({"company": replace(case.sheets["company"], prospects=replace(held, beliefs=beliefs))})
    chances = chances_of(silent, silent.event["bridge"])
    assert chances["company"]["yes"] == Fraction(20, 100)
    found = contingent(silent, named("nash").run, ["bridge"])  # type: ignore[arg-type]
    assert any(getattr(reason, "what", "") == "belief" for reason in found.reasons)


def test_the_ferry_is_better_off_with_terms_on_the_bridge() -> None:
    case = load("cases/winter-ferry")
    found = contingent(case, named("nash").run, ["bridge"])  # type: ignore[arg-type]
    offer = found.offers[0]
    assert offer.plain is not None
    assert offer.better is not None
    assert all(offer.better.gains[p] >= offer.plain.gains[p] for p in found.parties)
    assert set(offer.better.tempted) <= {"city", "island"}
    for party, outcome in offer.better.regrets:
        assert offer.better.then[outcome][party] < 0


def test_an_event_that_is_not_there_is_bad_input() -> None:
    case = load("cases/winter-ferry")
    assert case.draft is not None
    with pytest.raises(BadInput):
        contingent(case, named("nash").run, ["flood"])  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        judge_contingent(case, ContingentPackage("flood", {"yes": case.draft, "no": case.draft}))


def test_what_depends_and_what_does_not() -> None:
    package = ContingentPackage("rain", {"yes": Package({"a": "x", "b": "y"}), "no": Package({"a": "x", "b": "z"})})
    assert package.dependent == ("b",)
    assert dict(package.fixed) == {"a": "x"}


def test_constraints_hold_for_every_outcome() -> None:
    """A formula of the case binds each outcome's package, and quantities keep their curves."""
    case = load("cases/valley-water")
    at_most = Within("farms", None, Fraction(70))
    early = OneOf("season", frozenset(["early"]))
    stated = Stated(Either((early, at_most)))
    sheets = {}
    for number, (party, sheet) in enumerate(case.sheets.items(), 1):
        chance = Fraction(number, 6)
        sheets[party] = replace(sheet, prospects=Prospects({"rain": {"yes": chance, "no": 1 - chance}}))
    case = replace(case, events=(RAIN,), constraints=(*case.constraints, stated)).with_sheets(sheets)
    offer = contingent(case, named("utilitarian").run).offers[0]  # type: ignore[arg-type]
    assert offer.plain is not None
    assert offer.better is not None
    for found in (offer.plain, offer.better):
        assert found.allowed
        for package in found.package.by_outcome.values():
            assert package["season"] == "early" or Fraction(package["farms"]) <= 70
    assert "payment" in offer.better.package.dependent
