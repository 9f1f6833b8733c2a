"""The follow-up of an agreement in words: what happened, where things stand, why an event could not count."""

from __future__ import annotations

from makeable.agreement.followup.brief import Change
from makeable.agreement.followup.refusal import Refusal
from makeable.agreement.followup.state import Grievance, Reconvening, Status
from makeable.explain.clauses import trigger_text
from makeable.explain.terms import Terms
from makeable.model.event import Event, EventKind

__all__ = [
    "called_sentence",
    "change_sentence",
    "event_sentence",
    "grievance_sentence",
    "refusal_sentence",
    "status_word",
]

_STATUS: dict[Status, str] = {
    "planned": "planned",
    "due": "due",
    "late": "late",
    "breached": "breached",
    "reported": "reported",
    "verified": "verified",
    "cured": "cured",
    "excused": "excused",
}

_EVENTS: dict[EventKind, str] = {
    "tick": "The day passed.",
    "signed": "{by} signed.",
    "ratified": "{by} ratified.",
    "reported": "{by} reported “{about}” done: {evidence}.",
    "verified": "{by} verified “{about}”.",
    "rejected": "{by} did not accept the report on “{about}”.",
    "excused": "“{about}” was excused.",
    "postponed": "“{about}” was put off to {until}.",
    "metric": "“{about}” was reported at {value}.",
    "grieved": "{by} raised a grievance about “{about}”.",
    "escalated": "The dispute {about} went to its next step.",
    "resolved": "The dispute {about} was settled.",
    "happened": "It happened that {about}.",
    "ended": "It is over that {about}.",
    "reconvened": "The parties met again ({about}).",
    "noted": "Noted.",
}

_REFUSALS = {
    "out_of_order": "its day lies before the last entry",
    "repeated_id": "an entry with its id is there already",
    "unknown_party": "it is by nobody who is a party",
    "unknown_subject": "it is about nothing in the agreement",
    "not_owner": "only the owner can report a commitment",
    "not_verifier": "somebody else is named to verify it",
    "own_work": "nobody verifies its own work",
    "no_evidence": "it brings no evidence",
    "no_value": "it has no figure",
    "not_open": "there is nothing open that it could be about",
    "not_reported": "nothing has been reported that could be verified",
    "already": "that was put down already",
    "not_later": "its new date is not later than the one it has, or what it is about is already reported",
}


def status_word(status: Status, terms: Terms) -> str:
    """A status."""
    return terms.words.say(_STATUS[status])


def event_sentence(event: Event, terms: Terms) -> str:
    """One event."""
    value = terms.words.number(event.value) if event.value is not None else ""
    by = terms.party(event.by) if event.by else terms.words.say("Somebody")
    said = terms.words.say(
        _EVENTS[event.kind],
        by=by,
        about=terms.about(event.about),
        evidence=event.evidence,
        value=value,
        until=terms.day(event.until),
    )
    return f"{said} {event.text}".strip()


def refusal_sentence(refusal: Refusal, event: Event, terms: Terms) -> str:
    """Why an event could not count."""
    return terms.words.say(
        "{id} ({kind}, {day}) could not count: {why}.",
        id=event.id,
        kind=event.kind,
        day=terms.day(event.on),
        why=terms.words.say(_REFUSALS[refusal.why]),
    )


def grievance_sentence(grievance: Grievance, terms: Terms) -> str:
    """Where a dispute stands."""
    say, steps = terms.words.say, terms.agreement.dispute
    about = terms.about(grievance.about) if grievance.about else say("the agreement")
    if grievance.number is not None and terms.agreement.commitment[grievance.about].every:
        about += f" ({grievance.number})"
    places = {"id": grievance.id, "about": about, "day": terms.day(grievance.opened)}
    if grievance.status == "resolved":
        outcome = say(grievance.outcome) if grievance.outcome in _OUTCOMES else grievance.outcome
        return say("{id}, about “{about}” since {day}: settled ({outcome}).", outcome=outcome, **places)
    if grievance.status == "exhausted" or grievance.step >= len(steps):
        return say("{id}, about “{about}” since {day}: every step was taken without a settlement.", **places)
    at = say("step {n} of {m}, {name}", n=grievance.step + 1, m=len(steps), name=steps[grievance.step].name)
    since = terms.day(grievance.since)
    return say("{id}, about “{about}” since {day}: at {step}, since {since}.", step=at, since=since, **places)


_OUTCOMES = ("cured", "verified", "excused", "postponed", "recovered", "resolved")


def called_sentence(called: Reconvening, terms: Terms) -> str:
    """Why the parties are called back."""
    trigger = next((t for t in terms.agreement.triggers if t.id == called.trigger), None)
    day, about = terms.day(called.called), terms.about(called.about) if called.about else ""
    said = terms.words.say("{id}: called on {day} because of “{about}”.", id=called.id, day=day, about=about)
    return f"{said} {trigger_text(trigger, terms)}" if trigger is not None else said


def change_sentence(change: Change, terms: Terms) -> str:
    """Something that changed since signing."""
    say, day = terms.words.say, terms.day(change.on)
    about = terms.about(change.about)
    if change.kind == "scenario":
        return say("{day}: it happened that {about}.", day=day, about=about)
    if change.kind == "metric":
        metric = terms.agreement.metric[change.about]
        places = {
            "value": terms.words.number(change.figure or 0),
            "threshold": terms.words.number(metric.threshold or 0),
            "unit": metric.unit,
        }
        return say("{day}: “{about}” stood at {value}, against {threshold} {unit}.", day=day, about=about, **places)
    late = change.kind == "late"
    return say("{day}: “{about}” was late." if late else "{day}: “{about}” was broken.", day=day, about=about)
