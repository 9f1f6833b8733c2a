"""What time alone does: occurrences fall due, run late and are breached; disputes move from step to step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from makeable.agreement.followup.state import Grievance, Key, Status, Track
from makeable.agreement.followup.work import Work

__all__ = ["advance"]

DAY = timedelta(days=1)


def advance(work: Work, today: date) -> None:
    """Let the days pass until `today`, each change on its own day and in order, however long the pause was."""
    while (day := min((d for d in _changes(work) if d <= today), default=None)) is not None:
        work.today = day if work.today is None else max(day, work.today)
        _pass(work, day, work.today)
    work.today = today if work.today is None else max(today, work.today)


def _changes(work: Work) -> Iterator[date]:
    """The days on which something is going to change."""
    notice = timedelta(days=work.agreement.notice_days)
    for commitment in work.agreement.commitments:
        coming = work.coming(commitment)
        if coming is not None:
            yield coming.due - notice
    for track in work.tracks.values():
        turn = _turn(work, track)
        if turn is not None:
            yield turn[0]
    for grievance in work.grievances.values():
        if grievance.status == "open":
            yield _step_ends(work, grievance)


def _turn(work: Work, track: Track) -> tuple[date, Status] | None:
    """The next change that the days alone bring to an occurrence, and when."""
    if track.status == "planned":
        return track.due - timedelta(days=work.agreement.notice_days), "due"
    if track.status == "due":
        return track.due + DAY, "late"
    if track.status == "late":
        return max(track.due, track.clock_from) + timedelta(days=work.agreement.grace_days) + DAY, "breached"
    return None


def _step_ends(work: Work, grievance: Grievance) -> date:
    """The day on which a dispute moves on; a dispute beyond the last step has run out at once."""
    steps = work.agreement.dispute
    if grievance.step >= len(steps):
        return grievance.since
    return grievance.since + timedelta(days=steps[grievance.step].days) + DAY


def _pass(work: Work, day: date, on: date) -> None:
    """One day on which something changes; `on` is never before what is already in the log."""
    notice = timedelta(days=work.agreement.notice_days)
    for commitment in work.agreement.commitments:
        coming = work.coming(commitment)
        if coming is not None and coming.due - notice <= day:
            excused = ((on, coming.status),) if coming.status == "excused" else ()
            work.tracks[coming.key] = replace(coming, history=excused)
    breached = []
    for key in sorted(work.tracks):
        turn = _turn(work, work.tracks[key])
        if turn is not None and turn[0] <= day:
            work.set_status(key, turn[1], on)
            if turn[1] == "breached":
                work.tracks[key] = replace(work.tracks[key], was_breached=True)
                work.grieve(key[0], key[1], "", on)
                breached.append(key)
    for name, grievance in list(work.grievances.items()):
        if grievance.status == "open" and _step_ends(work, grievance) <= day:
            _move_on(work, name, grievance, on)
    for key in breached:
        _watch(work, key, on)


def _move_on(work: Work, name: str, grievance: Grievance, on: date) -> None:
    if grievance.step >= len(work.agreement.dispute):
        work.grievances[name] = replace(grievance, status="exhausted")
        work.call("dispute", grievance.about, on)
    else:
        work.grievances[name] = replace(grievance, step=grievance.step + 1, since=on)


def _watch(work: Work, breached: Key, on: date) -> None:
    """Triggers on breaches: so many that stand at the same time, of the commitment or of any."""
    standing = [key for key, track in work.tracks.items() if track.status == "breached"]
    for trigger in work.agreement.triggers:
        if trigger.on == "breach" and trigger.about in ("", breached[0]):
            count = sum(trigger.about in ("", key[0]) for key in standing)
            if count >= trigger.times:
                work.call_by(trigger.id, breached[0], on)
