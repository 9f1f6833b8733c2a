"""`makeable justify`: for one party, what it got and gave and why, to be taken home."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from makeable.cli.agreement_argument import written
from makeable.cli.asked import principle_named
from makeable.cli.case_argument import add_case, case_of
from makeable.cli.document import FORMATS
from makeable.cli.judge import package_of
from makeable.cli.screen import show
from makeable.errors import BadInput, Problem
from makeable.explain.words import LANGUAGES, Words
from makeable.model import Case, Package
from makeable.principles.justification import Justification, justification
from makeable.report.as_json import json_text
from makeable.report.contents.justification import justification_document

__all__ = ["configure", "justified", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "--package",
        metavar="PACKAGE",
        help='a package of the file, "draft", "status_quo", or "issue=choice, .." (default: as agreed, or the draft)',
    )
    parser.add_argument("--principle", default="", metavar="NAME", help="the principle that the group agreed on")
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        metavar="NAME=PACKAGE",
        help="compare with this package too, for example what another principle was said to choose",
    )
    parser.add_argument("--short", action="store_true", help="what can be said in one minute")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language (default en)")
    parser.add_argument("--docx", metavar="FILE", help="write a Word document")
    parser.add_argument("--pdf", metavar="FILE", help="write a PDF document")
    parser.add_argument("--html", metavar="FILE", help="write a page")
    parser.add_argument("--md", metavar="FILE", help="write Markdown")


def run(args: argparse.Namespace) -> int:
    """Account for the package to the party's own people, wherever it was asked for."""
    case, audience = case_of(args)
    if audience.party is None:
        what = "A justification is written for one party, from what that party may see."
        raise BadInput([Problem("--for", what, f"Choose one of: {', '.join(case.party)}.")])
    found = justified(case, audience.party, args)
    if args.json:
        sys.stdout.write(json_text(found) + "\n")
    document = justification_document(found, case, Words(args.language), args.short)
    wanted = {option: path for option in FORMATS if (path := getattr(args, option))}
    for option, path in wanted.items():
        written(Path(path), FORMATS[option](document), f"--{option}")
    if not wanted and not args.json:
        show(document)
    return 0


def justified(case: Case, party: str, args: argparse.Namespace) -> Justification:
    """The account of the package that the arguments mean."""
    if args.package is None and case.agreement is not None:
        package, name = case.agreement.package, "agreement"
    else:
        name = args.package or "draft"
        package = _package(name, case)
    principle = principle_named(args.principle).name if args.principle else ""
    beside: dict[str, Package] = {}
    for entry in getattr(args, "beside", ()):
        label, equals, text = entry.partition("=")
        if not equals or not label.strip() or not text.strip():
            raise BadInput([Problem("--beside", f"`{entry}` names no package.", "Write nash=draft, for example.")])
        beside[label.strip()] = _package(text.strip(), case)
    return justification(case, party, package, name, principle, beside)


def _package(text: str, case: Case) -> Package:
    return package_of(argparse.Namespace(package=text), case)
