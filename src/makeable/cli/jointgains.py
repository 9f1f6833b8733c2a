"""`makeable jointgains`: climb from a draft by asking parties what is better for them, without anybody's scores."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from makeable.cli.answer import answer
from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import add_package, package_of
from makeable.errors import BadInput, Problem
from makeable.invent.joint_gains import JointClimb, Query, Says, begin, joint_gains, proceed, told
from makeable.invent.judge import check_full
from makeable.model import Case
from makeable.report.contents.joint_gains import joint_gains_blocks

__all__ = ["configure", "run"]

SAYS = ("better", "worse", "indifferent")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    parser.add_argument("--log", metavar="FILE", help="the answers so far, one a line; made when it is not there")
    parser.add_argument("--say", choices=SAYS, help="the answer to the question that is open; it is added to the log")
    parser.add_argument("--simulate", action="store_true", help="let the sheets of the case answer, to see how it goes")
    parser.add_argument("--language", choices=("en", "nl"), default="en", help="the language of the answer")


def run(args: argparse.Namespace) -> int:
    """Go through the answers, add the new one, and show where the climb stands."""
    case, audience = case_of(args)
    draft = package_of(args, case)
    check_full(case, draft)
    if args.say and not args.log:
        raise BadInput([Problem("--say", "There is no log to add the answer to.", "Add --log FILE.")])
    climb, query = proceed(case, begin(draft))
    for number, (party, says) in enumerate(_logged(args), 1):
        if query is None or party != query.party:
            what = f"Answer {number} is `{party}`'s, but that was not the question."
            raise BadInput([Problem(args.log, what, "Give the case and the draft with which the log was begun.")])
        climb, query = proceed(case, told(climb, query, says))
    if args.say and query is not None:
        with Path(args.log).open("a", encoding="utf-8") as log:
            log.write(json.dumps({"party": query.party, "says": args.say}) + "\n")
        climb, query = proceed(case, told(climb, query, args.say))
    if args.simulate:
        climb, query = _simulated(case, climb, query)
    return answer(args, case, audience, joint_gains(climb, query), joint_gains_blocks, "joint gains without scores")


def _logged(args: argparse.Namespace) -> list[tuple[str, Says]]:
    """The answers in the log. Raises BadInput for lines that are none."""
    if not args.log or not Path(args.log).exists():
        return []
    found, problems = [], []
    for number, line in enumerate(Path(args.log).read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            found.append((data["party"], data["says"]))
        except (ValueError, KeyError, TypeError):
            data = {"says": None}
        if data["says"] not in SAYS:
            how = 'Write {"party": "mayor", "says": "better"}.'
            problems.append(Problem(f"{args.log}, line {number}", "This is not an answer.", how))
    if problems:
        raise BadInput(problems)
    return found


def _simulated(case: Case, climb: JointClimb, query: Query | None) -> tuple[JointClimb, Query | None]:
    """The climb to its end, with the sheets answering; parties without one say that they are indifferent."""
    while query is not None:
        sheet = case.sheets.get(query.party)
        gain = sheet.value(query.package) - sheet.value(query.than) if sheet is not None else 0
        says: Says = "better" if gain > 0 else "worse" if gain < 0 else "indifferent"
        climb, query = proceed(case, told(climb, query, says))
    return climb, query
