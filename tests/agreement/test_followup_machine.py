"""The follow-up: what each event does, and invariants over random logs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.followup_cases import plan, random_log

from makeable.agreement.followup.machine import replayed, step
from makeable.agreement.followup.score import implementation, milestones
from makeable.agreement.followup.state import FINAL, State
from makeable.agreement.followup.work import Plan
from makeable.model.event import Event, EventKind

PLAN = plan()


class Log:
    """A log under way: each call puts down one more event."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, on: str, kind: EventKind, by: str = "", about: str = "", **more: object) -> State:
        number = len(self.events) + 1
        self.events.append(Event(f"e{number}", date.fromisoformat(on), kind, by, about, **more))  # type: ignore[arg-type]
        return replayed(PLAN, self.events)


def test_from_planned_to_verified() -> None:
    log = Log()
    assert ("road", 1) not in log("2030-02-01", "tick").tracks
    assert log("2030-05-10", "tick").tracks["road", 1].status == "due"
    assert log("2030-05-20", "reported", "a", "road", evidence="photo").tracks["road", 1].status == "reported"
    assert log("2030-08-20", "tick").tracks["road", 1].status == "reported"  # waiting for the verifier is no breach
    done = log("2030-08-21", "verified", "c", "road", value=Fraction(2)).tracks["road", 1]
    assert (done.status, done.rating) == ("verified", 2)


def test_late_then_breached_then_cured() -> None:
    log = Log()
    assert log("2030-03-02", "tick").tracks["fee", 1].status == "late"
    state = log("2030-04-01", "tick")
    assert state.tracks["fee", 1].status == "breached"  # 30 days of grace are over
    assert [(g.about, g.number, g.opened) for g in state.grievances.values()] == [("fee", 1, date(2030, 4, 1))]
    log("2030-04-10", "reported", "b", "fee", evidence="receipt")
    state = log("2030-04-11", "verified", "a", "fee")
    assert state.tracks["fee", 1].status == "cured"
    assert [g.status for g in state.grievances.values()] == ["resolved"]


def test_a_rejected_report_gives_new_days_of_grace() -> None:
    log = Log()
    log("2030-02-25", "reported", "b", "fee", evidence="receipt")
    assert log("2030-03-20", "rejected", "a", "fee").tracks["fee", 1].status == "late"
    assert log("2030-04-19", "tick").tracks["fee", 1].status == "late"
    assert log("2030-04-20", "tick").tracks["fee", 1].status == "breached"


def test_a_missed_metric_climbs_the_steps_to_the_table() -> None:
    log = Log()
    state = log("2030-01-10", "metric", "c", "trips", value=Fraction(80))
    assert [(g.about, g.step) for g in state.grievances.values()] == [("trips", 0)]
    assert log("2030-01-25", "tick").grievances["g1"].step == 1
    state = log("2030-02-25", "tick")
    assert state.grievances["g1"].status == "exhausted"
    assert [(r.trigger, r.about) for r in state.pending()] == [("stuck", "trips")]
    assert log("2030-03-01", "reconvened", "", "r1", text="new target").pending() == ()


def test_two_misses_in_a_row_call_the_parties_at_once() -> None:
    log = Log()
    log("2030-01-10", "metric", "c", "trips", value=Fraction(80))
    log("2030-01-11", "metric", "c", "trips", value=Fraction(120))
    assert log("2030-01-12", "metric", "c", "trips", value=Fraction(90)).pending() == ()
    assert [r.trigger for r in log("2030-01-13", "metric", "c", "trips", value=Fraction(90)).pending()] == ["low"]


