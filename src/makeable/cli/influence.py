"""`makeable influence`: who moves whom, who stands where, who can reach whom; and stances as what-ifs."""

from __future__ import annotations

import argparse
from fractions import Fraction

from makeable.cli.case_argument import add_case
from makeable.cli.page import add_page, answer_or_page
from makeable.cli.sequence import campaign_of, write_svg
from makeable.errors import BadInput, Problem
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.influence.dynamics import what_if
from makeable.influence.map import influence
from makeable.model import Case, exact
from makeable.report.contents.influence import grid_picture, influence_blocks, network_picture, what_if_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--on", metavar="QUESTION", default="", help="stances on which question (default: the first)")
    parser.add_argument(
        "--what-if",
        choices=("degroot", "friedkin-johnsen", "exchange"),
        help="how stances could shift if they listened to each other, or traded positions",
    )
    parser.add_argument("--suppose", metavar="A=2,B=-1", default="", help="with --what-if: suppose these stances")
    parser.add_argument("--network", metavar="FILE", help="write who moves whom as a picture (SVG)")
    parser.add_argument("--grid", metavar="FILE", help="write the power-interest grid as a picture (SVG)")
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Read the map, or try a what-if on it."""
    case, audience = campaign_of(args)
    if args.what_if:
        shifted = what_if(case, args.what_if, args.on, _supposed(args.suppose, case))
        return answer_or_page(args, case, audience, shifted, what_if_blocks, "stances, if")
    found = influence(case, args.on)
    words = Words(args.language)
    names = Names(case, words)
    if args.network:
        write_svg(args.network, network_picture(found, names, words))
    if args.grid:
        picture = grid_picture(found, names, words)
        if not picture:
            fix = "Add `power:` and, in `stands:`, stance and salience."
            raise BadInput([Problem("--grid", "Nobody's power and stance are both known.", fix)])
        write_svg(args.grid, picture)
    return answer_or_page(args, case, audience, found, influence_blocks, "who moves whom")


def _supposed(text: str, case: Case) -> dict[str, Fraction]:
    """The stances given on the command line. Raises BadInput for those that cannot be."""
    outside = tuple(one.id for one in case.influence.outsiders) if case.influence is not None else ()
    known, supposed, problems = (*case.party, *outside), dict[str, Fraction](), list[Problem]()
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        party, _, written = (piece.strip() for piece in part.partition("="))
        try:
            stance = exact(written)
        except ValueError:
            stance = Fraction(99)
        if party not in known:
            problems.append(Problem("--suppose", f"`{party}` is not known.", f"Choose among: {', '.join(known)}."))
        elif not -3 <= stance <= 3:
            problems.append(Problem("--suppose", f"`{part}` is no stance.", "Write party=stance, from -3 to 3."))
        supposed[party] = stance
    if problems:
        raise BadInput(problems)
    return supposed
