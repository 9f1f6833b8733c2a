"""`makeable adverse`: who would block a package, where is the hole, and what would forestall them?"""

from __future__ import annotations

import argparse

from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import add_package, package_of
from makeable.cli.page import add_page, answer_or_page
from makeable.coalition.adverse import adverse
from makeable.errors import BadInput, Problem
from makeable.report.contents.adverse import adverse_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    parser.add_argument("--side", metavar="PARTY", default="", help="also: with whom could this party block?")
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Look for the groups against the package."""
    case, audience = case_of(args)
    if args.side and args.side not in case.party:
        fix = f"Choose one of: {', '.join(case.party)}."
        raise BadInput([Problem("--side", f"`{args.side}` is not a party of this case.", fix)])
    found = adverse(case, package_of(args, case), args.side)
    return answer_or_page(args, case, audience, found, adverse_blocks, "coalitions against a package")
