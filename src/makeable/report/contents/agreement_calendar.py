"""The calendar of an agreement: what falls due, reviews, ratification, formal decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from makeable.explain.terms import Terms
from makeable.model.commitment import later
from makeable.report.blocks import Table

__all__ = ["Day", "calendar_days", "calendar_table"]

YEARS = 5


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """One day of the calendar: what is due, by whom; `key` stays the same when the day moves."""

    on: date
    key: str
    title: str
    who: str = ""
    details: str = ""


def calendar_days(terms: Terms) -> tuple[Day, ...]:
    """Every day of the agreement up to the end of its term (without one, of its first five years), in order."""
    agreement, say = terms.agreement, terms.words.say
    last = agreement.term
    until = last or later(agreement.starts, 12 * YEARS)
    days = [
        Day(on, f"{c.id}-{number}", c.label, terms.party(c.owner), c.evidence)
        for c in agreement.commitments
        for number, on in enumerate(c.dates(until), 1)
    ]
    days += [Day(r, f"review-{r.isoformat()}", say("Review by all parties")) for r in agreement.reviews]
    for step in agreement.ratification:
        if step.due is not None:
            days.append(Day(step.due, f"ratify-{step.party}", say("Ratification"), step.body))
    for at, graft in enumerate(agreement.grafts, 1):
        if graft.due is not None:
            days.append(Day(graft.due, f"decision-{at}", graft.name, terms.who(graft.by)))
    days.append(Day(agreement.starts, "start", say("The agreement begins")))
    if last is not None:
        days.append(Day(last, "term", say("End of the term")))
    return tuple(sorted(days))


def calendar_table(terms: Terms) -> Table:
    """The calendar as a table."""
    rows = tuple((terms.day(d.on), d.title, d.who, d.details) for d in calendar_days(terms))
    columns = tuple(terms.words.say(c) for c in ("Day", "What", "Who", "Shown by"))
    return Table(columns, rows)
