"""When what is due: every occurrence of every commitment, and which commitments lapse when one is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import lcm

from makeable.model import Agreement, Commitment
from makeable.model.commitment import later

__all__ = ["Occurrence", "Timetable", "lapsing", "timetable"]


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One day on which a commitment falls due; `period` counts the agreement's periods since it started."""

    day: date
    commitment: str
    number: int
    period: int


@dataclass(frozen=True)
class Timetable:
    """The occurrences by day, up to where everything repeats itself.

    `endless`: commitments that come back for ever; after the last listed day they go on in cycles of `cycle` periods.
    """

    agreement: Agreement
    occurrences: tuple[Occurrence, ...]
    endless: Mapping[str, tuple[Occurrence, ...]]
    cycle: int
    steady_from: date

    @cached_property
    def by_commitment(self) -> dict[str, tuple[Occurrence, ...]]:
        """The listed occurrences of each commitment."""
        listed: dict[str, list[Occurrence]] = {c.id: [] for c in self.agreement.commitments}
        for occurrence in self.occurrences:
            listed[occurrence.commitment].append(occurrence)
        return {key: tuple(found) for key, found in listed.items()}

    def coming(self, commitment: str, after: date) -> bool:
        """Whether a commitment still falls due after a day."""
        listed = self.by_commitment[commitment]
        return commitment in self.endless or (bool(listed) and listed[-1].day > after)


def period_of(agreement: Agreement, day: date) -> int:
    """The number of whole periods, by calendar months, from the start of the agreement to a day."""
    months = (day.year - agreement.starts.year) * 12 + day.month - agreement.starts.month
    return months // agreement.period


def timetable(agreement: Agreement, delays: Mapping[str, int] | None = None) -> Timetable:
    """All dates of an agreement; `delays` moves commitments by months. Commitments without a date stay out."""
    moved = {key: months for key, months in (delays or {}).items() if months}
    dated = [(c, later(c.due, moved.get(c.id, 0))) for c in agreement.commitments if c.due is not None]
    runs_on = {c.id for c, _ in dated if agreement.ends is None and c.every and c.times is None}
    months = lcm(agreement.period, *(c.every for c, _ in dated if c.id in runs_on))
    finite_ends = [_day(c, first, (c.times or 1) - 1) for c, first in dated if c.id not in runs_on and _finite(c)]
    settled = max([first for _, first in dated] + finite_ends, default=agreement.starts)
    steady = later(settled, months)
    last = agreement.ends or later(steady, months)
    listed = [
        Occurrence(day, c.id, number, period_of(agreement, day))
        for c, first in dated
        for number, day in enumerate(_days(c, first, last))
    ]
    endless = {c.id: _cycle(agreement, c, first, last, months) for c, first in dated if c.id in runs_on}
    return Timetable(agreement, tuple(sorted(listed)), endless, months // agreement.period, steady)


def _finite(commitment: Commitment) -> bool:
    return not commitment.every or commitment.times is not None


def _day(commitment: Commitment, first: date, number: int) -> date:
    return later(first, commitment.every * number)


def _days(commitment: Commitment, first: date, last: date) -> list[date]:
    days: list[date] = []
    while not days or (commitment.every and (commitment.times is None or len(days) < commitment.times)):
        day = _day(commitment, first, len(days))
        if day > last:
            break
        days.append(day)
    return days


def _cycle(
    agreement: Agreement, commitment: Commitment, first: date, last: date, months: int
) -> tuple[Occurrence, ...]:
    """The first cycle of occurrences after the last listed day."""
    start = len(_days(commitment, first, last))
    numbers = range(start, start + months // commitment.every)
    days = [(number, _day(commitment, first, number)) for number in numbers]
    return tuple(Occurrence(day, commitment.id, number, period_of(agreement, day)) for number, day in days)


def lapsing(agreement: Agreement, coming: Callable[[str], bool] | None = None) -> dict[str, frozenset[str]]:
    """For each commitment, those that lapse when it is broken: what depends on it or answers it, step by step.

    `coming` says whether a commitment still has to be done; one that is done already neither lapses nor passes
    anything on. Without it, nothing has been done yet.
    """
    answers: dict[str, set[str]] = {c.id: set() for c in agreement.commitments}
    for c in agreement.commitments:
        for needed in c.linked:
            if coming is None or coming(c.id):
                answers[needed].add(c.id)
    closure: dict[str, frozenset[str]] = {}
    for start in answers:
        reached: set[str] = set()
        ahead = list(answers[start])
        while ahead:
            key = ahead.pop()
            if key not in reached:
                reached.add(key)
                ahead += answers[key]
        closure[start] = frozenset(reached)
    return closure
