"""`makeable together`: who drifts away, who has not been heard, what small step is next."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

from makeable.cli.case_argument import whole
from makeable.cli.register_argument import add_register, add_size, register_of, size_of, tell
from makeable.discovery.deals import find_deals
from makeable.discovery.together import together
from makeable.report.contents.together import together_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    add_size(parser)
    parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DAY", help="the day (default today)")
    parser.add_argument("--patience", type=whole, default=60, help="days of silence before a relation drifts")


def run(args: argparse.Namespace) -> int:
    """Read the log, and tell where the room stands."""
    register = register_of(args)
    day = args.on or datetime.now(tz=UTC).date()
    found = together(register, find_deals(register, size_of(args)), day, args.patience)
    return tell(args, register, found, together_blocks, "holding the room together")
