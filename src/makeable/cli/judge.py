"""`makeable judge`: what a package gives each party, who blocks it, what would improve it."""

from __future__ import annotations

import argparse

from makeable.casefile.frame_reader import package_from_words
from makeable.cli.answer import answer
from makeable.cli.case_argument import add_case, case_of
from makeable.errors import BadInput, Problem
from makeable.invent.judge import judge
from makeable.model import Case, Package
from makeable.report.contents.judgement import judgement_blocks

__all__ = ["configure", "package_of", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)


def add_package(parser: argparse.ArgumentParser) -> None:
    """Declare --package."""
    parser.add_argument(
        "--package",
        default="draft",
        metavar="PACKAGE",
        help='the name of a package in the file, "draft", "status_quo", or "issue=choice, .." (default: the draft)',
    )


def package_of(args: argparse.Namespace, case: Case) -> Package:
    """The package that is meant. Raises BadInput when the case has none of that name, or the words do not fit."""
    if args.package in case.packages:
        return case.packages[args.package]
    if args.package in ("draft", "status_quo"):
        package = case.draft if args.package == "draft" else case.status_quo
        if package is not None:
            return package
        what = f"The case has no {args.package.replace('_', ' ')}."
        raise BadInput([Problem("--package", what, 'Name one, or write "issue=choice, ..".')])
    try:
        return package_from_words(args.package, case.issue)
    except ValueError as error:
        named = ", ".join(("draft", "status_quo", *case.packages))
        raise BadInput([Problem("--package", str(error), f'Write "issue=choice, ..", or one of: {named}.')]) from error


def run(args: argparse.Namespace) -> int:
    """Judge, and show it."""
    case, audience = case_of(args)
    found = judge(case, package_of(args, case))
    return answer(args, case, audience, found, judgement_blocks, "a package judged")
