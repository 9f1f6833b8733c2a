"""Holding the room together: what the log says on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.discovery.registers import ring_of_three

from makeable.discovery.deals import find_deals
from makeable.discovery.together import together
from makeable.model.register import Contact, Register

DAY = date(2027, 3, 1)


def log(*contacts: tuple[int, str, str, str]) -> Register:
    """Contacts as (days ago, between, step, initiative)."""
    made = (
        Contact(date.fromordinal(DAY.toordinal() - ago), tuple(between), step, initiative)
        for ago, between, step, initiative in contacts
    )
    return replace(ring_of_three(), contacts=tuple(made))


def test_an_open_relation_that_falls_silent_drifts_and_an_agreed_one_does_not() -> None:
    register = log((61, "ab", "exploring", "a"), (200, "bc", "agreed", "b"), (60, "ac", "noticed", "c"))
    found = together(register, find_deals(register), DAY)
    assert {r.between: r.drifting for r in found.relations} == {("a", "b"): True, ("b", "c"): False, ("a", "c"): False}


def test_only_the_last_step_counts_and_nothing_after_the_day() -> None:
    register = log((90, "ab", "exploring", "a"), (10, "ab", "envisioning", "b"), (-5, "ab", "drifting", ""))
    found = together(register, find_deals(register), DAY)
    (relation,) = found.relations
    assert (relation.step, relation.silent_days, relation.drifting) == ("envisioning", 10, False)


def test_who_was_never_heard_and_whose_initiative_it_was() -> None:
    register = log((90, "ab", "exploring", "a"), (10, "ab", "envisioning", "b"))
    found = together(register, find_deals(register), DAY)
    assert found.unheard == ("c",)
    assert dict(found.credit) == {"a": Fraction(1, 2), "b": Fraction(1, 2)}


def test_the_next_step_grows_with_how_far_they_are() -> None:
    kinds = []
    for step in ("", "exploring", "envisioning"):
        register = log(*([(5, "abc", step, "a")] if step else []))
        kinds.append(together(register, find_deals(register), DAY).next_steps[0].kind)
    assert kinds == ["listen", "meet", "plan"]
