"""The arguments that commands over a case share, and the reading of that case."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from makeable.casefile import read_case
from makeable.cli.frame import listing
from makeable.errors import BadInput, Problem
from makeable.explain.audience import MEDIATOR, Audience, case_for
from makeable.model import Case

__all__ = ["add_case", "audience_of", "case_of", "whole"]


def add_case(parser: argparse.ArgumentParser) -> None:
    """Declare CASE, --for and --json."""
    parser.add_argument("case", metavar="CASE", help="a case file, or the folder that holds case.yaml")
    parser.add_argument(
        "--for",
        dest="party",
        metavar="PARTY",
        help="answer with what this party may see (default: the mediator's view)",
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")


def audience_of(args: argparse.Namespace, case: Case) -> Audience:
    """Who will read the answer. Raises BadInput when the party is not one of the case."""
    if args.party is None:
        return MEDIATOR
    if args.party not in case.party:
        known = ", ".join(case.party)
        raise BadInput([Problem("--for", f"`{args.party}` is not a party of this case.", f"Choose one of: {known}.")])
    return Audience(args.party)


def case_of(args: argparse.Namespace) -> tuple[Case, Audience]:
    """The case as the reader of the answer may see it. Raises BadInput on errors.

    Warnings go to the error stream. A party is shown neither them nor the errors: they may quote what others wrote.
    """
    case, problems = read_case(args.case)
    if case is None:
        raise BadInput(problems if args.party is None else [_unusable(args, problems)])
    audience = audience_of(args, case)
    if problems and audience == MEDIATOR and not args.json:
        sys.stderr.write(listing(problems))
    return case_for(case, audience), audience


def _unusable(args: argparse.Namespace, problems: Sequence[Problem]) -> Problem:
    """That a file cannot be used, told to one party: the errors themselves may quote what others wrote."""
    errors = sum(problem.severity == "error" for problem in problems)
    count = "an error" if errors == 1 else f"{errors} errors"
    fix = "Whoever keeps all the sheets can list them with `makeable check`."
    return Problem(str(args.case), f"The case has {count}, and cannot be used.", fix)


def whole(text: str) -> int:
    """A whole number that is not negative, for an option."""
    number = int(text) if text.isdecimal() else -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number of 0 or more")
    return number
