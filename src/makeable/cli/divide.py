"""`makeable divide`: the best package by a principle."""

from __future__ import annotations

import argparse
import sys
from typing import cast

from makeable.casefile.chosen_file import frame_of, read_chosen
from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of, whole
from makeable.cli.transfers_argument import add_transfers, answer_with_transfers
from makeable.errors import BadInput, Problem
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.model import Case
from makeable.principles import Division, registered
from makeable.report.contents.division import division_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "--principle", default="nash", metavar="NAME", help=f"one of {', '.join(registered())} (default nash)"
    )
    add_scope(parser)
    parser.add_argument(
        "--weights", default="", metavar="P=W,..", help="weights of parties, for weighted-nash and kalai-proportional"
    )
    parser.add_argument("--chosen", metavar="FILE", help="divide by the principle that this record says was chosen")
    add_transfers(parser)
    parser.add_argument("--limit", type=whole, default=20, help="at most so many tied packages (default 20)")


def run(args: argparse.Namespace) -> int:
    """Choose by the principle, and show what each party gets."""
    case, audience = case_of(args)
    if args.chosen:
        args.principle = _chosen(args, case)
    chosen = principle_named(args.principle)
    title = principle_title(chosen.name, Words())
    if args.transfers:
        return answer_with_transfers(args, case, audience, chosen.name, title)
    found = cast(Division, chosen.run(case, asked_of(args, case)))
    return answer(args, case, audience, found, division_blocks, title)


def _chosen(args: argparse.Namespace, case: Case) -> str:
    """The principle that was recorded; says so, and whether the case has changed since."""
    record, problems = read_chosen(args.chosen)
    if record is None:
        raise BadInput(problems)
    if record.kind != "packages":
        what = f"{record.principle} was chosen for {record.kind}, not for packages."
        raise BadInput([Problem("--chosen", what, "Use `makeable claims` or `makeable items`.")])
    who = f" by {', '.join(record.agreed_by)}" if record.agreed_by else ""
    when = f" on {record.on.isoformat()}" if record.on else ""
    sys.stderr.write(f"{record.principle} was chosen{who}{when}, before the division.\n")
    if record.frame and record.frame != frame_of(case):
        sys.stderr.write("The issues, parties, rule or constraints of the case have changed since.\n")
    return record.principle
