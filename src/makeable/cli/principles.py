"""`makeable principles`: the library of principles, and which of them agree with what a group says."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from makeable.casefile.chosen_file import frame_of, write_chosen
from makeable.casefile.load import read_case
from makeable.cli.screen import show
from makeable.errors import BadInput, Problem
from makeable.explain.names import Names
from makeable.explain.titles import principle_title
from makeable.explain.words import LANGUAGES, Words
from makeable.model import AtLeast, Case
from makeable.model.chosen import Chosen
from makeable.principles.questionnaire import Described, library, questionnaire
from makeable.principles.statements import KINDS, Kind, statements_of
from makeable.report.as_json import json_text
from makeable.report.blocks import Heading
from makeable.report.contents.questionnaire import (
    described_blocks,
    library_blocks,
    questionnaire_blocks,
    statement_blocks,
)

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="explain this principle (default: list them all)")
    parser.add_argument("--kind", choices=KINDS, help="what is divided (with --agree and --ask: default packages)")
    parser.add_argument("--ask", action="store_true", help="the statements to put to the group before dividing")
    parser.add_argument("--agree", default="", metavar="ID,..", help="statements that the group agrees with")
    parser.add_argument("--reject", default="", metavar="ID,..", help="statements that the group rejects")
    parser.add_argument("--record", metavar="FILE", help="write down that NAME is chosen, before anything is divided")
    parser.add_argument("--case", metavar="CASE", help="with --record: the case it is chosen for")
    parser.add_argument("--by", default="", metavar="PARTY,..", help="with --record: who agreed")
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), default="en", help="language of the answer (default en)"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")


def run(args: argparse.Namespace) -> int:
    """List, explain, ask, answer, or record."""
    words = Words(args.language)
    if args.record:
        return _record(args)
    if args.name:
        found = _named(args.name, args.kind)
        name = next(iter(found.values())).name
        data: object = {kind: _data(rule) for kind, rule in found.items()}
        title = principle_title(name, words)
        return _show(args, data, [Heading(title[0].upper() + title[1:]), *described_blocks(found, words)])
    kind: Kind = args.kind or "packages"
    wanted, unwanted = _list(args.agree), _list(args.reject)
    if wanted or unwanted:
        answered = questionnaire(kind, wanted, unwanted)
        nobody = Case("", (), (), AtLeast(0, ()))
        blocks = questionnaire_blocks(answered, Names(nobody, words), words)
        return _show(args, answered, [Heading(words.say("Which principles agree with the group")), *blocks])
    if args.ask:
        heading = Heading(words.say("Before dividing: what do you find fair?"))
        return _show(args, statements_of(kind), [heading, *statement_blocks(kind, words)])
    kinds = KINDS if args.kind is None else (args.kind,)
    data = {one: [_data(rule) for rule in library(one).values()] for one in kinds}
    return _show(args, data, [Heading(words.say("The library of principles")), *library_blocks(args.kind, words)])


def _show(args: argparse.Namespace, data: object, blocks: list) -> int:  # type: ignore[type-arg]
    if args.json:
        sys.stdout.write(json_text(data) + "\n")
    else:
        show(blocks)
    return 0


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _data(rule: Described) -> dict[str, object]:
    return {
        "name": rule.name,
        "says": rule.says,
        "assumes": rule.assumes,
        "misleads": rule.misleads,
        "source": rule.source,
        "axioms": rule.axioms,
        "aliases": rule.aliases,
    }


def _named(name: str, kind: Kind | None) -> dict[Kind, Described]:
    """The principle of this name, by what it divides. Raises BadInput when there is none."""
    wanted = name.lower().replace("_", "-")
    found: dict[Kind, Described] = {}
    for one in KINDS if kind is None else (kind,):
        for rule in library(one).values():
            if wanted in (rule.name, *rule.aliases) and rule not in found.values():
                found[one] = rule
    if not found:
        names = sorted({rule for one in KINDS for rule in library(one)})
        raise BadInput([Problem("NAME", f"There is no principle `{name}`.", f"There are {', '.join(names)}.")])
    return found


def _record(args: argparse.Namespace) -> int:
    """Write the choice down, once. Raises BadInput when something of it is not known."""
    if not args.name:
        raise BadInput([Problem("--record", "Nothing is chosen.", "Name the principle: makeable principles NAME ..")])
    found = _named(args.name, args.kind)
    kind, rule = next(iter(found.items()))
    frame = ""
    if args.case:
        case, problems = read_case(args.case)
        if case is None:
            raise BadInput(problems)
        unknown = [party for party in _list(args.by) if party not in case.party]
        if unknown:
            raise BadInput([Problem("--by", f"`{unknown[0]}` is no party.", f"Known are {', '.join(case.party)}.")])
        frame = frame_of(case)
    stated = tuple(_list(args.agree))
    if stated:
        questionnaire(kind, stated)
    today = date.today()
    write_chosen(Chosen(rule.name, kind, tuple(_list(args.by)), stated, today, frame), args.record)
    sys.stderr.write(f"The choice of {rule.name} is recorded in {args.record}\n")
    return 0
