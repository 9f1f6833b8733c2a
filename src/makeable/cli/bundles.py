"""`makeable bundles`: which issues belong together, which can be settled at once, which can wait."""

from __future__ import annotations

import argparse

from makeable.cli.case_argument import add_case, case_of, whole
from makeable.cli.judge import package_of
from makeable.cli.page import add_page, answer_or_page
from makeable.invent.bundle import agenda
from makeable.report.contents.agenda import agenda_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "--package",
        metavar="PACKAGE",
        help="look for trades from this package (default: from the draft, and from settling the issues one by one)",
    )
    parser.add_argument(
        "--changes", type=whole, default=3, metavar="N", help="at most N changes in one trade (default 3)"
    )
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Suggest an agenda, with its reasons."""
    case, audience = case_of(args)
    package = package_of(args, case) if args.package is not None else None
    found = agenda(case, package, max(1, args.changes))
    return answer_or_page(args, case, audience, found, agenda_blocks, "what to talk about together")
