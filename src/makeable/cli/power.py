"""`makeable power`: how often each party's yes decides."""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.case_argument import whole
from makeable.cli.voting_argument import add_body, body_of
from makeable.coalition.power import power
from makeable.coalition.voting_game import Effort
from makeable.explain.audience import MEDIATOR
from makeable.report.contents.voting import power_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_body(parser)
    parser.add_argument("--unions", metavar="A,B;C,D", default="", help="parties that vote together, groups apart by ;")
    parser.add_argument("--exact", action="store_true", help="insist on exact fractions, however long it takes")
    parser.add_argument(
        "--all-indices", action="store_true", help="look at up to 33 million coalitions for the rarer indices"
    )
    parser.add_argument("--samples", type=whole, default=200_000, help="orders drawn where nothing exact is in reach")
    parser.add_argument("--seed", type=whole, default=1, help="of the sample (default 1)")


def run(args: argparse.Namespace) -> int:
    """Compute the indices, and show them side by side."""
    body = body_of(args)
    asked = tuple(tuple(p.strip() for p in part.split(",") if p.strip()) for part in args.unions.split(";"))
    found = power(
        body.case.rule,
        tuple(body.case.party),
        tuple(union for union in asked if union) or body.unions,
        Effort(args.exact, max(1, args.samples), args.seed),
        *((1 << 25,) if args.all_indices else ()),
    )
    return answer(args, body.case, MEDIATOR, found, power_blocks, "power under the decision rule")
