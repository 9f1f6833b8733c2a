"""`makeable room`: the best compatible set of deals, in each way of dealing."""

from __future__ import annotations

import argparse
from fractions import Fraction

from makeable.cli.register_argument import add_register, add_size, register_of, size_of, tell
from makeable.discovery.room import MODES, Terms, best_room
from makeable.errors import BadInput, Problem
from makeable.model import exact
from makeable.report.contents.room import room_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    add_size(parser)
    parser.add_argument("--mode", choices=MODES, default="small", help="whose best set is told (default small)")
    parser.add_argument(
        "--credit", default="10 %", help="credit of who states none, a share of the worth of its needs (default 10 %%)"
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="processor time for each way (default 10)")


def run(args: argparse.Namespace) -> int:
    """All ways side by side, then the best set in one of them."""
    register = register_of(args)
    terms = Terms(size_of(args), _share(args.credit), max(args.seconds, 0.1))
    return tell(args, register, best_room(register, terms), room_blocks(register, args.mode), "the best set of deals")


def _share(text: str) -> Fraction:
    try:
        share = exact(text)
    except ValueError:
        share = Fraction(-1)
    if share < 0:
        raise BadInput([Problem("--credit", f"`{text}` is not a share.", "Write 0.1 or 10 %.")])
    return share
