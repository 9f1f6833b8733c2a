"""An answer as a page: the same blocks as on the screen, with their pictures, in one HTML file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from makeable.cli.answer import answer
from makeable.errors import BadInput, Problem
from makeable.explain.audience import Audience, Withheld, visible_to
from makeable.explain.names import Names
from makeable.explain.words import LANGUAGES, Words
from makeable.finding import Finding
from makeable.model import Case
from makeable.report.blocks import Block, Document
from makeable.report.html import html_page

__all__ = ["add_page", "answer_or_page"]

F = TypeVar("F", bound=Finding)


def add_page(parser: argparse.ArgumentParser) -> None:
    """Declare --html and --language."""
    parser.add_argument("--html", metavar="FILE", help="write the answer as one HTML page, with its pictures")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language (default en)")


def answer_or_page(
    args: argparse.Namespace,
    case: Case,
    audience: Audience,
    finding: F,
    blocks: Callable[[F, Names, Words], list[Block]],
    title: str,
) -> int:
    """As `cli.answer.answer`; with --html into a file. Raises BadInput when the file cannot be written."""
    seen = visible_to(finding, audience)
    if not args.html or isinstance(seen, Withheld):
        return answer(args, case, audience, finding, blocks, title)
    words = Words(args.language)
    page = html_page(
        Document(case.title, blocks(seen, Names(case, words), words), words.say(title).capitalize(), args.language)
    )
    path = Path(args.html)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        what = f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}."
        raise BadInput([Problem("--html", what, "Choose a folder that you may write to.")]) from error
    sys.stderr.write(f"The page is in {path.resolve()}\n")
    return 0
