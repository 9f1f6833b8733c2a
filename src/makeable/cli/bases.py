"""`makeable bases`: who could stand together, on what basis?"""

from __future__ import annotations

import argparse

from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import package_of
from makeable.cli.page import add_page, answer_or_page
from makeable.coalition.bases import bases
from makeable.report.contents.bases import bases_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--package", metavar="PACKAGE", help="the package they may be against (default: the draft)")
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the parties pair by pair."""
    case, audience = case_of(args)
    package = package_of(args, case) if args.package is not None else case.draft
    return answer_or_page(args, case, audience, bases(case, package), bases_blocks, "bases of coalition")
