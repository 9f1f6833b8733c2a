"""Side payments on the command line: what money is worth to each party, and how much may move."""

from __future__ import annotations

import argparse
from fractions import Fraction

from makeable.cli.answer import answer
from makeable.cli.asked import asked_of
from makeable.cli.taken import prices
from makeable.errors import BadInput, Problem
from makeable.explain.audience import Audience
from makeable.frontier.transfers import Money
from makeable.model import Case, exact
from makeable.principles.transfers import divide_with_transfers
from makeable.report.contents.transfers import transfers_blocks

__all__ = ["add_transfers", "answer_with_transfers"]


def add_transfers(parser: argparse.ArgumentParser) -> None:
    """Declare --transfers, --money, --pays and --gets."""
    parser.add_argument("--transfers", action="store_true", help="let the parties pay one another; needs --money")
    for option, text in (
        ("--money", "points that one unit of money is worth to a party (PARTY=POINTS, or all=POINTS)"),
        ("--pays", "the most a party can pay (PARTY=AMOUNT, or all=AMOUNT)"),
        ("--gets", "the most a party may receive (PARTY=AMOUNT, or all=AMOUNT)"),
    ):
        parser.add_argument(option, action="append", default=[], metavar="PARTY=N", help=text)


def answer_with_transfers(args: argparse.Namespace, case: Case, audience: Audience, principle: str, title: str) -> int:
    """Choose package and payments together, and show them."""
    if not args.money:
        what = "Payments need to know what money is worth to the parties."
        raise BadInput([Problem("--money", what, "Write --money PARTY=points for each, or --money all=1.")])
    known = tuple(case.sheets)
    money = Money(prices(args.money, known), _limits(args.pays, known, "--pays"), _limits(args.gets, known, "--gets"))
    found = divide_with_transfers(case, principle, money, asked_of(args, case))
    return answer(args, case, audience, found, transfers_blocks, title)


def _limits(given: list[str], parties: tuple[str, ...], option: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for text in (part for entry in given for part in entry.split(",") if part.strip()):
        party, _, number = (piece.strip() for piece in text.partition("="))
        try:
            limit = exact(number)
        except ValueError:
            raise BadInput([Problem(option, f"`{text}` is not a limit.", "Write PARTY=amount.")]) from None
        found |= dict.fromkeys(parties, limit) if party == "all" else {party: limit}
    return found
