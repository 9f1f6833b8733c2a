"""`makeable shortlist`: a short, diverse list of good packages, with reasons."""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of
from makeable.cli.case_argument import add_case, case_of, whole
from makeable.invent.shortlist import shortlist
from makeable.report.contents.shortlist import shortlist_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_scope(parser, seconds=10.0)
    parser.add_argument("--count", type=whole, default=7, help="how many packages (default 7)")


def run(args: argparse.Namespace) -> int:
    """Choose, and say why each is there."""
    case, audience = case_of(args)
    found = shortlist(case, max(1, min(args.count, 26)), asked_of(args, case))
    return answer(args, case, audience, found, shortlist_blocks, "shortlist")
