"""Climbing by comparisons alone: nobody loses, nothing implied is asked, contradictions are survived."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from benchmarks.joint_gains import climbed, compared, made, scaled
from tests import brute

from makeable.casefile import load
from makeable.invent.joint_gains import JointClimb, begin, proceed, told
from makeable.invent.likely import Likely
from makeable.kernels.value_samples import CLEAR, Answered, least
from makeable.model import Case, Package

SPORTS = load("cases/sports-complex")
POOR = Package({"A": "A3", "B": "B1", "C": "C1", "D": "D4", "E": "E5"})


def blind(case: Case) -> Case:
    return case.with_sheets(dict.fromkeys(case.party))


@pytest.mark.parametrize("seed", range(3))
def test_nobody_loses_in_any_step(seed: int) -> None:
    case, draft = made(3, 4, 3, seed)
    climb = climbed(case, draft)
    for now, after in zip(climb.path, climb.path[1:], strict=False):
        before, then = brute.values(case, now), brute.values(case, after)
        assert brute.beats(then, before)


def test_most_of_the_joint_gain_is_found_without_scores() -> None:
    found = compared(SPORTS, POOR)
    assert found is not None
    assert found.gained > 0.5
    assert found.left < 0.1
    assert found.questions < 100


def test_quantities_are_improved_by_comparisons() -> None:
    case = load("cases/opening-exchange")
    assert case.draft is not None
    found = compared(case, case.draft)
    assert found is not None
    assert found.gained > 0.8


def test_the_same_answers_lead_the_same_way() -> None:
    case, draft = made(2, 3, 3, 5)
    assert climbed(case, draft) == climbed(case, draft)


def test_what_answers_imply_is_not_asked() -> None:
    """Every question put to a party leaves room for a no by what it said before."""
    case, draft = made(2, 3, 3, 1)
    climb, query = proceed(blind(case), begin(draft))
    likely = Likely(case)
    while query is not None:
        sheet = case.sheets[query.party]
        own = [a for a in climb.answers if a.party == query.party]
        rows = [(likely.features(a.package) - likely.features(a.than)) * (1 if a.says == "better" else -1) for a in own]
        known = Answered(
            likely.width,
            tuple(tuple(r.tolist()) for r, a in zip(rows, own, strict=True) if a.says != "indifferent"),
            tuple(tuple(r.tolist()) for r, a in zip(rows, own, strict=True) if a.says == "indifferent"),
        )
        if least(known, np.zeros(likely.width)) < np.inf:
            assert least(known, likely.features(query.package) - likely.features(query.than)) < -CLEAR
        gain = sheet.value(query.package) - sheet.value(query.than)
        climb = told(climb, query, "better" if gain > 0 else "worse" if gain < 0 else "indifferent")
        climb, query = proceed(blind(case), climb)
    assert climb.stopped


def test_one_who_says_no_to_everything_stops_the_climb_where_it_began() -> None:
    case, draft = made(2, 3, 3, 2)
    climb, query = proceed(blind(case), begin(draft))
    while query is not None:
        assert len(climb.answers) < 200
        climb, query = proceed(blind(case), told(climb, query, "worse" if query.party == "p0" else "better"))
    assert climb.stopped
    for now, after in zip(climb.path, climb.path[1:], strict=False):
        assert not any(a.says == "worse" and a.package == after and a.than == now for a in climb.answers)


def test_contradictory_answers_are_dropped_and_counted() -> None:
    climb: JointClimb = begin(POOR)
    climb, query = proceed(blind(SPORTS), climb)
    says, turn = ("better", "worse", "indifferent"), 0
    while query is not None and turn < 12:
        climb, query = proceed(blind(SPORTS), told(climb, query, says[turn % 2]))  # type: ignore[arg-type]
        turn += 1
    assert len(climb.answers) >= 10 or climb.stopped


def test_scaling_leaves_packages_in_their_order() -> None:
    case = scaled(SPORTS)
    for sheet in case.sheets.values():
        spans = [score.span for score in sheet.scores.values()]
        assert sum((high - low for low, high in spans), Fraction(0)) == 1
