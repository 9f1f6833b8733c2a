"""`makeable followup`: what was done, what is late, what is in dispute; and the brief for meeting again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from makeable.agreement.followup.brief import reconvening_brief
from makeable.agreement.followup.machine import replayed
from makeable.agreement.followup.score import implementation, milestones
from makeable.agreement.followup.state import State
from makeable.agreement.followup.work import Plan
from makeable.casefile.event_reader import event_line, read_log
from makeable.cli.agreement_argument import add_agreement, agreement_case, written
from makeable.cli.answer import answer
from makeable.cli.screen import show
from makeable.errors import BadInput, Problem
from makeable.explain.followup import refusal_sentence
from makeable.explain.terms import Terms
from makeable.explain.words import Words
from makeable.model import exact
from makeable.model.event import KINDS, Event
from makeable.report.as_json import json_text
from makeable.report.blocks import Heading
from makeable.report.contents.followup import followup_blocks, reconvening_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_agreement(parser)
    parser.add_argument("--log", required=True, metavar="FILE", help="the log of events; it only ever grows")
    parser.add_argument("--add", choices=KINDS, metavar="KIND", help=f"put down an event: {', '.join(KINDS)}")
    parser.add_argument("--on", type=_day, metavar="DAY", help="the day of the event or the answer (default: today)")
    parser.add_argument("--by", default="", metavar="WHO", help="who did it")
    parser.add_argument("--about", default="", metavar="ID", help="the commitment, metric, dispute or scenario")
    parser.add_argument("--number", type=int, metavar="N", help="which time, for what comes back (default: the next)")
    parser.add_argument("--value", type=_number, metavar="X", help="the value of a metric, or a rating of 1 to 3")
    parser.add_argument("--evidence", default="", metavar="TEXT", help="what shows it")
    parser.add_argument("--text", default="", metavar="TEXT", help="a remark, or how a dispute was settled")
    parser.add_argument("--until", type=_day, metavar="DAY", help="the new day of a postponement")
    parser.add_argument("--brief", action="store_true", help="prepare the parties' return to the table")
    parser.add_argument("--ocds", metavar="FILE", help="write the milestones under Open Contracting names (JSON)")


def run(args: argparse.Namespace) -> int:
    """Replay the log, add to it, and show where things stand."""
    case, audience = agreement_case(args)
    log = Path(args.log)
    plan, terms = Plan.of(case), Terms(case, Words(args.language))
    events = read_log(log)
    if args.add:
        return _add(args, plan, terms, events, log)
    if args.on is not None or not events:
        events = (*events, Event("(now)", args.on or date.today(), "tick"))
    state = replayed(plan, events)
    if args.ocds:
        written(Path(args.ocds), json_text(list(milestones(plan, state))), "--ocds")
    if args.brief:
        brief = reconvening_brief(case, events)
        return answer(args, case, audience, brief, reconvening_blocks, "back to the table")
    _show(args, plan, terms, state)
    return 0


def _add(args: argparse.Namespace, plan: Plan, terms: Terms, events: Sequence[Event], log: Path) -> int:
    """Add one event to the log, unless it could not count."""
    event = Event(
        id=f"e{len(events) + 1}",
        on=args.on or date.today(),
        kind=args.add,
        by=args.by,
        about=args.about,
        number=args.number,
        value=args.value,
        evidence=args.evidence,
        text=args.text,
        until=args.until,
    )
    state = replayed(plan, (*events, event))
    refused = next((r for r in state.refused if r.event == event.id), None)
    if refused is not None:
        what = refusal_sentence(refused, event, terms)
        raise BadInput([Problem("--add", what, "Nothing was put down; see `makeable followup --help`.")])
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(event_line(event))
    except OSError as error:
        what = f"{log} cannot be written: {(error.strerror or 'unknown reason').lower()}."
        raise BadInput([Problem("--log", what, "Choose a file that you may write to.")]) from error
    sys.stderr.write(f"Put down as {event.id} in {log}\n")
    return 0


def _show(args: argparse.Namespace, plan: Plan, terms: Terms, state: State) -> None:
    score = implementation(plan, state)
    if args.json:
        sys.stdout.write(json_text({"state": state, "score": score}))
        return
    title = terms.words.say("follow-up")
    show([Heading(f"{terms.agreement.title}: {title}"), *followup_blocks(state, score, terms)])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day; write it as 2027-09-30") from None


def _number(text: str) -> Fraction:
    try:
        return exact(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number") from None
