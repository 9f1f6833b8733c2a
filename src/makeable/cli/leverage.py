"""`makeable leverage`: what does a party have that it may not see?"""

from __future__ import annotations

import argparse

from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import package_of
from makeable.cli.page import add_page, answer_or_page
from makeable.coalition.leverage import leverage
from makeable.errors import BadInput, Problem
from makeable.report.contents.leverage import leverage_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--of", metavar="PARTY", help="whose leverage (default: the one named by --for)")
    parser.add_argument("--package", metavar="PACKAGE", help="the package on the table (default: the draft)")
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """List what the party has."""
    case, audience = case_of(args)
    party = args.of or args.party
    if party not in case.party:
        what = f"`{party}` is not a party of this case." if party else "It is not said whose leverage is meant."
        raise BadInput([Problem("--of", what, f"Choose one of: {', '.join(case.party)}.")])
    package = package_of(args, case) if args.package is not None else case.draft
    return answer_or_page(args, case, audience, leverage(case, party, package), leverage_blocks, "leverage")
