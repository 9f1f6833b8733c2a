"""`makeable diverse`: the best packages that differ in substance, overall or near a package."""

from __future__ import annotations

import argparse
from dataclasses import replace

from makeable.cli.answer import answer
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of, whole
from makeable.cli.judge import package_of
from makeable.invent.diverse import diverse
from makeable.principles.region import Region
from makeable.report.contents.diverse import diverse_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "--near",
        dest="package",
        metavar="PACKAGE",
        help='only packages near this one: a name, "draft", "issue=choice, .."',
    )
    parser.add_argument("--within", type=whole, default=3, help="how many of its issues may change (default 3)")
    parser.add_argument("--apart", type=whole, default=2, help="on how many issues they differ at least (default 2)")
    parser.add_argument("--count", type=whole, default=5, help="how many packages (default 5)")
    parser.add_argument("--principle", default="nash", metavar="NAME", help="what is best (default: nash)")
    parser.add_argument("--language", choices=("en", "nl"), default="en", help="the language of the answer")
    add_scope(parser)


def run(args: argparse.Namespace) -> int:
    """Choose, and show them side by side."""
    case, audience = case_of(args)
    principle, asked = principle_named(args.principle), asked_of(args, case)
    draft = package_of(args, case) if args.package else None
    if draft is not None:
        asked = replace(asked, region=Region(near=((draft, args.within),)))
    found = diverse(case, principle.name, max(1, args.count), max(1, args.apart), asked, draft)
    return answer(args, case, audience, found, diverse_blocks, "packages that differ in substance")
