"""`makeable divide`: the best package by a principle."""

from __future__ import annotations

import argparse
from typing import cast

from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of, whole
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.principles import Division, registered
from makeable.report.contents.division import division_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "--principle", default="nash", metavar="NAME", help=f"one of {', '.join(registered())} (default nash)"
    )
    add_scope(parser)
    parser.add_argument("--weights", default="", metavar="P=W,..", help="weights of parties, for weighted-nash")
    parser.add_argument("--limit", type=whole, default=20, help="at most so many tied packages (default 20)")


def run(args: argparse.Namespace) -> int:
    """Choose by the principle, and show what each party gets."""
    case, audience = case_of(args)
    chosen = principle_named(args.principle)
    found = cast(Division, chosen.run(case, asked_of(args, case)))
    return answer(args, case, audience, found, division_blocks, principle_title(chosen.name, Words()))
