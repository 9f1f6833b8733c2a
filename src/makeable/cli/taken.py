"""`makeable taken`: is any party open to the charge that it was taken, and what would cure it."""

from __future__ import annotations

import argparse
from fractions import Fraction

from makeable.cli.answer import answer
from makeable.cli.asked import principle_named
from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import add_package, package_of
from makeable.errors import BadInput, Problem
from makeable.explain.words import LANGUAGES
from makeable.invent.taken import STANDING, taken
from makeable.model import exact
from makeable.report.contents.taken import taken_blocks

__all__ = ["configure", "prices", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    parser.add_argument(
        "--standing",
        default=",".join(STANDING),
        metavar="NAME,..",
        help=f"the principles that count in this group (default {','.join(STANDING)})",
    )
    parser.add_argument(
        "--comparable",
        default=None,
        metavar="A,B;C,D",
        help="groups of comparable parties (default: those who could change places in the decision rule)",
    )
    add_money(parser)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language (default en)")


def add_money(parser: argparse.ArgumentParser) -> None:
    """Declare --money."""
    parser.add_argument(
        "--money",
        action="append",
        default=[],
        metavar="PARTY=POINTS",
        help="points that one unit of money is worth to a party; may be repeated, or all=POINTS",
    )


def run(args: argparse.Namespace) -> int:
    """Test the package, and show it."""
    case, audience = case_of(args)
    standing = [principle_named(name.strip()).name for name in args.standing.split(",") if name.strip()]
    groups = None
    if args.comparable is not None:
        groups = [[p.strip() for p in g.split(",") if p.strip()] for g in args.comparable.split(";") if g.strip()]
    found = taken(case, package_of(args, case), standing, groups, prices(args.money, tuple(case.party)))
    return answer(args, case, audience, found, taken_blocks, "was anybody taken?")


def prices(given: list[str], parties: tuple[str, ...]) -> dict[str, Fraction]:
    """What one unit of money is worth to each party. Raises BadInput for what is no positive number."""
    found: dict[str, Fraction] = {}
    for text in (part for entry in given for part in entry.split(",") if part.strip()):
        party, _, number = (piece.strip() for piece in text.partition("="))
        try:
            price = exact(number)
        except ValueError:
            price = Fraction(0)
        if price <= 0:
            fix = "Write PARTY=points, for example all=2."
            raise BadInput([Problem("--money", f"`{text}` gives no positive price.", fix)])
        found |= dict.fromkeys(parties, price) if party == "all" else {party: price}
    return found
