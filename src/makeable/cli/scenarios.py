"""`makeable scenarios`: what may go wrong, what answers it, and which usual derailers nobody has written down."""

from __future__ import annotations

import argparse

from makeable.agreement.derailers import foreseen
from makeable.cli.agreement_argument import add_agreement, agreement_case
from makeable.cli.answer import answer
from makeable.report.contents.agreement import scenario_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_agreement(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the agreement with the usual derailers."""
    case, audience = agreement_case(args)
    return answer(args, case, audience, foreseen(case), scenario_blocks, "what may go wrong")
