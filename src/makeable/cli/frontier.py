"""`makeable frontier`: the packages that no party can improve on without another losing."""

from __future__ import annotations

import argparse
from functools import partial

from makeable.cli.answer import answer
from makeable.cli.case_argument import add_case, case_of, whole
from makeable.cli.progress import progress_bar
from makeable.frontier.pareto import frontier
from makeable.frontier.space import GRID
from makeable.report.contents.frontier import frontier_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--limit", type=whole, default=100, help="at most so many packages (default 100)")
    parser.add_argument(
        "--grid", type=whole, default=GRID, help=f"steps a continuous quantity is cut into (default {GRID})"
    )


def run(args: argparse.Namespace) -> int:
    """Merge issue by issue, and show the frontier."""
    case, audience = case_of(args)
    with progress_bar() as step:
        found = frontier(
            case, args.limit, max(1, args.grid), progress=lambda done, total: step(done, total, "Merging issues")
        )
    shown = partial(frontier_blocks, shown=args.limit)
    return answer(args, case, audience, found, shown, "frontier")
