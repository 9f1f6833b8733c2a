"""Reading and writing agreements: what is missing is named, what is wrong is listed, nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from makeable.casefile import load, read_case_text
from makeable.casefile.event_reader import event_line, read_log
from makeable.casefile.save import case_text
from makeable.errors import BadInput
from makeable.model.event import Event

CASES = Path(__file__).resolve().parents[2] / "cases"

FRAME = """
makeable: 1
title: Test
issues: [{id: a, options: [x, y]}]
parties:
  - {id: p, sheet: {no_deal: 0, scores: {a: {x: 1, y: 2}}, stakes: {discount: 0.9, costs: {c1: 3}}}}
  - {id: q, sheet: {no_deal: 0, scores: {a: {x: 2, y: 1}}}}
draft: {a: x}
agreement:
  starts: 2030-01-01
"""


def problems(agreement: str) -> list[str]:
    return [f"{p.severity}: {p.what}" for p in read_case_text(FRAME + agreement).problems]


def test_a_commitment_without_owner_date_evidence_or_verifier_is_named() -> None:
    found = problems(
        "  commitments:\n    - {id: c1, what: do it}\n    - {id: c2, what: do that, owner: p, verifier: p}\n"
    )
    assert "warning: The commitment `c1` has no `owner`, `due`, `evidence`, `verifier`." in found
    assert "warning: The commitment `c2` has no `due`, `evidence`." in found


def test_whoever_verifies_itself_is_named() -> None:
    whole = "{id: c1, what: do it, owner: p, due: 2030-05-01, evidence: photo, verifier: p}"
    assert "warning: `p` would verify its own commitment `c1`." in problems(f"  commitments: [{whole}]\n")


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        ("  commitments: [{id: c1, what: do, owner: nobody}]\n", "`nobody` is not known"),
        ("  commitments: [{id: c1, what: do, due: soon}]\n", "must be a date"),
        ("  commitments: [{id: c1, what: do, depends_on: [c9]}]\n", "`c9` is not known"),
        ("  commitments: [{id: c1, what: do, depends_on: [c1]}]\n", "wait for each other"),
        ("  commitments: [{id: c1, what: do, if_broken: {reward: 5}}]\n", "Nobody pays the reward"),
        ("  commitments: [{id: c1, what: do, if_broken: {penalty: -5}}]\n", "negative figure"),
        ("  commitments: [{id: c1, what: do}, {id: c1, what: do}]\n", "already the id of a commitment"),
        ("  commitments: [{id: c2, what: do}]\n", "speak of `c1`"),
        ("  commitments: [{id: c1, what: do}]\n  term: 2029-01-01\n", "ends before it starts"),
        ("  commitments: [{id: c1, what: do}]\n  package: z\n", "`z` is not known"),
        ("  commitments: [{id: c1, what: do}]\n  scenarios: [{id: s, name: S, kind: rain}]\n", "cannot be `rain`"),
    ],
)
def test_what_is_wrong_is_said(agreement: str, said: str) -> None:
    assert any(said in line for line in problems(agreement)), problems(agreement)


def test_later_records_can_be_referred_to() -> None:
    text = "  commitments: [{id: c1, what: do, in_return_for: [c2]}, {id: c2, what: do, in_return_for: [c1]}]\n"
    assert not [line for line in problems(text) if line.startswith("error")]


def test_what_is_written_reads_back_the_same() -> None:
    case = load(CASES / "bus-corridor")
    again = read_case_text(case_text(case)).case
    assert again is not None
    assert again.agreement == case.agreement
    assert again.sheets == case.sheets


def test_a_log_grows_line_by_line(tmp_path: Path) -> None:
    from datetime import date

    from makeable.model import exact

    log = tmp_path / "log.yaml"
    assert read_log(log) == ()
    events = (
        Event("e1", date(2030, 1, 1), "reported", "p", "c1", 2, evidence='a "photo": yes'),
        Event("e2", date(2030, 1, 2), "metric", about="m", value=exact("2/3")),
        Event("e3", date(2030, 1, 2), "postponed", about="c1", until=date(2031, 1, 1), text="later"),
    )
    log.write_text("".join(event_line(event) for event in events))
    assert read_log(log) == events


def test_a_broken_log_is_refused_with_every_problem(tmp_path: Path) -> None:
    log = tmp_path / "log.yaml"
    log.write_text("- {id: e1, on: never, kind: danced}\n- {on: 2030-01-01, kind: tick}\n")
    with pytest.raises(BadInput) as bad:
        read_log(log)
    assert len(bad.value.problems) == 3
