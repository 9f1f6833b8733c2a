"""`makeable contingent`: which issues should be settled by what will happen, and what that brings each party."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from makeable.casefile.frame_reader import package_from_words
from makeable.casefile.save import case_text
from makeable.cli.agreement_argument import written
from makeable.cli.asked import add_scope, asked_of, principle_named
from makeable.cli.case_argument import add_case, case_of
from makeable.cli.judge import add_package, package_of
from makeable.cli.page import add_page, answer_or_page
from makeable.errors import BadInput, Problem
from makeable.explain.contingent import agreement_with
from makeable.explain.words import Words
from makeable.invent.contingency import ContingentJudgement, contingent, judge_contingent
from makeable.model import Case, Package
from makeable.model.contingent import ContingentPackage
from makeable.principles import Asked, Division
from makeable.report.contents.contingent import contingent_blocks, judged_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    add_scope(parser)
    parser.add_argument("--principle", default="nash", help="chosen by which principle (default nash)")
    parser.add_argument(
        "--event", action="append", metavar="ID", help="only this event (may be repeated; default: all)"
    )
    parser.add_argument(
        "--issues", default="", metavar="IDS", help='issues that may depend on it, as "a, b" (default: all)'
    )
    parser.add_argument(
        "--given",
        action="append",
        metavar="EVENT=OUTCOME: CHANGES",
        help='judge a contingent package: --package, but "winter=hard: sailings=two, subsidy=4" (may be repeated)',
    )
    parser.add_argument(
        "--save", metavar="FILE", help="write the case with the package as if-then terms of its agreement"
    )
    parser.add_argument(
        "--best", action="store_true", help="with --save: the best package, not the one worse for nobody"
    )
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Look for contingent packages, or judge one."""
    case, audience = case_of(args)
    if args.given:
        judged = judge_contingent(case, package_given(args.given, package_of(args, case), case))
        _save(args, case, judged)
        return answer_or_page(args, case, audience, judged, judged_blocks, "a contingent package judged")
    issues = tuple(part.strip() for part in args.issues.split(",") if part.strip())
    strange = [issue for issue in issues if issue not in case.issue]
    if strange:
        known = ", ".join(case.issue)
        raise BadInput([Problem("--issues", f"`{strange[0]}` is no issue.", f"Issues: {known}.")])
    by = cast(Callable[[Case, Asked], Division], principle_named(args.principle).run)
    found = contingent(case, by, args.event or (), issues, asked_of(args, case))
    offers = [offer.best if args.best else offer.better or offer.best for offer in found.offers]
    _save(args, case, offers[0] if len(offers) == 1 else None)
    return answer_or_page(args, case, audience, found, contingent_blocks, "terms that depend on events")


def package_given(given: list[str], base: Package, case: Case) -> ContingentPackage:
    """The contingent package in words. Raises BadInput when they name no event, outcome, issue or settlement."""
    changed: dict[str, Package] = {}
    events: set[str] = set()
    for text in given:
        head, colon, changes = text.partition(":")
        name, _, outcome = (part.strip() for part in head.partition("="))
        if not colon or name not in case.event or outcome not in case.event[name].outcome:
            outcomes = ", ".join(f"{event.id}={o}" for event in case.events for o in event.outcome) or "none"
            fix = f'Write "EVENT=OUTCOME: issue=choice, ..", with one of: {outcomes}.'
            raise BadInput([Problem("--given", f"`{text}` names no outcome of an event.", fix)])
        events.add(name)
        try:
            changed[outcome] = base.changed(package_from_words(changes, case.issue))
        except ValueError as error:
            raise BadInput([Problem("--given", str(error), 'Write "EVENT=OUTCOME: issue=choice, ..".')]) from error
    if len(events) > 1:
        what = "A package can depend on one event at a time."
        raise BadInput([Problem("--given", what, "Name outcomes of one event.")])
    event = case.event[events.pop()]
    return ContingentPackage(event.id, {outcome: changed.get(outcome, base) for outcome in event.outcome})


def _save(args: argparse.Namespace, case: Case, judged: ContingentJudgement | None) -> None:
    if not args.save:
        return
    if judged is None:
        what = "There is not one package to write."
        raise BadInput([Problem("--save", what, "Choose one event with --event, for which there is a deal.")])
    starts = date(date.today().year + 1, 1, 1)
    held = agreement_with(case, judged, starts, Words(getattr(args, "language", "en")))
    written(Path(args.save), case_text(replace(case, agreement=held), args.save), "--save")
