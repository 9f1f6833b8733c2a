"""`makeable whatif`: what has been floated, who reacted how; and floating one more."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date

from makeable.casefile import load
from makeable.casefile.frame_reader import package_from_words
from makeable.casefile.save import save
from makeable.cli.answer import answer
from makeable.cli.case_argument import add_case, case_of
from makeable.errors import BadInput, Problem
from makeable.explain.audience import case_for
from makeable.invent.floated import floated, with_what_if
from makeable.model import Case, WhatIf
from makeable.report.contents.floated import floated_blocks

__all__ = ["configure", "run"]


def day(text: str) -> date:
    """A date, for an option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date like 2027-03-01") from None


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--on", type=day, default=None, metavar="DATE", help="the day to look at (default: today)")
    parser.add_argument("--language", choices=("en", "nl"), default="en", help="the language of the answer")
    more = parser.add_argument_group("floating one more")
    more.add_argument("--float", dest="words", metavar="PACKAGE", help='what to float: "issue=choice, .."')
    more.add_argument("--from", dest="grew_from", default="", metavar="ID", help="the what-if it is changed from")
    more.add_argument("--id", default="", help="its id (default: the next free number)")
    more.add_argument("--author", default="", metavar="PARTY", help="who floats it (default: nobody is named)")
    more.add_argument("--expires", type=day, default=None, metavar="DATE", help="the first day it is off the table")
    more.add_argument("--save", metavar="FILE", help="write the case with it to this file")


def run(args: argparse.Namespace) -> int:
    """Show what is on the table, with the new what-if if there is one."""
    case, audience = case_of(args)
    if args.words:
        what_ifs = with_what_if(case, _new(args, case))
        case = replace(case, what_ifs=what_ifs)
        if args.save:
            save(replace(load(args.case), what_ifs=what_ifs), args.save)
    elif args.save:
        raise BadInput([Problem("--save", "There is nothing new to save.", 'Add --float "issue=choice, ..".')])
    found = floated(case_for(case, audience), args.on or date.today())
    return answer(args, case, audience, found, floated_blocks, "what has been floated")


def _new(args: argparse.Namespace, case: Case) -> WhatIf:
    try:
        package = package_from_words(args.words, case.issue)
    except ValueError as error:
        raise BadInput([Problem("--float", str(error), 'Write "issue=choice, ..".')]) from error
    base = case.what_if.get(args.grew_from)
    if base is not None:
        package = base.package.changed(package)
    number = len(case.what_ifs) + 1
    while not args.id and f"w{number}" in case.what_if:
        number += 1
    return WhatIf(args.id or f"w{number}", package, args.author, args.grew_from, args.expires)
