"""`makeable zone`: is there a zone of possible agreement, and how large?"""

from __future__ import annotations

import argparse

from makeable.cli.answer import answer
from makeable.cli.case_argument import add_case, case_of
from makeable.frontier.zone import zone
from makeable.report.contents.zone import zone_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)


def run(args: argparse.Namespace) -> int:
    """Count, and say what was counted."""
    case, audience = case_of(args)
    return answer(args, case, audience, zone(case), zone_blocks, "zone of possible agreement")