def test_a_scenario_moves_dates_and_excuses() -> None:
    log = Log()
    log("2030-05-15", "happened", "", "flood")
    state = log("2030-12-10", "tick")
    assert state.tracks["road", 1].due == date(2030, 10, 1)
    assert state.tracks["report", 1].status == "excused"


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ({"kind": "reported", "by": "b", "about": "road", "evidence": "x"}, "not_owner"),
        ({"kind": "reported", "by": "a", "about": "road"}, "no_evidence"),
        ({"kind": "reported", "by": "a", "about": "castle", "evidence": "x"}, "unknown_subject"),
        ({"kind": "reported", "by": "b", "about": "fee", "evidence": "x", "number": 4}, "unknown_subject"),
        ({"kind": "verified", "by": "a", "about": "road"}, "own_work"),
        ({"kind": "verified", "by": "b", "about": "road"}, "not_verifier"),
        ({"kind": "verified", "by": "c", "about": "road"}, "not_reported"),
        ({"kind": "metric", "about": "trips"}, "no_value"),
        ({"kind": "postponed", "about": "road", "until": date(2030, 2, 1)}, "not_later"),
        ({"kind": "resolved", "about": "g1"}, "unknown_subject"),
        ({"kind": "signed", "by": "x"}, "unknown_party"),
        ({"kind": "tick", "on": date(2029, 1, 1)}, "out_of_order"),
    ],
)
def test_what_cannot_count_is_refused_with_a_reason(event: dict[str, object], why: str) -> None:
    first = Event("first", date(2030, 1, 10), "tick")
    second = Event(**{"id": "second", "on": date(2030, 1, 11), **event})  # type: ignore[arg-type]
    state = replayed(PLAN, [first, second])
    assert [refusal.why for refusal in state.refused] == [why]
    assert len(state.log) == 2


def test_scores_and_milestones() -> None:
    log = Log()
    log("2030-02-25", "reported", "b", "fee", evidence="receipt")
    log("2030-02-26", "verified", "a", "fee")
    log("2030-06-01", "reported", "a", "road", evidence="photo")
    log("2030-06-02", "verified", "c", "road", value=Fraction(1))
    state = log("2030-10-15", "tick")
    found = implementation(PLAN, state)
    scores = {p.commitment: p.score for p in found.commitments}
    assert scores == {"road": Fraction(1), "fee": Fraction(3, 2), "report": None}  # the second fee was not paid
    assert found.share == Fraction(5, 2) / 6
    exported = {m.id: m.status for m in milestones(PLAN, state)}
    assert exported == {"fee-1": "met", "fee-2": "notMet", "road-1": "partiallyMet"}


def holds(before: State, after: State, event: Event) -> None:
    """What is true after every event, whatever it was."""
    assert after.log == (*before.log, event)
    refused = len(after.refused) - len(before.refused)
    assert refused in (0, 1)
    assert before.today is None or (after.today is not None and after.today >= before.today)
    assert set(before.tracks) <= set(after.tracks)
    assert set(before.grievances) <= set(after.grievances)
    assert set(before.reconvenings) <= set(after.reconvenings)
    for key, track in after.tracks.items():
        days = [day for day, _ in track.history]
        assert days == sorted(days)
        assert after.today is not None
        assert all(day <= after.today for day in days)
        assert not track.history or track.history[-1][1] == track.status
        old = before.tracks.get(key)
        if old is not None:
            assert track.history[: len(old.history)] == old.history
            assert old.status not in FINAL or track == old
        assert track.status != "cured" or track.was_breached
        assert track.status not in ("verified", "cured") or (track.evidence and 1 <= track.rating <= 3)
        if track.status == "breached":
            assert track.was_breached
    for key, grievance in after.grievances.items():
        earlier = before.grievances.get(key)
        assert earlier is None or grievance.step >= earlier.step
        assert earlier is None or earlier.status != "resolved" or grievance == earlier
        assert grievance.since >= grievance.opened


def run(rng: Random, plan_: Plan, length: int) -> None:
    events = random_log(rng, length)
    state = State()
    for event in events:
        after = step(plan_, state, event)
        holds(state, after, event)
        state = after
    assert replayed(plan_, events) == state


@given(st.integers(0, 2**32), st.integers(1, 25))
@settings(max_examples=60, deadline=None)
def test_invariants_over_random_logs(seed: int, length: int) -> None:
    run(Random(seed), PLAN, length)


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_the_pace_of_the_clock_does_not_matter(seed: int) -> None:
    """Ticks on every day between the events change nothing but the log."""
    events = list({event.id: event for event in reversed(random_log(Random(seed), 12))}.values())[::-1]
    ticked: list[Event] = []
    for event in events:
        last = max((earlier.on for earlier in ticked), default=event.on)
        days = (event.on - last).days
        ticked += [Event(f"t{len(ticked)}-{d}", last + timedelta(days=d), "tick") for d in range(1, days)]
        ticked.append(event)
    plain, daily = replayed(PLAN, events), replayed(PLAN, ticked)
    assert replace(daily, log=(), refused=()) == replace(plain, log=(), refused=())
    assert daily.refused == plain.refused


@pytest.mark.slow
def test_a_hundred_thousand_random_logs() -> None:
    rng = Random(20300101)
    for _ in range(100_000):
        run(rng, PLAN, rng.randint(1, 9))
