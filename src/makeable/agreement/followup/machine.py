"""The follow-up as a pure function: a state and an event give the next state; the log replayed gives the state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from makeable.agreement.followup.clock import advance
from makeable.agreement.followup.refusal import Why
from makeable.agreement.followup.state import FINAL, Key, Reading, State
from makeable.agreement.followup.turn import ended, happened
from makeable.agreement.followup.work import Plan, Work
from makeable.model import Case
from makeable.model.event import Event

__all__ = ["replay", "replayed", "step"]


def replay(case: Case, events: Iterable[Event]) -> State:
    """The state that a log leads to. Every event stays in it; those that cannot count are refused with a reason."""
    return replayed(Plan.of(case), events)


def replayed(plan: Plan, events: Iterable[Event], state: State | None = None) -> State:
    """The same from a plan, or from an earlier state on."""
    state = State() if state is None else state
    for event in events:
        state = step(plan, state, event)
    return state


def step(plan: Plan, state: State, event: Event) -> State:
    """The state after one more event: first the days since the last one pass, then the event counts or is refused."""
    work = Work(plan, state)
    why = _not_now(state, event)
    if why is None:
        advance(work, event.on)
        why = _HANDLERS[event.kind](work, event)
        if why is not None:
            work = Work(plan, state)
            advance(work, event.on)
    work.refusal = why
    return work.done(event)


def _not_now(state: State, event: Event) -> Why | None:
    if state.today is not None and event.on < state.today:
        return "out_of_order"
    return "repeated_id" if any(event.id == earlier.id for earlier in state.log) else None


Handler = Callable[[Work, Event], Why | None]


def _nothing(_work: Work, _event: Event) -> Why | None:
    return None


def _signed(work: Work, event: Event) -> Why | None:
    return _by_party(work, event, work.signed)


def _ratified(work: Work, event: Event) -> Why | None:
    return _by_party(work, event, work.ratified)


def _by_party(work: Work, event: Event, held: dict[str, date]) -> Why | None:
    if event.by not in work.plan.parties:
        return "unknown_party"
    if event.by in held:
        return "already"
    held[event.by] = event.on
    return None


def _occurrence(work: Work, event: Event) -> tuple[Key | None, Why | None]:
    """The occurrence that an event is about; it must exist and not be settled."""
    if event.about not in work.agreement.commitment:
        return None, "unknown_subject"
    if event.number is None:
        key = work.first_open(event.about)
        return (key, None) if key is not None else (None, "not_open")
    key = (event.about, event.number)
    if key in work.tracks:
        return (None, "not_open") if work.tracks[key].status in FINAL else (key, None)
    due = work.plan.due(work.agreement.commitment[event.about], event.number)
    if due is None:
        return None, "unknown_subject"
    reached = work.first_open(event.about)
    return (key, None) if reached == key else (None, "not_open")


def _reported(work: Work, event: Event) -> Why | None:
    commitment = work.agreement.commitment.get(event.about)
    if commitment is not None and event.by != commitment.owner:
        return "not_owner"
    if not event.evidence:
        return "no_evidence"
    key, why = _occurrence(work, event)
    if key is None:
        return why
    if work.tracks[key].status == "reported":
        return "already"
    work.tracks[key] = replace(work.tracks[key], evidence=event.evidence)
    work.set_status(key, "reported", event.on)
    return None


def _verifier(work: Work, event: Event) -> tuple[Key | None, Why | None]:
    """The reported occurrence that the right person looks at."""
    commitment = work.agreement.commitment.get(event.about)
    if commitment is None:
        return None, "unknown_subject"
    if event.by == commitment.owner:
        return None, "own_work"
    if commitment.verifier and event.by != commitment.verifier:
        return None, "not_verifier"
    reported = sorted(
        key
        for key, track in work.tracks.items()
        if key[0] == event.about and track.status == "reported" and event.number in (None, key[1])
    )
    return (reported[0], None) if reported else (None, "not_reported")


def _verified(work: Work, event: Event) -> Why | None:
    key, why = _verifier(work, event)
    if key is None:
        return why
    rating = 3 if event.value is None else min(3, max(1, round(event.value)))
    breached = work.tracks[key].was_breached
    work.tracks[key] = replace(work.tracks[key], rating=rating)
    work.set_status(key, "cured" if breached else "verified", event.on)
    work.settle_about(key[0], key[1], event.on, "cured" if breached else "verified")
    return None


def _rejected(work: Work, event: Event) -> Why | None:
    """Back to where it was; the days of grace begin again, so that a new report is possible."""
    key, why = _verifier(work, event)
    if key is None:
        return why
    track = work.tracks[key]
    work.tracks[key] = replace(track, clock_from=max(track.clock_from, event.on))
    if track.was_breached:
        work.set_status(key, "breached", event.on)
    else:
        work.set_status(key, "late" if track.due < event.on else "due", event.on)
    return None


def _excused(work: Work, event: Event) -> Why | None:
    key, why = _occurrence(work, event)
    if key is None:
        return why
    work.set_status(key, "excused", event.on)
    work.settle_about(key[0], key[1], event.on, "excused")
    return None


def _postponed(work: Work, event: Event) -> Why | None:
    key, why = _occurrence(work, event)
    if key is None:
        return why
    track = work.tracks[key]
    if event.until is None or event.until <= max(track.due, event.on) or track.status == "reported":
        return "not_later"
    work.tracks[key] = replace(track, due=event.until, clock_from=event.until)
    work.set_status(key, "planned", event.on)
    work.settle_about(key[0], key[1], event.on, "postponed")
    advance(work, event.on)
    return None


def _metric(work: Work, event: Event) -> Why | None:
    metric = work.agreement.metric.get(event.about)
    if metric is None:
        return "unknown_subject"
    if event.value is None:
        return "no_value"
    missed = metric.misses(event.value)
    readings = (*work.readings.get(metric.id, ()), Reading(event.on, event.value, missed, event.by))
    work.readings[metric.id] = readings
    if not missed:
        work.settle_about(metric.id, None, event.on, "recovered")
        return None
    work.grieve(metric.id, None, event.by, event.on)
    run = next((n for n, reading in enumerate(reversed(readings)) if not reading.missed), len(readings))
    work.call("metric", metric.id, event.on, run)
    advance(work, event.on)
    return None


def _grieved(work: Work, event: Event) -> Why | None:
    if event.by not in work.plan.parties:
        return "unknown_party"
    agreement = work.agreement
    if event.about and event.about not in agreement.commitment and event.about not in agreement.metric:
        return "unknown_subject"
    open_now = [g for g in work.grievances.values() if g.status == "open"]
    if any(g.about == event.about and g.number == event.number for g in open_now):
        return "already"
    work.grieve(event.about, event.number, event.by, event.on, event.text)
    advance(work, event.on)
    return None


def _escalated(work: Work, event: Event) -> Why | None:
    grievance = work.grievances.get(event.about)
    if grievance is None:
        return "unknown_subject"
    if grievance.status != "open":
        return "not_open"
    work.grievances[event.about] = replace(grievance, step=grievance.step + 1, since=event.on)
    advance(work, event.on)
    return None


def _resolved(work: Work, event: Event) -> Why | None:
    grievance = work.grievances.get(event.about)
    if grievance is None:
        return "unknown_subject"
    if grievance.status == "resolved":
        return "not_open"
    work.settle(event.about, event.on, event.text or "resolved")
    return None


def _reconvened(work: Work, event: Event) -> Why | None:
    called = work.reconvenings.get(event.about)
    if called is None:
        return "unknown_subject"
    if called.held is not None:
        return "already"
    work.reconvenings[event.about] = replace(called, held=event.on, text=event.text)
    return None


_HANDLERS: dict[str, Handler] = {
    "tick": _nothing,
    "signed": _signed,
    "ratified": _ratified,
    "reported": _reported,
    "verified": _verified,
    "rejected": _rejected,
    "excused": _excused,
    "postponed": _postponed,
    "metric": _metric,
    "grieved": _grieved,
    "escalated": _escalated,
    "resolved": _resolved,
    "happened": happened,
    "ended": ended,
    "reconvened": _reconvened,
    "noted": _nothing,
}
