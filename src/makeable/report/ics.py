"""The calendar of an agreement as an ICS file (RFC 5545) for any calendar program."""

from __future__ import annotations

from datetime import datetime, timedelta

from makeable.errors import MakeableError
from makeable.explain.terms import Terms
from makeable.explain.words import Words
from makeable.model import Case
from makeable.report.clean import clean
from makeable.report.contents.agreement_calendar import calendar_days

__all__ = ["calendar_bytes"]

REMIND = timedelta(days=14)


def calendar_bytes(case: Case, words: Words, made: datetime, name: str = "makeable") -> bytes:
    """Milestones, reviews and decisions as whole-day events, each with a reminder two weeks before.

    `made` is the moment of writing (given, so that the same call gives the same bytes); `name` makes the events' ids
    unique, so that a later file moves them instead of doubling them. Raises MakeableError without the extra
    `documents`, ValueError when the case has no agreement.
    """
    try:
        from icalendar import Alarm, Calendar, Event  # noqa: PLC0415  an optional extra
    except ImportError as missing:
        raise MakeableError("ICS needs the extra `documents`: pip install 'makeable[documents]'") from missing
    terms = Terms(case, words)
    calendar = Calendar()
    calendar.add("prodid", "-//makeable//agreement//EN")
    calendar.add("version", "2.0")
    calendar.add("name", clean(terms.agreement.title))
    calendar.add("x-wr-calname", clean(terms.agreement.title))
    for day in calendar_days(terms):
        event = Event()
        event.add("uid", f"{day.key}@{name}")
        event.add("dtstamp", made)
        event.add("dtstart", day.on)
        event.add("summary", clean(f"{day.title} ({day.who})" if day.who else day.title))
        if day.details:
            event.add("description", clean(terms.words.say("Shown by: {evidence}", evidence=day.details)))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean(day.title))
        alarm.add("trigger", -REMIND)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
