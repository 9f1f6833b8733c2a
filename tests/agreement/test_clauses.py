"""Clauses from data, and wording that people changed, kept when the data change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from makeable.agreement.clauses import clauses_of, fingerprint, worded
from makeable.casefile import load
from makeable.explain.clauses import clause_text
from makeable.explain.terms import Terms
from makeable.explain.wording_kept import kept_wording
from makeable.explain.words import Words
from makeable.model import Case
from makeable.model.agreement import Wording
from makeable.report.blocks import Clause, Notice
from makeable.report.contents.agreement_document import agreement_document
from makeable.report.markdown import markdown_text

CASE = load(Path(__file__).resolve().parents[2] / "cases" / "bus-corridor")
WORDS = Words()


def texts(case: Case) -> dict[str, str]:
    terms = Terms(case, WORDS)
    return {clause.key: clause_text(clause, terms) for clause in clauses_of(case)}


def test_every_term_has_a_clause_and_every_key_stands_once() -> None:
    agreement = CASE.agreement
    assert agreement is not None
    keys = [clause.key for clause in clauses_of(CASE)]
    assert len(keys) == len(set(keys))
    assert {f"commitment-{c.id}" for c in agreement.commitments} <= set(keys)
    assert {f"metric-{m.id}" for m in agreement.metrics} <= set(keys)
    assert {f"trigger-{t.id}" for t in agreement.triggers} <= set(keys)
    assert {f"issue-{issue.id}" for issue in CASE.issues} <= set(keys)
    assert {"monitoring", "ratification", "term", "reviews", "exit", "grievance"} <= set(keys)


def test_a_commitment_says_who_what_when_shown_by_what_and_what_follows() -> None:
    said = texts(CASE)["commitment-main"].replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Water Company will replace the main from the station to the bridge, for City Streets Department and "
        "Regional Transit Agency. It is due by 31 October 2027. It is shown by the completion certificate, which "
        "City Streets Department verifies. It is done in return for “New surface”, and rests when that is broken. "
        "If it is not kept, Water Company owes the others 40 k€."
    )


def test_every_clause_about_an_issue_names_the_decision_and_the_interests_behind_it() -> None:
    drawn = [block for block in agreement_document(CASE, WORDS).blocks if isinstance(block, Clause)]
    main = next(block for block in drawn if block.mark.startswith("clause commitment-main "))
    assert main.note.startswith("Decision: Replacing the water main. Serves Water Company:")


def test_wording_is_kept_and_told_when_the_data_changed() -> None:
    assert worded("a", None).text == "a"
    kept = worded("a", Wording("mine", fingerprint("a")))
    assert (kept.text, kept.edited, kept.outdated) == ("mine", True, False)
    assert worded("b", Wording("mine", fingerprint("a"))).outdated


def moved(case: Case) -> Case:
    """The same agreement with the main due a month later."""
    agreement = case.agreement
    assert agreement is not None
    main = agreement.commitment["main"]
    assert main.due is not None
    later = replace(main, due=main.due.replace(month=12))
    return replace(case, agreement=agreement.with_commitments({"main": later}))


def test_an_edited_document_keeps_its_words_and_the_rest_follows_the_data() -> None:
    printed = markdown_text(agreement_document(CASE, WORDS))
    assert kept_wording(printed, {}) == {}
    edited = printed.replace("Water Company will replace the main", "The company *will* lay a new main")
    wording = kept_wording(edited, {})
    assert list(wording) == ["commitment-main"]
    assert wording["commitment-main"].text.startswith("The company *will* lay a new main from the station")
    again = agreement_document(CASE, WORDS, wording)
    assert not any(isinstance(block, Notice) for block in again.blocks)
    assert kept_wording(markdown_text(again), wording) == wording
    reread = kept_wording(markdown_text(again), {})
    assert reread == wording  # the document alone carries the words on
    changed = agreement_document(moved(CASE), WORDS, wording)
    assert kept_wording(markdown_text(changed), {}) == wording
    notices = [block.text for block in changed.blocks if isinstance(block, Notice)]
    assert notices == [
        "These clauses were worded by hand, and the data behind them have changed since: 3.2.",
    ]
    clause = next(b for b in changed.blocks if isinstance(b, Clause) and b.number == "3.2")
    assert clause.text.startswith("The company *will* lay")
    assert "31\N{NO-BREAK SPACE}December" in clause.note
