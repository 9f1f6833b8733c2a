"""One step of the follow-up under way: a working copy of the state, and the ways to change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from makeable.agreement.followup.refusal import Refusal, Why
from makeable.agreement.followup.state import FINAL, Grievance, Key, Reconvening, State, Status, Track
from makeable.model import Agreement, Case, Commitment
from makeable.model.commitment import later
from makeable.model.event import Event

__all__ = ["Call", "Plan", "Work"]

Call = Literal["metric", "breach", "scenario", "dispute"]


@dataclass(frozen=True)
class Plan:
    """What the log is about: the agreement, and the parties to it."""

    agreement: Agreement
    parties: frozenset[str]

    @classmethod
    def of(cls, case: Case) -> Plan:
        """The plan of a case. Raises ValueError when it has no agreement."""
        if case.agreement is None:
            raise ValueError("the case has no agreement")
        return cls(case.agreement, frozenset(case.party))

    def due(self, commitment: Commitment, number: int) -> date | None:
        """The planned day of an occurrence (from 1); None when there is no such occurrence."""
        if commitment.due is None or number < 1 or (not commitment.every and number > 1):
            return None
        if commitment.times is not None and number > commitment.times:
            return None
        day = later(commitment.due, commitment.every * (number - 1))
        ends = self.agreement.ends
        return None if ends is not None and day > ends else day


class Work:
    """A working copy of a state. `refuse` and the changing methods are called by the machine, then `done`."""

    def __init__(self, plan: Plan, state: State) -> None:
        self.plan, self.agreement, self.before = plan, plan.agreement, state
        self.today = state.today
        self.tracks, self.readings = dict(state.tracks), dict(state.readings)
        self.grievances, self.reconvenings = dict(state.grievances), dict(state.reconvenings)
        self.signed, self.ratified = dict(state.signed), dict(state.ratified)
        self.happened, self.shifted, self.released = dict(state.happened), dict(state.shifted), set(state.released)
        self.refusal: Why | None = None

    def done(self, event: Event) -> State:
        """The state after the event."""
        refused = self.before.refused
        if self.refusal is not None:
            refused = (*refused, Refusal(event.id, self.refusal))
        return State(
            today=self.today,
            tracks=self.tracks,
            readings=self.readings,
            grievances=self.grievances,
            reconvenings=self.reconvenings,
            signed=self.signed,
            ratified=self.ratified,
            happened=self.happened,
            shifted=self.shifted,
            released=frozenset(self.released),
            log=(*self.before.log, event),
            refused=refused,
        )

    def coming(self, commitment: Commitment) -> Track | None:
        """The first occurrence of a commitment that is not tracked yet."""
        return self.planned(commitment, 1 + sum(key[0] == commitment.id for key in self.tracks))

    def planned(self, commitment: Commitment, number: int) -> Track | None:
        """An occurrence as it stands before anything happens to it."""
        day = self.plan.due(commitment, number)
        if day is None:
            return None
        day = later(day, self.shifted.get(commitment.id, 0))
        if commitment.id in self.released:
            return Track(commitment.id, number, day, "excused", day)
        return Track(commitment.id, number, day, "planned", day)

    def set_status(self, key: Key, status: Status, day: date) -> None:
        """Change the status of an occurrence; its history never runs backwards."""
        track = self.tracks[key]
        if track.history:
            day = max(day, track.history[-1][0])
        self.tracks[key] = replace(track, status=status, history=(*track.history, (day, status)))

    def grieve(self, about: str, number: int | None, by: str, day: date, text: str = "") -> None:
        """Open a dispute, unless one about the same thing is open."""
        if any(g.about == about and g.number == number and g.status == "open" for g in self.grievances.values()):
            return
        key = f"g{len(self.grievances) + 1}"
        self.grievances[key] = Grievance(key, about, number, day, by, 0, day, text=text)

    def settle(self, key: str, day: date, outcome: str) -> None:
        """Close a dispute."""
        self.grievances[key] = replace(self.grievances[key], status="resolved", closed=day, outcome=outcome)

    def settle_about(self, about: str, number: int | None, day: date, outcome: str) -> None:
        """Close the disputes about something that has come right."""
        for key, grievance in list(self.grievances.items()):
            if grievance.about == about and grievance.number == number and grievance.status != "resolved":
                self.settle(key, day, outcome)

    def call(self, on: Call, about: str, day: date, count: int | None = None) -> None:
        """Call the parties back to the table by every trigger that fits; `count`: how often it has come to this.

        A dispute that ran out calls them even without a trigger.
        """
        for trigger in self.agreement.triggers:
            fits = trigger.on == on and trigger.about in ("", about)
            if fits and (count is None or count >= trigger.times):
                self.call_by(trigger.id, about, day)
        if on == "dispute" and not any(trigger.on == "dispute" for trigger in self.agreement.triggers):
            self.call_by("", about, day)

    def call_by(self, trigger: str, about: str, day: date) -> None:
        """Call the parties by one trigger, unless it has called them about the same and they have not met yet."""
        called = self.reconvenings.values()
        if not any(r.trigger == trigger and r.about == about and r.held is None for r in called):
            key = f"r{len(self.reconvenings) + 1}"
            self.reconvenings[key] = Reconvening(key, trigger, about, day)

    def first_open(self, commitment: str) -> Key | None:
        """The earliest occurrence of a commitment that is not settled, tracked or still planned."""
        tracked = sorted(key for key in self.tracks if key[0] == commitment)
        for key in tracked:
            if self.tracks[key].status not in FINAL:
                return key
        track = self.planned(self.agreement.commitment[commitment], len(tracked) + 1)
        if track is None:
            return None
        self.tracks[track.key] = track
        return track.key
