"""The arguments of commands about a decision rule: a case, a voting body of its own, or weights and a quota."""

from __future__ import annotations

import argparse
import sys
from fractions import Fraction
from pathlib import Path

from makeable.casefile import read_case
from makeable.casefile.document import is_file, parse, read_text
from makeable.cli.frame import listing
from makeable.coalition.body_file import Body, is_body, read_body
from makeable.coalition.voting_game import weighted_rule
from makeable.errors import BadInput, Problem
from makeable.model import Case, Party, exact

__all__ = ["add_body", "body_of"]


def add_body(parser: argparse.ArgumentParser) -> None:
    """Declare BODY, --weights, --quota and --json."""
    parser.add_argument(
        "body", metavar="CASE", nargs="?", help="a case, or a file with only `parties` and `rule` (and `unions`)"
    )
    parser.add_argument("--weights", metavar="W,W,..", help="without a file: the weights of the members, in order")
    parser.add_argument("--quota", metavar="Q", help="the weight that is needed; a share such as 65%% counts too")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")


def body_of(args: argparse.Namespace) -> Body:
    """The body that is meant. Raises BadInput for arguments that do not fit, or a file with errors."""
    given = [args.weights is not None, args.quota is not None]
    if args.body is None and all(given):
        return _weighted(args.weights, args.quota)
    if args.body is None or any(given):
        fix = "Give either a file, or both --weights and --quota."
        raise BadInput([Problem("arguments", "It is not clear which body is meant.", fix)])
    path, problems = Path(args.body), list[Problem]()
    text = read_text(path, problems) if is_file(path) else None
    root = parse(text, str(path), problems) if text is not None else None
    if is_body(root) and root is not None:
        return read_body(root, problems)
    case, problems_of_case = read_case(args.body)
    if case is None:
        raise BadInput(problems_of_case)
    if problems_of_case and not args.json:
        sys.stderr.write(listing(problems_of_case))
    return Body(case, ())


def _weighted(weights: str, quota: str) -> Body:
    problems: list[Problem] = []
    numbers = []
    for part in weights.replace(";", ",").split(","):
        try:
            numbers.append(exact(part))
            if numbers[-1] < 0:
                problems.append(Problem("--weights", f"`{part}` is negative.", "A yes must never count against."))
        except ValueError:
            problems.append(Problem("--weights", f"`{part.strip()}` is not a number.", "Write 4,4,4,2,2,1."))
    needed = Fraction(0)
    try:
        share = quota.strip().endswith("%")
        needed = exact(quota) * (sum(numbers, Fraction(0)) if share else 1)
    except ValueError:
        problems.append(Problem("--quota", f"`{quota}` is not a number.", "Write 12, or 65%."))
    if problems:
        raise BadInput(problems)
    rule, names = weighted_rule(numbers, needed)
    parties = tuple(Party(name, f"Member {name}") for name in names)
    return Body(Case(f"[{quota}; {weights}]", (), parties, rule), ())
