"""`makeable robust`: how probable it is that each party still wants the agreement, year by year."""

from __future__ import annotations

import argparse

from makeable.agreement.robust import robustness
from makeable.cli.agreement_argument import add_agreement, agreement_case
from makeable.cli.answer import answer
from makeable.cli.case_argument import whole
from makeable.report.contents.enforcement import robustness_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_agreement(parser)
    parser.add_argument("--years", type=whole, metavar="N", help="how many years ahead (default: the term)")
    parser.add_argument("--seed", type=whole, default=1, metavar="N", help="of the random numbers (default 1)")
    parser.add_argument("--runs", type=whole, default=20_000, metavar="N", help="simulated runs (default 20000)")


def run(args: argparse.Namespace) -> int:
    """Weigh the scenarios."""
    case, audience = agreement_case(args)
    years = max(1, args.years) if args.years is not None else None
    found = robustness(case, years, args.seed, max(100, args.runs))
    return answer(args, case, audience, found, robustness_blocks, "does the agreement stand as the world varies")
