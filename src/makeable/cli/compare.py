"""`makeable compare`: every principle side by side, with no deal, the status quo and the drafts."""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of
from makeable.explain.words import LANGUAGES
from makeable.principles.compare import compare
from makeable.report.contents.side_by_side import side_by_side_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--principles", default="", metavar="NAME,..", help="only these (default: all)")
    add_scope(parser)
    parser.set_defaults(seconds=10.0)
    parser.add_argument("--weights", default="", metavar="P=W,..", help="weights of parties, where they are entitled")
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), default="en", help="language of the answer (default en)"
    )


def run(args: argparse.Namespace) -> int:
    """Ask every principle, and show what each gives."""
    case, audience = case_of(args)
    named = [principle_named(name.strip()) for name in args.principles.split(",") if name.strip()]
    found = compare(case, asked_of(args, case), named or None)
    return answer(args, case, audience, found, side_by_side_blocks, "principles side by side")
