"""A deal in the round: everything in it comes from the register, nothing is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.discovery.registers import ring_of_three

from makeable.casefile.register_reader import load_register
from makeable.discovery.deals import find_deals
from makeable.discovery.envision import envision

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


@pytest.mark.parametrize("number", range(21))
def test_costs_and_benefits_of_the_plan_are_those_of_the_deal(number: int) -> None:
    register = load_register(ROOM)
    deal = find_deals(register).deals[number]
    plan = envision(register, deal)
    brought = sum((part.worth - part.today for part in plan.brings), Fraction(0))
    assert brought - sum((part.cost for part in plan.bound), Fraction(0)) == deal.value
    assert sum(plan.by_dimension.values(), Fraction(0)) == brought
    for party, gain in deal.gains.items():
        gets = sum((part.worth for part in plan.brings if part.to == party), Fraction(0))
        assert gets - sum((part.cost for part in plan.bound if part.who == party), Fraction(0)) == gain


def test_the_window_is_where_both_dates_meet() -> None:
    register = ring_of_three()
    offer = replace(register.offers[0], start=date(2027, 1, 1), end=date(2027, 6, 1))
    need = replace(register.needs[1], start=date(2027, 3, 1))
    changed = replace(
        register, offers=(offer, *register.offers[1:]), needs=(register.needs[0], need, register.needs[2])
    )
    (first, *_) = [b for b in envision(changed, find_deals(changed).deals[0]).bound if b.who == "a"]
    assert (first.start, first.end) == (date(2027, 3, 1), date(2027, 6, 1))


def test_estimates_of_others_and_wary_pairs_become_questions() -> None:
    register = load_register(ROOM)
    deal = next(d for d in find_deals(register).deals if {"housing", "probation"} <= set(d.parties))
    kinds = {question.kind for question in envision(register, deal).questions}
    assert {"trust", "when", "doubt"} <= kinds
    guessed = replace(register, needs=tuple(replace(n, estimated_by="planner") for n in register.needs))
    found = envision(guessed, next(d for d in find_deals(guessed).deals if d.shape == "ring"))
    assert any(q.kind == "estimate" and q.note == "planner" for q in found.questions)
