"""`makeable document`: the agreement as a document to sign, and its calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from makeable.casefile.document import read_text
from makeable.cli.agreement_argument import add_agreement, agreement_case, written
from makeable.cli.screen import show
from makeable.errors import BadInput, Problem
from makeable.explain.wording_kept import kept_wording
from makeable.explain.words import Words
from makeable.model import Agreement
from makeable.model.agreement import Wording
from makeable.report.blocks import Document
from makeable.report.contents.agreement_document import agreement_document
from makeable.report.docx import docx_bytes
from makeable.report.html import html_page
from makeable.report.ics import calendar_bytes
from makeable.report.markdown import markdown_text
from makeable.report.pdf import pdf_bytes

__all__ = ["configure", "run"]

FORMATS: dict[str, Callable[[Document], bytes | str]] = {
    "docx": docx_bytes,
    "pdf": pdf_bytes,
    "html": html_page,
    "md": markdown_text,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_agreement(parser)
    parser.add_argument("--docx", metavar="FILE", help="write a Word document")
    parser.add_argument("--pdf", metavar="FILE", help="write a PDF document")
    parser.add_argument("--html", metavar="FILE", help="write a page")
    parser.add_argument(
        "--md", metavar="FILE", help="write Markdown; clauses that were edited in the file are kept as they were worded"
    )
    parser.add_argument("--ics", metavar="FILE", help="write the calendar for a calendar program")
    parser.add_argument("--wording", metavar="FILE", help="take clauses that were edited in this Markdown document")


def run(args: argparse.Namespace) -> int:
    """Write the document wherever it was asked for; on the screen when nowhere."""
    case, _ = agreement_case(args)
    assert case.agreement is not None
    words = Words(args.language)
    document = agreement_document(case, words, _wording(args, case.agreement))
    wanted = {option: path for option in FORMATS if (path := getattr(args, option))}
    for option, path in wanted.items():
        written(Path(path), FORMATS[option](document), f"--{option}")
    if args.ics:
        written(Path(args.ics), calendar_bytes(case, words, datetime.now(UTC), Path(args.ics).stem), "--ics")
    if not wanted and not args.ics:
        show(document)
    return 0


def _wording(args: argparse.Namespace, agreement: Agreement) -> dict[str, Wording]:
    """The wording of the case, with what people changed in the Markdown document."""
    held = dict(agreement.wording)
    sources = [Path(args.wording)] if args.wording else []
    if args.md and Path(args.md).exists():
        sources.append(Path(args.md))
    for source in sources:
        problems: list[Problem] = []
        text = read_text(source, problems)
        if text is None:
            raise BadInput(problems)
        held = kept_wording(text, held)
    return held
