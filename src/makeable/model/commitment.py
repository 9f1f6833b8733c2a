"""A commitment: who is bound to do what, for whom, by when, shown by what evidence; and its dates."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

__all__ = ["Commitment", "Remedy", "Served", "later", "months_between"]


def later(day: date, months: int) -> date:
    """The day so many months later (the last of the month where the month is too short)."""
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:  # fits any month: the follow-up asks this very often
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(first: date, second: date) -> int:
    """Whole months from the first day to the second; negative when the second comes first."""
    if second < first:
        return -months_between(second, first) - (later(second, months_between(second, first)) != first)
    months = (second.year - first.year) * 12 + second.month - first.month
    return months if later(first, months) <= second else months - 1


@dataclass(frozen=True, slots=True)
class Served:
    """An interest that a term serves, in words that all at the table may read."""

    party: str
    interest: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What follows in money when a commitment is not kept, and how surely that is noticed.

    `penalty`: owed after a noticed breach and in fact collected with probability `collected`. `deposit`: laid down
    beforehand and lost. `reward`: paid by `reward_from` after verified performance. `detected`: the probability
    that a breach is noticed, `noticed_after` so many months.
    """

    penalty: Fraction = Fraction(0)
    collected: Fraction = Fraction(1)
    deposit: Fraction = Fraction(0)
    reward: Fraction = Fraction(0)
    reward_from: str = ""
    detected: Fraction = Fraction(1)
    noticed_after: int = 0


@dataclass(frozen=True)
class Commitment:
    """One thing somebody is bound to do. What is missing stays empty and is named by the checks.

    Due once on `due`; with `every` (months) it comes back: `times` times, or (None) as long as the agreement runs.
    `depends_on`: what must be done first. `in_return_for`: what it answers; either lapses when the other is broken.
    `divisible`: it could be done in several smaller steps.
    """

    id: str
    what: str
    owner: str = ""
    to: tuple[str, ...] = ()
    due: date | None = None
    every: int = 0
    times: int | None = None
    evidence: str = ""
    verifier: str = ""
    depends_on: tuple[str, ...] = ()
    in_return_for: tuple[str, ...] = ()
    issue: str = ""
    serves: tuple[Served, ...] = ()
    remedy: Remedy = field(default_factory=Remedy)
    divisible: bool = False
    name: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """Its short name; its id where it has none."""
        return self.name or self.id

    @property
    def linked(self) -> tuple[str, ...]:
        """The commitments without which this one lapses."""
        return tuple(dict.fromkeys(self.depends_on + self.in_return_for))

    @property
    def reward_is_open(self) -> bool:
        """Whether a reward is promised that nobody pays."""
        return self.remedy.reward > 0 and not self.remedy.reward_from

    def dates(self, until: date) -> tuple[date, ...]:
        """The days on which it is due, up to a last day (included)."""
        if self.due is None:
            return ()
        if not self.every:
            return (self.due,) if self.due <= until else ()
        days: list[date] = []
        while self.times is None or len(days) < self.times:
            day = later(self.due, self.every * len(days))
            if day > until:
                break
            days.append(day)
        return tuple(days)
