"""`makeable check`: everything wrong with a case file, and everything odd about the case in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from makeable.casefile.check import check
from makeable.casefile.json_text import to_json
from makeable.cli.frame import listing
from makeable.cli.screen import show
from makeable.errors import Problem
from makeable.explain.names import Names
from makeable.explain.rule import rule_sentence
from makeable.explain.words import Words
from makeable.model import Case, ChoiceIssue
from makeable.report.blocks import Paragraph

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare CASE and --json."""
    parser.add_argument("case", metavar="CASE", help="a case file, or the folder that holds case.yaml")
    parser.add_argument("--json", action="store_true", help="print the problems as one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read and check it; exit code 1 when something must be mended before any answer can be given."""
    case, problems = check(args.case)
    if args.json:
        sys.stdout.write(to_json(as_data(case, problems)))
    elif problems:
        sys.stdout.write(listing(problems))
    if case is not None and not args.json:
        show([Paragraph(summary(case, Words()))])
    return 1 if case is None else 0


def as_data(case: Case | None, problems: Sequence[Problem]) -> dict[str, object]:
    """The answer as plain data."""
    listed = [{"severity": p.severity, "where": p.where, "what": p.what, "fix": p.fix} for p in problems]
    return {"usable": case is not None, "problems": listed}


def summary(case: Case, words: Words) -> str:
    """A usable case in a paragraph: how large it is, who is known, and whose yes makes a deal."""
    parties, issues, known = len(case.parties), len(case.issues), len(case.sheets)
    estimated = sum(bool(sheet.estimated_by) for sheet in case.sheets.values())
    size = [
        words.count(parties, "{n} party", "{n} parties"),
        words.count(issues, "{n} issue", "{n} issues"),
        _packages(case, words),
        words.count(len(case.constraints), "{n} constraint", "{n} constraints"),
    ]
    said = [
        words.say("{title} can be used.", title=case.title),
        ", ".join(size) + ".",
        rule_sentence(case.rule, Names(case, words), words),
    ]
    if known == parties:
        said.append(words.say("Every party has a sheet."))
    else:
        said.append(words.say("{known} of {parties} parties have a sheet.", known=known, parties=parties))
    if estimated:
        said.append(words.count(estimated, "{n} of them is an estimate.", "{n} of them are estimates."))
    if case.draft is not None:
        said.append(words.say("There is a draft on the table."))
    return " ".join(said)


def _packages(case: Case, words: Words) -> str:
    """How many packages the issues make, constraints aside."""
    count = 1
    for issue in case.issues:
        if isinstance(issue, ChoiceIssue):
            count *= len(issue.options)
        elif not issue.continuous:
            count *= issue.levels
        else:
            return words.say("infinitely many packages (an issue is continuous)")
    if count >= 10**12:
        return words.say("about 10^{n} packages", n=len(str(count)) - 1)
    return words.count(count, "{n} package", "{n} packages")
