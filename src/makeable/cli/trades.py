"""`makeable trades`: what parties value, expect, risk, discount and honour differently, and trades on it."""

from __future__ import annotations

import argparse

from makeable.cli.case_argument import add_case, case_of, whole
from makeable.cli.judge import add_package, package_of
from makeable.cli.page import add_page, answer_or_page
from makeable.errors import BadInput, Problem
from makeable.invent.bundle import one_by_one
from makeable.invent.logroll import Sought
from makeable.invent.trades import SOURCES, trades
from makeable.model import Case, Package, exact
from makeable.report.contents.trades import trades_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    parser.add_argument(
        "--kind", choices=SOURCES, action="append", help="only this kind (may be repeated; default: all)"
    )
    parser.add_argument(
        "--changes", type=whole, metavar="N", help="at most N changes in one trade (default: all in reach)"
    )
    parser.add_argument("--among", default="", metavar="PARTIES", help='parties that must all gain, as "a, b"')
    parser.add_argument("--unaffected", action="store_true", help="with --among: no change may touch the others at all")
    parser.add_argument(
        "--above-no-deal", action="store_true", help="the smallest changes that put everyone at or above no deal"
    )
    parser.add_argument("--stake", metavar="AMOUNT", help="the most that a term on an event may cost anybody, in money")
    parser.add_argument(
        "--limit", type=whole, default=200, help="how many trades to list (default 200; all are counted)"
    )
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Look for trades, and tell what each exploits."""
    case, audience = case_of(args)
    sought = Sought(
        most=args.changes,
        among=parties_named(args.among, case, "--among"),
        unaffected=args.unaffected,
        line="no_deal" if args.above_no_deal else "package",
        limit=max(1, args.limit),
    )
    stake = None
    if args.stake is not None:
        try:
            stake = exact(args.stake)
        except ValueError as error:
            raise BadInput([Problem("--stake", str(error), "Write an amount, such as 2.5.")]) from error
        if stake <= 0:
            raise BadInput([Problem("--stake", "The stake must be above 0.", "Write an amount, such as 2.5.")])
    looked = tuple(kind for kind in SOURCES if not args.kind or kind in args.kind)
    found = trades(case, start_of(args, case), sought, looked, stake)
    return answer_or_page(args, case, audience, found, trades_blocks, "trades on differences")


def start_of(args: argparse.Namespace, case: Case) -> Package:
    """The package asked for; without a draft, the status quo, or what settling the issues one by one would give."""
    if args.package != "draft" or case.draft is not None or "draft" in case.packages:
        return package_of(args, case)
    return case.status_quo if case.status_quo is not None else one_by_one(case)


def parties_named(text: str, case: Case, option: str) -> tuple[str, ...]:
    """The parties in a list; those nothing is known of can have no gain shown. Raises BadInput for strangers."""
    named = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    strange = [party for party in named if party not in case.sheets]
    if strange:
        known = ", ".join(case.sheets) or "none"
        what = f"Nothing is known of `{strange[0]}`."
        raise BadInput([Problem(option, what, f"Parties with a sheet: {known}.")])
    return named
