"""The clauses that an agreement needs, from its data: what each is about, the decision and interests behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from makeable.agreement.enforce import agreement_of
from makeable.model import Agreement, Case
from makeable.model.agreement import Wording
from makeable.model.commitment import Served

__all__ = ["SECTIONS", "Clause", "Section", "Worded", "clauses_of", "fingerprint", "worded"]

Section = Literal[
    "parties",
    "settled",
    "commitments",
    "contingencies",
    "monitoring",
    "communication",
    "disputes",
    "reconvening",
    "ratification",
    "term",
]
SECTIONS: tuple[Section, ...] = (
    "parties",
    "settled",
    "commitments",
    "contingencies",
    "monitoring",
    "communication",
    "disputes",
    "reconvening",
    "ratification",
    "term",
)


@dataclass(frozen=True)
class Clause:
    """One clause, without its words. `key` stays the same when data change; `subject` is the id (or the place in its
    list, from 0) of the term; `issue` the decision behind it, `serves` the interests.
    """

    key: str
    section: Section
    kind: str
    subject: str = ""
    issue: str = ""
    serves: tuple[Served, ...] = ()


@dataclass(frozen=True)
class Worded:
    """The text of a clause. `outdated`: people worded it, and the data behind it have changed since.

    `generated`: what the data say now.
    """

    text: str
    generated: str
    edited: bool = False
    outdated: bool = False


def clauses_of(case: Case) -> tuple[Clause, ...]:
    """Every clause of the agreement, section by section."""
    agreement = agreement_of(case)
    found = [Clause("parties", "parties", "parties"), Clause("start", "parties", "start")]
    found += [Clause(f"issue-{issue.id}", "settled", "issue", issue.id, issue.id) for issue in case.issues]
    found += [
        Clause(f"commitment-{c.id}", "commitments", "commitment", c.id, c.issue, c.serves)
        for c in agreement.commitments
    ]
    found += [Clause(f"contingency-{t.id}", "contingencies", "contingency", t.id) for t in agreement.contingencies]
    found += _watching(agreement)
    found += _settling(agreement)
    found += _ending(agreement)
    return tuple(found)


def _watching(agreement: Agreement) -> Iterator[Clause]:
    if agreement.monitoring is not None:
        yield Clause("monitoring", "monitoring", "monitoring")
    for metric in agreement.metrics:
        yield Clause(f"metric-{metric.id}", "monitoring", "metric", metric.id, metric.issue)
    for at in range(len(agreement.channels)):
        yield Clause(f"channel-{at + 1}", "communication", "channel", str(at))


def _settling(agreement: Agreement) -> Iterator[Clause]:
    if agreement.dispute:
        yield Clause("grievance", "disputes", "grievance")
    for at, step in enumerate(agreement.dispute):
        yield Clause(f"dispute-{step.id}", "disputes", "dispute", str(at))
    for trigger in agreement.triggers:
        yield Clause(f"trigger-{trigger.id}", "reconvening", "trigger", trigger.id)
    if agreement.triggers:
        yield Clause("brief", "reconvening", "brief")


def _ending(agreement: Agreement) -> Iterator[Clause]:
    if agreement.ratification:
        yield Clause("ratification", "ratification", "ratification")
    for at in range(len(agreement.grafts)):
        yield Clause(f"graft-{at + 1}", "ratification", "graft", str(at))
    yield Clause("term", "term", "term")
    if agreement.reviews:
        yield Clause("reviews", "term", "reviews")
    if agreement.exit is not None:
        yield Clause("exit", "term", "exit")


def fingerprint(text: str) -> str:
    """Eight signs that stand for a text, to see later whether it has changed."""
    return sha256(text.encode()).hexdigest()[:8]


def worded(generated: str, wording: Wording | None) -> Worded:
    """A clause as people worded it, or as generated where they did not."""
    if wording is None or not wording.text or wording.text == generated:
        return Worded(generated, generated)
    outdated = bool(wording.written_for) and wording.written_for != fingerprint(generated)
    return Worded(wording.text, generated, edited=True, outdated=outdated)
