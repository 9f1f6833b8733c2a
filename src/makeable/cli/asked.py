"""How principles are asked on the command line: among which packages, with what weights, how long."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.model import Case, exact
from makeable.principles import Asked, Principle, named, registered

__all__ = ["add_scope", "asked_of", "principle_named"]


def add_scope(parser: argparse.ArgumentParser, seconds: float = 60.0) -> None:
    """Declare --over and --seconds, with its default."""
    parser.add_argument(
        "--over",
        choices=("auto", "unanimous", "passing", "all"),
        default="auto",
        help="among which packages (default: the unanimous ones if there are any, otherwise the passing ones)",
    )
    parser.add_argument(
        "--seconds", type=float, default=seconds, help=f"time limit of each search (default {seconds:g})"
    )


def asked_of(args: argparse.Namespace, case: Case) -> Asked:
    """What the arguments ask. Raises BadInput for weights that cannot be read."""
    return Asked(
        over=args.over,
        weights=_weights(getattr(args, "weights", ""), case),
        limit=max(1, getattr(args, "limit", 20)),
        seconds=args.seconds,
    )


def _weights(text: str, case: Case) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    problems = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        party, _, number = (piece.strip() for piece in part.partition("="))
        try:
            weights[party] = exact(number)
        except ValueError:
            fix = f"Write party=weight, for example {next(iter(case.party))}=2."
            problems.append(Problem("--weights", f"`{part}` is not a weight.", fix))
    if problems:
        raise BadInput(problems)
    return weights


def principle_named(name: str) -> Principle:
    """The principle of this name or alias. Raises BadInput when there is none."""
    try:
        return named(name)
    except KeyError:
        known = registered()
    near = get_close_matches(name.lower(), [n for p in known.values() for n in (p.name, *p.aliases)], n=1)
    fix = f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(known)}."
    raise BadInput([Problem("--principle", f"There is no principle `{name}`.", fix)])
