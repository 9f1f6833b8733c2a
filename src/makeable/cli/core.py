"""`makeable core`: would a group walk away, whatever is offered?"""

from __future__ import annotations

import argparse
from fractions import Fraction

from makeable.cli.answer import answer
from makeable.cli.case_argument import case_of
from makeable.cli.game_argument import add_game, game_of
from makeable.cli.judge import package_of
from makeable.coalition.core import allocated, core
from makeable.coalition.leaving import who_would_leave
from makeable.errors import BadInput, Problem
from makeable.model import exact
from makeable.report.contents.leaving import leaving_blocks
from makeable.report.contents.table_game import allocated_blocks, core_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_game(parser)
    parser.add_argument(
        "--allocation",
        metavar="X,X,..",
        help="who has most to complain of when each player gets (or pays) this?",
    )
    parser.add_argument(
        "--package",
        metavar="PACKAGE",
        help="of a case: which group could reach a package all its members prefer to this one, without side payments?",
    )


def run(args: argparse.Namespace) -> int:
    """Answer for the game, for one allocation, or for one package."""
    if args.package is not None:
        case, audience = case_of(args)
        leaving = who_would_leave(case, package_of(args, case))
        return answer(args, case, audience, leaving, leaving_blocks, "who would leave a package")
    asked = game_of(args)
    if args.allocation is not None:
        found = allocated(asked.game, _shares(args.allocation))
        return answer(args, asked.case, asked.audience, found, allocated_blocks, "who complains")
    return answer(args, asked.case, asked.audience, core(asked.game), core_blocks, "core")


def _shares(text: str) -> tuple[Fraction, ...]:
    try:
        return tuple(exact(part) for part in text.split(","))
    except ValueError as error:
        raise BadInput([Problem("--allocation", f"{error}.", "Write one number for each player: 50,75,75.")]) from error
