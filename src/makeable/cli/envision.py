"""`makeable envision`: one deal in the round, and the case to negotiate it with."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches

from makeable.casefile.save import save
from makeable.cli.register_argument import add_register, add_size, register_of, size_of, tell
from makeable.discovery.deal import Deal
from makeable.discovery.deals import RANKS, find_deals
from makeable.discovery.envision import envision
from makeable.discovery.moves import room_of
from makeable.discovery.sharing import share_gain
from makeable.discovery.to_case import case_of_deal
from makeable.errors import BadInput, Problem
from makeable.model.register import Register
from makeable.report.contents.envision import envision_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    add_size(parser)
    parser.add_argument("--deal", default="D1", metavar="NAME", help="a deal as `makeable deals` names it (default D1)")
    parser.add_argument("--rank", choices=tuple(RANKS), default="value", help="the ranking that it was named in")
    parser.add_argument("--case", metavar="FILE", help="write a case file to negotiate it with (.yaml or .json)")


def run(args: argparse.Namespace) -> int:
    """Plan, benefits, open questions, the division of the gain; and the case, if wanted."""
    register = register_of(args)
    deal = _deal(args, register)
    sharing = share_gain(room_of(register), deal) if len(deal.parties) > 1 else None
    if args.case:
        save(case_of_deal(register, deal), args.case)
        sys.stderr.write(f"The case is in {args.case}; its sheets are estimates.\n")
    return tell(args, register, envision(register, deal), envision_blocks(sharing), f"what {deal.name} would be")


def _deal(args: argparse.Namespace, register: Register) -> Deal:
    found = find_deals(register, size_of(args), args.rank)
    named = {deal.name: deal for deal in (*found.deals, *found.with_payment)}
    if args.deal in named:
        return named[args.deal]
    near = get_close_matches(args.deal, named, n=1)
    fix = f"Did you mean `{near[0]}`?" if near else "`makeable deals` names them."
    raise BadInput([Problem("--deal", f"There is no deal `{args.deal}` of this size.", fix)])
