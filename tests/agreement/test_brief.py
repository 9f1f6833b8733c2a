"""The brief for returning to the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from makeable.agreement.followup.brief import reconvening_brief
from makeable.agreement.surplus import effects, surplus
from makeable.casefile import load
from makeable.explain.audience import Audience, case_for
from makeable.finding import NoDeal
from makeable.model.event import Event

CASE = load(Path(__file__).resolve().parents[2] / "cases" / "bus-corridor")
LOG = (
    Event("1", date(2028, 6, 30), "happened", about="low-ridership"),
    Event("2", date(2028, 7, 1), "metric", about="riders", value=Fraction(8100)),
    Event("3", date(2028, 7, 2), "metric", about="riders", value=Fraction(7900)),
)


def test_why_the_parties_meet_and_what_they_needed() -> None:
    found = reconvening_brief(CASE, LOG)
    assert [(r.trigger, r.about) for r in found.called if r.about == "riders"] == [("riders-low", "riders")]
    assert {i.text for i in found.interests["province"]} >= {"More people in buses for every euro"}
    assert ("scenario", "low-ridership") in {(c.kind, c.about) for c in found.changes}


def test_ways_out_keep_everyone_above_no_deal_as_things_are() -> None:
    found = reconvening_brief(CASE, LOG)
    agreement = CASE.agreement
    assert agreement is not None
    shift = effects(CASE, agreement.scenario["low-ridership"])
    assert found.surplus_now == {p: g + sum(shift[p], Fraction(0)) for p, g in surplus(CASE).items()}
    assert found.surplus_now["province"] < 0
    for way in found.ways_out:
        assert CASE.allows(way.package)
        for party, sheet in CASE.sheets.items():
            assert way.surplus[party] == sheet.gain(way.package) + sum(shift[party], Fraction(0)) >= 0
    assert found.ways_out[0].name == "five-minutes"


def test_no_way_out_is_an_answer() -> None:
    sheet = replace(CASE.sheets["water"], no_deal=Fraction(10_000))
    found = reconvening_brief(CASE.with_sheets({"water": sheet}), LOG)
    assert found.ways_out == ()
    assert isinstance(found.reasons[0], NoDeal)


def test_a_partys_brief_knows_only_its_own_interests() -> None:
    found = reconvening_brief(case_for(CASE, Audience("city")), LOG)
    assert list(found.interests) == ["city"]
    assert list(found.surplus_now) == ["city"]
    assert found.drawn_from == {"city"}
