"""Every principle against its definition and against the axioms it must keep, on random cases."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.strategies import cases

from makeable.finding import NoDeal
from makeable.model import Case, Curve, Interaction, Scores, Sheet
from makeable.principles import Asked, Division, registered

SMALL = cases(continuous=False, unknown_sheets=False)
EVERY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def run(name: str, case: Case, over: str = "auto") -> Division:
    answer = registered()[name].run(case, Asked(over=over, limit=10_000))  # type: ignore[arg-type]
    assert isinstance(answer, Division)
    return answer


@pytest.mark.parametrize("name", list(registered()))
@pytest.mark.parametrize("over", ["unanimous", "passing", "all"])
@EVERY
@given(case=SMALL)
def test_every_principle_chooses_what_its_definition_says(name: str, over: str, case: Case) -> None:
    assert set(run(name, case, over).packages) == brute.best(case, name, over)


@pytest.mark.parametrize("name", list(registered()))
@EVERY
@given(case=SMALL)
def test_nobody_whose_yes_is_counted_ends_below_no_deal(name: str, case: Case) -> None:
    answer = run(name, case)
    for package in answer.packages:
        assert brute.passes(case, package)
        if answer.over == "unanimous":
            assert brute.unanimous(case, package)
    losers = {party for party, gain in answer.gains.items() if gain < 0}
    assert set(answer.losers) == losers


@pytest.mark.parametrize("name", list(registered()))
@EVERY
@given(case=SMALL)
def test_no_deal_exactly_when_there_is_none(name: str, case: Case) -> None:
    answer = run(name, case)
    none = not brute.scope(case, "unanimous") and not brute.scope(case, "passing")
    assert (not answer.packages) == none
    assert any(isinstance(reason, NoDeal) for reason in answer.reasons) == none


@pytest.mark.parametrize("name", list(registered()))
@EVERY
@given(case=SMALL)
def test_nothing_better_for_all_is_left_among_the_candidates(name: str, case: Case) -> None:
    answer = run(name, case)
    vectors = [brute.values(case, package) for package in brute.scope(case, answer.over)]
    for package in answer.packages:
        own = brute.values(case, package)
        assert not any(brute.beats(other, own) for other in vectors)


def rescaled(sheet: Sheet, factor: Fraction) -> Sheet:
    scores = {
        issue: Scores({option: value * factor for option, value in s.by_option.items()})
        if isinstance(s, Scores)
        else Curve(tuple((x, y * factor) for x, y in s.points))
        for issue, s in sheet.scores.items()
    }
    added = tuple(Interaction(i.when, i.score * factor) for i in sheet.interactions)
    return replace(sheet, no_deal=sheet.no_deal * factor, scores=scores, interactions=added)


@pytest.mark.parametrize("name", [p.name for p in registered().values() if p.rescaling])
@EVERY
@given(case=SMALL, factor=st.sampled_from([Fraction(7), Fraction(1, 3), Fraction(1000)]))
def test_other_units_of_one_party_change_nothing(name: str, case: Case, factor: Fraction) -> None:
    first = next(iter(case.sheets))
    other = case.with_sheets({first: rescaled(case.sheets[first], factor)})
    assert set(run(name, other).packages) == set(run(name, case).packages)


@pytest.mark.parametrize("name", list(registered()))
@EVERY
@given(case=cases(continuous=False, any_rule=False, parties=(2, 2)))
def test_parties_that_change_places_change_what_they_get(name: str, case: Case) -> None:
    (a, b) = case.sheets
    swapped = case.with_sheets({a: case.sheets[b], b: case.sheets[a]})
    assert set(run(name, swapped).packages) == set(run(name, case).packages)
