"""The agreement as files that other programs read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from makeable.casefile import load
from makeable.explain.words import Words
from makeable.model import Case
from makeable.report.blocks import Clause, Document, Heading, Paragraph
from makeable.report.contents.agreement_document import agreement_document
from makeable.report.docx import docx_bytes
from makeable.report.html import html_page
from makeable.report.ics import calendar_bytes
from makeable.report.markdown import markdown_text
from makeable.report.pdf import pdf_bytes
from makeable.report.terminal import terminal_text

CASE = load(Path(__file__).resolve().parents[2] / "cases" / "bus-corridor")
WORDS = Words()
MADE = datetime(2026, 12, 1, tzinfo=UTC)


def events(case: Case) -> dict[str, object]:
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(calendar_bytes(case, WORDS, MADE))
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_every_day_once_and_reminds() -> None:
    found = events(CASE)
    assert found["main-1@makeable"]["dtstart"].dt.isoformat() == "2027-10-31"  # type: ignore[index]
    assert {"buses-1@makeable", "buses-4@makeable", "review-2028-12-01@makeable", "start@makeable"} <= set(found)
    assert "buses-5@makeable" not in found  # after the term
    assert all(len(event.walk("VALARM")) == 1 for event in found.values())  # type: ignore[attr-defined]


def test_a_day_that_moves_keeps_its_id() -> None:
    agreement = CASE.agreement
    assert agreement is not None
    main = agreement.commitment["main"]
    assert main.due is not None
    moved = replace(CASE, agreement=agreement.with_commitments({"main": replace(main, due=main.due.replace(month=12))}))
    before, after = events(CASE), events(moved)
    assert set(before) == set(after)
    assert after["main-1@makeable"]["dtstart"].dt.month == 12  # type: ignore[index]


def test_the_same_calendar_gives_the_same_bytes() -> None:
    pytest.importorskip("icalendar")
    assert calendar_bytes(CASE, WORDS, MADE) == calendar_bytes(CASE, WORDS, MADE)


def test_clauses_reach_every_kind_of_file() -> None:
    document = agreement_document(CASE, WORDS)
    clauses = [block for block in document.blocks if isinstance(block, Clause)]
    files = {
        "html": html_page(document),
        "md": markdown_text(document),
        "terminal": terminal_text(document, 200),
        "docx": ZipFile(BytesIO(docx_bytes(document))).read("word/document.xml").decode(),
    }
    for clause in clauses:
        for kind, text in files.items():
            assert clause.number in text, (kind, clause.number)
    assert 'w:val="Clause"' in files["docx"]
    assert files["docx"].count("<w:tbl>") == 5  # ratification, metrics, calendar, scenarios, signatures
    assert pdf_bytes(document).startswith(b"%PDF-")


def test_what_people_wrote_stays_text_in_a_clause() -> None:
    evil = Clause("1.1", "<b>*x*</b> # [y](z)", "<i>note</i>", "clause k --> <script>")
    document = Document("T", (Heading("H"), evil))
    assert "<script>" not in html_page(document)
    assert "&lt;b&gt;" in html_page(document)
    marked = markdown_text(document)
    assert "\\<b\\>\\*x\\*" in marked
    assert marked.count("-->") == 1


def test_a_justification_takes_its_place_before_the_signatures() -> None:
    document = agreement_document(CASE, WORDS, justification=(Paragraph("Because."),))
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert titles[-2:] == ["Why this is fair", "Signatures"]
    assert Paragraph("Because.") in document.blocks
