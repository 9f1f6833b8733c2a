"""`makeable document`: the agreement as a document to sign, and its calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from makeable.casefile.document import read_text
from makeable.cli.agreement_argument import add_agreement, agreement_case, written
from makeable.cli.asked import principle_named
from makeable.cli.screen import show
from makeable.errors import BadInput, Problem
from makeable.explain.audience import Audience, case_for
from makeable.explain.names import Names
from makeable.explain.wording_kept import kept_wording
from makeable.explain.words import Words
from makeable.model import Agreement, Case
from makeable.model.agreement import Wording
from makeable.principles.justification import justification
from makeable.report.blocks import Block, Document
from makeable.report.contents.agreement_document import agreement_document
from makeable.report.contents.justification import short_justification_blocks
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
    parser.add_argument(
        "--justify",
        metavar="PARTY",
        help="this party's own copy, with what it tells those at home (not for the others)",
    )
    parser.add_argument("--principle", default="", metavar="NAME", help="the principle agreed on, for --justify")
    parser.add_argument("--wording", metavar="FILE", help="take clauses that were edited in this Markdown document")


def run(args: argparse.Namespace) -> int:
    """Write the document wherever it was asked for; on the screen when nowhere."""
    case, _ = agreement_case(args)
    assert case.agreement is not None
    words = Words(args.language)
    document = agreement_document(case, words, _wording(args, case.agreement), _justified(args, case, words))
    wanted = {option: path for option in FORMATS if (path := getattr(args, option))}
    for option, path in wanted.items():
        written(Path(path), FORMATS[option](document), f"--{option}")
    if args.ics:
        written(Path(args.ics), calendar_bytes(case, words, datetime.now(UTC), Path(args.ics).stem), "--ics")
    if not wanted and not args.ics:
        show(document)
    return 0


def _justified(args: argparse.Namespace, case: Case, words: Words) -> list[Block]:
    """What the party tells those at home, from what it may see; nothing when nobody asked for it."""
    if args.justify is None:
        return []
    if args.justify not in case.party or args.party not in (None, args.justify):
        fix = f"Choose one of: {', '.join(case.party)}; with --for, the same party."
        raise BadInput([Problem("--justify", f"`{args.justify}` cannot be the reader of this copy.", fix)])
    assert case.agreement is not None
    seen = case_for(case, Audience(args.justify))
    principle = principle_named(args.principle).name if args.principle else ""
    found = justification(seen, args.justify, case.agreement.package, "agreement", principle)
    return short_justification_blocks(found, Names(seen, words), words)


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
