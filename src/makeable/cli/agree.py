"""`makeable agree`: what is agreed, who does what, and what is still missing before it can be signed."""

from __future__ import annotations

import argparse
import sys

from makeable.agreement.checks import check_agreement
from makeable.cli.agreement_argument import add_agreement, agreement_case
from makeable.cli.answer import answer
from makeable.cli.case_argument import case_of
from makeable.cli.judge import add_package, package_of
from makeable.model import Case, Package, plain
from makeable.report.contents.agreement import agreement_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_agreement(parser)
    add_package(parser)
    parser.add_argument("--start", action="store_true", help="print a section `agreement:` to fill in, from a package")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when something is missing")


def run(args: argparse.Namespace) -> int:
    """Check the agreement, or print the start of one."""
    if args.start:
        case, _ = case_of(args)
        sys.stdout.write(starter(case, package_of(args, case)))
        return 0
    case, audience = agreement_case(args)
    found = check_agreement(case)
    code = answer(args, case, audience, found, agreement_blocks, "the agreement")
    return 1 if args.strict and found.gaps else code


def starter(case: Case, package: Package) -> str:
    """The section of the case file with a commitment for every issue, and everything else to fill in."""
    settled = ", ".join(
        f'{issue}: "{choice}"' if isinstance(choice, str) else f"{issue}: {plain(choice)}"
        for issue, choice in package.items()
    )
    first, *rest = case.party
    commitments = "".join(
        f"    - id: {issue.id}-done\n"
        f"      owner:                  # one of: {', '.join(case.party)}\n"
        f'      what: carry out "{issue.label(package[issue.id])}" on {issue.name}\n'
        f"      to: []\n"
        f"      due:                    # 2027-06-30\n"
        f"      evidence:               # what will show that it is done\n"
        f"      verifier:               # who checks that; not the owner\n"
        f"      issue: {issue.id}\n"
        for issue in case.issues
    )
    ratified = "".join(f'    - {{party: {party}, body: "?", due: 2026-12-31}}\n' for party in (first, *rest))
    return (
        "agreement:\n"
        f"  package: {{{settled}}}\n"
        "  starts: 2027-01-01\n"
        "  term: 2031-12-31\n"
        f"  commitments:\n{commitments}"
        "  scenarios: []               # `makeable scenarios` suggests some\n"
        "  metrics: []                 # {id, name, unit, threshold, good: at_least, source, reported_by}\n"
        '  monitoring: {who: "", every: 6}\n'
        "  dispute:\n"
        "    - {id: talk, name: The people concerned talk, days: 14}\n"
        "    - {id: mediation, name: A mediator whom all accept, days: 45}\n"
        "  reconvene:\n"
        "    - {id: unsettled, on: dispute}\n"
        f"  ratification:\n{ratified}"
        "  grafted_onto: []            # {form: permit, budget, ordinance or contract, name, by, due}\n"
        "  reviews: []\n"
        "  exit: {notice_days: 90}\n"
    )
