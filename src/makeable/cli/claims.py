"""`makeable claims`: an estate, savings or a cost, divided by every rule that the figures allow."""

from __future__ import annotations

import argparse
import sys

from makeable.casefile.pie_reader import read_pie
from makeable.cli.answer import answer
from makeable.cli.frame import listing
from makeable.cli.rule_argument import rules_named
from makeable.errors import BadInput
from makeable.explain.audience import MEDIATOR
from makeable.explain.words import LANGUAGES
from makeable.model import AtLeast, Case, Party
from makeable.principles.claims import claims_rule_named, claims_rules
from makeable.principles.pies import divide_pie
from makeable.report.contents.pie import pie_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "file", metavar="FILE", help="a claims file: amount, parties with their claims or other figures"
    )
    parser.add_argument("--rule", default="", metavar="NAME,..", help=f"only these of {', '.join(claims_rules())}")
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), default="en", help="language of the answer (default en)"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")


def run(args: argparse.Namespace) -> int:
    """Divide, and show what each rule gives."""
    pie, problems = read_pie(args.file)
    if pie is None:
        raise BadInput(problems)
    if problems and not args.json:
        sys.stderr.write(listing(problems))
    rules = rules_named(args.rule, claims_rule_named, tuple(claims_rules()))
    found = divide_pie(pie, rules or None)
    parties = tuple(Party(party, pie.names.get(party, party)) for party in pie.parties)
    case = Case(pie.title, (), parties, AtLeast(len(parties), pie.parties), source=pie.source)
    return answer(args, case, MEDIATOR, found, pie_blocks, "what each rule gives")
