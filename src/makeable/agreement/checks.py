"""What an agreement still lacks: every gap named, so that it can be closed before signing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from makeable.agreement.derailers import AT_LEAST, mechanisms
from makeable.agreement.enforce import agreement_of
from makeable.finding import Finding, Reason, proven
from makeable.model import Agreement, Case

__all__ = ["Checked", "Gap", "GapKind", "check_agreement"]

GapKind = Literal[
    "owner",
    "due",
    "evidence",
    "verifier",
    "own_verifier",
    "beneficiary",
    "too_early",
    "issue_uncovered",
    "unlinked",
    "few_scenarios",
    "no_mechanism",
    "no_monitoring",
    "no_metric",
    "no_threshold",
    "no_source",
    "no_channel",
    "no_dispute",
    "no_trigger",
    "no_ratification",
    "no_graft",
    "no_term",
    "no_review",
    "no_exit",
    "below_no_deal",
]


@dataclass(frozen=True)
class Gap(Reason):
    """Something the agreement lacks; `about` names the commitment, scenario, metric, issue or party concerned."""

    kind: GapKind
    about: str = ""
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked(Finding):
    """The agreement as a whole: how many terms of each kind, and its gaps (also among the reasons)."""

    counts: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]


def check_agreement(case: Case) -> Checked:
    """Every gap of an agreement: commitments nobody could verify, scenarios nothing answers, parts left out."""
    agreement = agreement_of(case)
    gaps = (
        *_commitment_gaps(agreement),
        *_link_gaps(case, agreement),
        *_scenario_gaps(agreement),
        *_metric_gaps(agreement),
        *_part_gaps(case, agreement),
    )
    below = tuple(
        Gap("below_no_deal", party) for party, sheet in case.sheets.items() if sheet.gain(agreement.package) < 0
    )
    counts = {
        name: len(getattr(agreement, name))
        for name in ("commitments", "contingencies", "scenarios", "metrics", "dispute", "triggers", "ratification")
    }
    return Checked(
        asked="agree",
        proof=proven("every term was looked at"),
        reasons=gaps + below,
        drawn_from=frozenset(sheet.owner(p) for p, sheet in case.sheets.items()),
        counts=tuple(counts.items()),
        gaps=gaps + below,
    )


def _commitment_gaps(agreement: Agreement) -> Iterator[Gap]:
    for c in agreement.commitments:
        if not c.owner:
            yield Gap("owner", c.id)
        if c.due is None:
            yield Gap("due", c.id)
        if not c.evidence:
            yield Gap("evidence", c.id)
        if not c.verifier:
            yield Gap("verifier", c.id)
        elif c.verifier == c.owner:
            yield Gap("own_verifier", c.id, c.owner)
        if not c.to:
            yield Gap("beneficiary", c.id)
        for key in c.depends_on:
            before = agreement.commitment[key].due
            if c.due is not None and before is not None and c.due < before:
                yield Gap("too_early", c.id, key)


def _link_gaps(case: Case, agreement: Agreement) -> Iterator[Gap]:
    covered = {c.issue for c in agreement.commitments}
    yield from (Gap("issue_uncovered", issue.id) for issue in case.issues if issue.id not in covered)
    yield from (Gap("unlinked", c.id) for c in agreement.commitments if not c.issue and not c.serves)


def _scenario_gaps(agreement: Agreement) -> Iterator[Gap]:
    if len(agreement.scenarios) < AT_LEAST:
        yield Gap("few_scenarios", str(len(agreement.scenarios)), str(AT_LEAST))
    yield from (Gap("no_mechanism", s.id) for s in agreement.scenarios if not mechanisms(agreement, s))


def _metric_gaps(agreement: Agreement) -> Iterator[Gap]:
    if not agreement.metrics:
        yield Gap("no_metric")
    for metric in agreement.metrics:
        if metric.threshold is None:
            yield Gap("no_threshold", metric.id)
        if not metric.source or not metric.reported_by:
            yield Gap("no_source", metric.id)


def _part_gaps(case: Case, agreement: Agreement) -> Iterator[Gap]:
    parts: tuple[tuple[GapKind, object], ...] = (
        ("no_monitoring", agreement.monitoring is not None and agreement.monitoring.who),
        ("no_channel", agreement.channels),
        ("no_dispute", agreement.dispute),
        ("no_trigger", agreement.triggers),
        ("no_graft", agreement.grafts),
        ("no_term", agreement.term or agreement.renews),
        ("no_review", agreement.reviews),
        ("no_exit", agreement.exit),
    )
    yield from (Gap(kind) for kind, held in parts if not held)
    ratified = {step.party for step in agreement.ratification}
    yield from (Gap("no_ratification", party) for party in case.party if party not in ratified)
