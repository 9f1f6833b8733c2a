"""`makeable demand`: the best package that meets every demand, or which demands cannot stand together."""

from __future__ import annotations

import argparse
from fractions import Fraction

from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of, whole
from makeable.cli.judge import package_of
from makeable.errors import BadInput, Problem
from makeable.explain.audience import Audience
from makeable.invent.demand import Demand, demand, demands_on
from makeable.invent.meet import meet
from makeable.model import Case, Package, exact
from makeable.report.contents.meeting import meeting_blocks

__all__ = ["configure", "run"]

LANGUAGE = """\
how demands are written:
  funding >= 2x                      at least twice what the what-if says
  jobs >= -10%                       not more than a tenth below the what-if
  payment <= now + 3                 at most 3 above the what-if
  payment in 2..5                    from 2 to 5
  deadline <= 2027-06                for options that are dates or numbers
  location in {bay, inland}          one of these
  parking included                   some of it
  if funding < 50 then fence = yes
  location = bay or funding >= 30
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog, parser.formatter_class = LANGUAGE, argparse.RawDescriptionHelpFormatter
    add_case(parser)
    base = parser.add_mutually_exclusive_group()
    base.add_argument("--what-if", metavar="ID", help="the what-if that was reacted to (default: the last one)")
    base.add_argument("--package", metavar="PACKAGE", help='instead, a package: a name, "draft", or "issue=choice, .."')
    parser.add_argument(
        "--demand",
        dest="demands",
        action="append",
        default=[],
        metavar="DEMAND",
        help='one more demand, "PARTY: funding >= 2x"; "PARTY*3: .." counts it threefold; may be repeated',
    )
    parser.add_argument("--alone", action="store_true", help="only these demands, not those of the reactions")
    parser.add_argument("--principle", default="nash", metavar="NAME", help="what is best (default: nash)")
    parser.add_argument("--count", type=whole, default=4, help="how many packages to show (default 4)")
    parser.add_argument("--language", choices=("en", "nl"), default="en", help="the language of the answer")
    add_scope(parser)


def run(args: argparse.Namespace) -> int:
    """Collect the demands, look for a package, and show it or the conflict."""
    case, audience = case_of(args)
    principle = principle_named(args.principle)
    key, what_if = _base(args, case)
    reacted = demands_on(case, key) if key and not args.alone else ()
    demands = [*reacted, *_typed(args.demands, case, what_if, audience)]
    found = meet(case, demands, what_if, principle.name, asked_of(args, case), max(1, args.count))
    return answer(args, case, audience, found, meeting_blocks, "what the demands allow")


def _base(args: argparse.Namespace, case: Case) -> tuple[str, Package]:
    """The what-if that is meant, by its id ("" for a package), and its package."""
    if args.package:
        return "", package_of(args, case)
    if args.what_if and args.what_if not in case.what_if:
        known = ", ".join(case.what_if) or "none"
        raise BadInput([Problem("--what-if", f"`{args.what_if}` is not floated.", f"There are: {known}.")])
    if args.what_if or case.what_ifs:
        key = args.what_if or case.what_ifs[-1].id
        return key, case.what_if[key].package
    return "", case.draft or Package({})


def _typed(texts: list[str], case: Case, what_if: Package, audience: Audience) -> list[Demand]:
    made: list[Demand] = []
    problems: list[Problem] = []
    for text in texts:
        party, weight, rest = _owner(text, case)
        try:
            meant = demand(rest, case.issue, what_if, party, weight)
        except ValueError as error:
            how = "See `makeable demand --help` for how demands are written."
            problems.append(Problem("--demand", f"`{text}` is not understood: {error}", how))
            continue
        writer = audience.party or "mediator"
        made.append(Demand(meant.text, meant.formula, party, weight, writer))
    if problems:
        raise BadInput(problems)
    return made


def _owner(text: str, case: Case) -> tuple[str, Fraction, str]:
    """Whose demand it is, its weight, and the rest; nobody's where no party is named in front."""
    head, colon, rest = text.partition(":")
    name, _, times = (piece.strip() for piece in head.partition("*"))
    known = {p.id.lower(): p.id for p in case.parties} | {p.name.lower(): p.id for p in case.parties}
    if not colon or name.lower() not in known:
        return "", Fraction(1), text
    try:
        weight = exact(times) if times else Fraction(1)
    except ValueError:
        weight = Fraction(0)
    if weight <= 0:
        raise BadInput([Problem("--demand", f"`{times}` is not a weight above 0.", f"Write `{name}*3: ..`.")])
    return known[name.lower()], weight, rest
