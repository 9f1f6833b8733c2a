"""`makeable coalitions`: which groups can make a deal, which can prevent one, and who is needed."""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.case_argument import whole
from makeable.cli.voting_argument import add_body, body_of
from makeable.coalition.winning import coalitions
from makeable.explain.audience import MEDIATOR
from makeable.report.contents.voting import coalitions_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_body(parser)
    parser.add_argument("--limit", type=whole, default=30, help="list at most so many coalitions (default 30)")


def run(args: argparse.Namespace) -> int:
    """List what is few, count what is many."""
    body = body_of(args)
    found = coalitions(body.case.rule, tuple(body.case.party), args.limit)
    return answer(args, body.case, MEDIATOR, found, coalitions_blocks, "coalitions under the decision rule")
