"""A scenario that happens, or is over: dates move and duties rest as the contingent terms say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from makeable.agreement.followup.clock import advance
from makeable.agreement.followup.refusal import Why
from makeable.agreement.followup.state import FINAL
from makeable.agreement.followup.work import Work
from makeable.model.commitment import later
from makeable.model.event import Event

__all__ = ["ended", "happened"]


def happened(work: Work, event: Event) -> Why | None:
    """A scenario happens: what its contingent terms move or excuse moves, and triggers on it call the parties."""
    if event.about not in work.agreement.scenario:
        return "unknown_subject"
    if event.about in work.happened:
        return "already"
    work.happened[event.about] = event.on
    for term in work.agreement.contingencies:
        if term.when == event.about:
            for commitment, months in term.delays.items():
                _shift(work, commitment, months, event.on)
            for commitment in term.releases:
                _release(work, commitment, event.on)
    work.call("scenario", event.about, event.on)
    advance(work, event.on)
    return None


def _shift(work: Work, commitment: str, months: int, on: date) -> None:
    work.shifted[commitment] = work.shifted.get(commitment, 0) + months
    for key, track in list(work.tracks.items()):
        if key[0] == commitment and track.status in ("planned", "due", "late"):
            due = later(track.due, months)
            work.tracks[key] = replace(track, due=due, clock_from=max(due, track.clock_from))
            work.set_status(key, "planned", on)


def _release(work: Work, commitment: str, on: date) -> None:
    work.released.add(commitment)
    for key, track in list(work.tracks.items()):
        if key[0] == commitment and track.status not in FINAL:
            work.set_status(key, "excused", on)
            work.settle_about(key[0], key[1], on, "excused")


def ended(work: Work, event: Event) -> Why | None:
    """A scenario is over: what comes up from now on is due as planned again."""
    if event.about not in work.happened:
        return "not_open"
    del work.happened[event.about]
    for term in work.agreement.contingencies:
        if term.when == event.about:
            for commitment, months in term.delays.items():
                work.shifted[commitment] = work.shifted.get(commitment, 0) - months
            work.released -= set(term.releases)
    advance(work, event.on)
    return None
