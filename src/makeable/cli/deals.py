"""`makeable deals`: every small deal in a room."""

from __future__ import annotations

import argparse

from makeable.cli.case_argument import whole
from makeable.cli.register_argument import add_register, add_size, register_of, size_of, tell
from makeable.discovery.deals import RANKS, find_deals
from makeable.report.contents.deals import deals_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    add_size(parser)
    parser.add_argument("--rank", choices=tuple(RANKS), default="value", help="what comes first (default value)")
    parser.add_argument("--show", type=whole, default=12, help="rows of the table (default 12; 0: all)")
    parser.add_argument("--tell", type=whole, default=3, help="deals told in full (default 3)")


def run(args: argparse.Namespace) -> int:
    """Find them, rank them, say who is in none and why."""
    register = register_of(args)
    found = find_deals(register, size_of(args), args.rank)
    shown = args.show or len(found.deals)
    return tell(args, register, found, deals_blocks(register, shown, args.tell), "deals that could be made")
