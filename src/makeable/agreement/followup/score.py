"""How far an agreement is carried out: scores from 0 to 3, and Open Contracting's names for milestones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from makeable.agreement.followup.state import State, Status, Track
from makeable.agreement.followup.work import Plan

__all__ = ["Implementation", "Milestone", "MilestoneStatus", "Progress", "implementation", "milestones"]

MilestoneStatus = Literal["scheduled", "met", "notMet", "partiallyMet"]

FULL = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """One commitment: its score from 0 (not begun) to 3 (full), over the occurrences that have come due.

    None when nothing has come due yet. `done`: verified or cured; `standing`: late or breached now.
    """

    commitment: str
    score: Fraction | None
    came_due: int
    done: int
    standing: int


@dataclass(frozen=True)
class Implementation:
    """The agreement as a whole: the sum of the scores over the most it could be, and each commitment's."""

    share: Fraction | None
    commitments: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One occurrence under the names of the Open Contracting Data Standard (milestone, 1.1)."""

    id: str
    title: str
    code: str
    due_date: str
    date_met: str
    date_modified: str
    status: MilestoneStatus

    def plain_form(self) -> dict[str, str]:
        """The milestone as the standard writes it; what is not known stays out."""
        written = {
            "id": self.id,
            "title": self.title,
            "type": "delivery",
            "code": self.code,
            "dueDate": self.due_date,
            "dateMet": self.date_met,
            "dateModified": self.date_modified,
            "status": self.status,
        }
        return {key: value for key, value in written.items() if value}


def points(track: Track) -> int:
    """0 not begun, 1 minimal, 2 intermediate, 3 full: the verifier's rating; a report not yet verified counts 1."""
    if track.status in ("verified", "cured"):
        return track.rating
    return 1 if track.status == "reported" else 0


def implementation(plan: Plan, state: State) -> Implementation:
    """The scores on the day of the last event, in the manner of the Peace Accords Matrix (Joshi, Quinn, Regan 2015).

    Only what has come due counts, and what was done before; what was excused does not.
    """
    commitments = tuple(_progress(c.id, state) for c in plan.agreement.commitments)
    scored = [p.score for p in commitments if p.score is not None]
    share = sum(scored, Fraction(0)) / (FULL * len(scored)) if scored else None
    return Implementation(share, commitments)


def _progress(commitment: str, state: State) -> Progress:
    tracks = [t for t in state.tracks.values() if t.commitment == commitment and t.status != "excused"]
    counted = [t for t in tracks if t.status not in ("planned", "due")]
    score = Fraction(sum(points(t) for t in counted), len(counted)) if counted else None
    return Progress(
        commitment=commitment,
        score=score,
        came_due=len(counted),
        done=sum(t.status in ("verified", "cured") for t in counted),
        standing=sum(t.status in ("late", "breached") for t in counted),
    )


_STATUS: dict[Status, MilestoneStatus] = {
    "planned": "scheduled",
    "due": "scheduled",
    "reported": "scheduled",
    "excused": "scheduled",
    "late": "notMet",
    "breached": "notMet",
    "verified": "met",
    "cured": "met",
}


def milestones(plan: Plan, state: State) -> tuple[Milestone, ...]:
    """Every occurrence that is followed, for export to Open Contracting tools."""
    return tuple(_milestone(plan, track) for track in _in_order(state.tracks.values()))


def _in_order(tracks: Iterable[Track]) -> list[Track]:
    return sorted(tracks, key=lambda track: (track.due, track.commitment, track.number))


def _milestone(plan: Plan, track: Track) -> Milestone:
    status = _STATUS[track.status]
    if status == "met" and track.rating < FULL:
        status = "partiallyMet"
    changed = track.history[-1][0].isoformat() if track.history else ""
    met = status in ("met", "partiallyMet")
    return Milestone(
        id=f"{track.commitment}-{track.number}",
        title=plan.agreement.commitment[track.commitment].what,
        code=track.commitment,
        due_date=track.due.isoformat(),
        date_met=changed if met else "",
        date_modified=changed,
        status=status,
    )
