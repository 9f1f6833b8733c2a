"""`makeable improve`: from a draft, packages better for all, in small steps up to the frontier."""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import add_package, package_of
from makeable.invent.improve import improve
from makeable.report.contents.improvement import improvement_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    parser.add_argument(
        "--settled",
        action="store_true",
        help="the package is settled and stays in force: gains count from it, not from no deal",
    )
    parser.add_argument("--principle", default="nash", metavar="NAME", help="what is best (default: nash)")
    parser.add_argument("--language", choices=("en", "nl"), default="en", help="the language of the answer")
    add_scope(parser)


def run(args: argparse.Namespace) -> int:
    """Climb, and show the steps."""
    case, audience = case_of(args)
    principle = principle_named(args.principle)
    found = improve(case, package_of(args, case), principle.name, args.settled, asked_of(args, case))
    return answer(args, case, audience, found, improvement_blocks, "a draft improved for everyone")
