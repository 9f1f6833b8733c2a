"""Improving a draft: the end against brute force, and steps that hurt nobody, as small as they can be."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from fractions import Fraction
from unittest.mock import patch

import pytest
from benchmarks.value_left import camp
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.shared_data import shared
from tests.strategies import cases, packages_of

from makeable.casefile import load
from makeable.errors import BadInput
from makeable.invent import climb as climbing
from makeable.invent.climb import climb
from makeable.invent.improve import Improvement, improve
from makeable.model import Case, Package
from makeable.principles import Asked

Vector = tuple[Fraction, ...]


def check(case: Case, draft: Package, found: Improvement) -> None:
    """What every improvement keeps to, by the definitions."""
    now = draft
    for step in found.way.steps:
        assert step.issues == step.package.differs_from(now)
        assert case.allows(step.package)
        gains = [sheet.value(step.package) - sheet.value(now) for sheet in case.sheets.values()]
        assert min(gains) >= 0
        assert max(gains) > 0
        assert tuple(step.gains.values()) == tuple(gains)
        now = step.package
    assert now == found.end
    assert found.gained == {party: sheet.value(now) - sheet.value(draft) for party, sheet in case.sheets.items()}


def better(case: Case, draft: Package) -> list[Package]:
    low = brute.values(case, draft)
    return [p for p in brute.packages(case) if all(a >= b for a, b in zip(brute.values(case, p), low, strict=True))]


def least_largest_step(case: Case, draft: Package, top: Vector) -> int:
    """The smallest size of the largest step on any way from the draft to these values, by search."""
    nodes = [p for p in better(case, draft) if not brute.beats(brute.values(case, p), top)]
    nodes = [p for p in nodes if all(a <= b for a, b in zip(brute.values(case, p), top, strict=True))]
    for size in range(1, len(case.issues) + 1):
        seen, todo = {draft}, [draft]
        while todo:
            now = todo.pop()
            if brute.values(case, now) == top:
                return size
            for after in nodes:
                near = after not in seen and len(after.differs_from(now)) <= size
                if near and brute.beats(brute.values(case, after), brute.values(case, now)):
                    seen.add(after)
                    todo.append(after)
    raise AssertionError


@pytest.mark.parametrize("programmed", [False, True])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), case=cases(continuous=False))
def test_the_end_is_best_among_what_is_better_for_all(programmed: bool, data: st.DataObject, case: Case) -> None:
    draft = data.draw(packages_of(case.issues))
    assume(case.allows(draft))
    with (
        patch("makeable.principles.choice._small_space", lambda _: None) if programmed else nullcontext(),
        patch.object(climbing, "BETWEEN", -1 if programmed else 1500),
    ):
        found = improve(case, draft, "utilitarian", asked=Asked(over="all"))
    check(case, draft, found)
    among = better(case, draft)
    most = max(sum(brute.values(case, p)) for p in among)
    assert sum(brute.values(case, found.end)) == most
    assert found.most == most - sum(brute.values(case, draft))
    assert not any(brute.beats(brute.values(case, p), brute.values(case, found.end)) for p in brute.packages(case))
    assert bool(found.way.steps) == any(brute.beats(brute.values(case, p), brute.values(case, draft)) for p in among)
    if found.way.steps and found.way.smallest == "way":
        largest = max(len(step.issues) for step in found.way.steps)
        assert largest == least_largest_step(case, draft, brute.values(case, found.end))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), case=cases(continuous=False, any_rule=False, parties=(2, 3)))
def test_a_settled_package_is_the_line_from_which_gains_count(data: st.DataObject, case: Case) -> None:
    draft = data.draw(packages_of(case.issues))
    assume(case.allows(draft))
    found = improve(case, draft, "nash", settled=True)
    check(case, draft, found)
    lined = case.with_sheets({p: replace(s, no_deal=s.value(draft)) for p, s in case.sheets.items()})
    best = {brute.gains(lined, p) for p in brute.best(lined, "nash", "unanimous")}
    assert tuple(found.gained.values()) in best


def test_amounts_that_are_poured_are_improved_too() -> None:
    case = load("cases/valley-water")
    assert case.draft is not None
    for settled in (False, True):
        found = improve(case, case.draft, "nash", settled)
        check(case, case.draft, found)
        assert found.way.steps
        assert not improve(case, found.end, "utilitarian").way.steps


def test_a_package_on_the_frontier_stays() -> None:
    case = load("cases/sports-complex")
    assert case.draft is not None
    found = improve(case, case.draft)
    assert found.way.steps == ()
    assert found.most == 0


def test_a_draft_that_leaves_something_open_is_refused() -> None:
    with pytest.raises(BadInput, match="open"):
        improve(load("cases/sports-complex"), Package({"A": "A1"}))


def test_a_climb_towards_something_worse_is_refused() -> None:
    case = load("cases/sports-complex")
    assert case.draft is not None
    with pytest.raises(ValueError, match="worse"):
        climb(case, case.draft, case.draft.changed({"A": "A3"}))


@pytest.mark.slow
def test_every_dominated_outcome_of_real_people_is_improved() -> None:
    dialogues = json.loads(shared("casino/train_outcomes.json").read_text())["dialogues"]
    deals = [d for d in dialogues if d["deal"]]
    assert len(deals) == 876
    for dialogue in deals:
        case = camp(dialogue["values"])
        deal = dialogue["deal"][next(iter(dialogue["values"]))]
        draft = Package({item: Fraction(n) for item, n in deal.items()})
        found = improve(case, draft)
        check(case, draft, found)
        assert bool(found.way.steps) != dialogue["pareto"]
