"""`makeable brief`: who needs what, is there a deal, what each principle would give, what stands in the way."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from makeable.cli.case_argument import add_case, case_of
from makeable.cli.progress import progress_bar
from makeable.cli.screen import show
from makeable.errors import BadInput, Problem
from makeable.explain.audience import visible_to
from makeable.explain.words import LANGUAGES, Words
from makeable.report.as_json import json_text
from makeable.report.brief import IN_BRIEF, brief
from makeable.report.contents.brief import brief_document
from makeable.report.html import html_page
from makeable.report.markdown import markdown_text

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--html", metavar="FILE", help="write the brief as one HTML page with charts")
    parser.add_argument("--md", metavar="FILE", help="write the brief as Markdown")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language of the brief (default en)")
    parser.add_argument(
        "--seconds", type=float, default=IN_BRIEF.seconds, help="time limit of each search (default 10)"
    )


def run(args: argparse.Namespace) -> int:
    """Compute every part, then draw it wherever it was asked for."""
    case, audience = case_of(args)
    with progress_bar() as step:
        found = brief(case, replace(IN_BRIEF, seconds=args.seconds), step)
    seen = visible_to(found, audience)
    assert seen is found, "a brief is computed from what its reader may see"
    if args.json:
        sys.stdout.write(json_text(replace(found, case=case)) + "\n")
    document = brief_document(found, audience, Words(args.language))
    if args.html:
        write(Path(args.html), html_page(document), "--html")
    if args.md:
        write(Path(args.md), markdown_text(document), "--md")
    if not (args.json or args.html or args.md):
        show(document)
    return 0


def write(path: Path, text: str, option: str) -> None:
    """Write a file and say where it is. Raises BadInput when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}."
        raise BadInput([Problem(option, what, "Choose a folder that you may write to.")]) from error
    sys.stderr.write(f"The brief is in {path.resolve()}\n")
