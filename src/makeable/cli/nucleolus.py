"""`makeable nucleolus`: the allocation that makes the loudest complaint as quiet as possible."""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.game_argument import add_game, game_of
from makeable.coalition.nucleolus import nucleolus
from makeable.report.contents.table_game import nucleolus_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_game(parser)
    parser.add_argument("--pre", action="store_true", help="the prenucleolus: somebody may get less than alone")
    parser.add_argument("--per-capita", action="store_true", help="count a group's complaint per head")


def run(args: argparse.Namespace) -> int:
    """Compute it, prove it, and show it beside the other standards."""
    asked = game_of(args)
    found = nucleolus(asked.game, imputations=not args.pre, per_capita=args.per_capita)
    return answer(args, asked.case, asked.audience, found, nucleolus_blocks, "nucleolus")
