"""`makeable conflict`: where can a conflict rest, who could upset that, and what would have to change?"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from makeable.casefile.conflict_file import read_conflict_file
from makeable.cli.frame import listing
from makeable.cli.page import add_page, answer_or_page
from makeable.conflict.inverse import wish
from makeable.conflict.stability import stability
from makeable.errors import BadInput, Problem
from makeable.explain.audience import MEDIATOR, Audience, case_for
from makeable.model import AtLeast, Case, Party
from makeable.model.conflict import Conflict
from makeable.report.contents.conflict import stability_blocks, wish_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "conflict", metavar="CONFLICT", help="a conflict file (YAML, JSON, .gmcr), or a case with a `conflict` section"
    )
    parser.add_argument("--from", dest="start", metavar="STATE", help="where things stand now (a state, or a pattern)")
    parser.add_argument("--wish", metavar="STATE", help="what would they have to prefer for this state to be stable?")
    parser.add_argument(
        "--by", choices=("nash", "seq", "smr", "gmr"), default="seq", help="stable by which concept (default seq)"
    )
    parser.add_argument("--variant", default="", help="which variant of a file that has several")
    parser.add_argument("--for", dest="party", metavar="PARTY", help="answer with what this party may see")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Analyse the conflict, or one wished state of it."""
    case, conflict, audience = _asked(args)
    if args.wish is not None:
        found = wish(conflict, _state(conflict, args.wish, "--wish"), args.by)
        return answer_or_page(args, case, audience, found, wish_blocks, "what would have to change")
    if args.start is not None:
        conflict = replace(conflict, status_quo=_state(conflict, args.start, "--from"))
        case = replace(case, conflict=conflict)
    return answer_or_page(args, case, audience, stability(conflict), stability_blocks, "where the conflict can rest")


def _asked(args: argparse.Namespace) -> tuple[Case, Conflict, Audience]:
    """The conflict as the reader may see it. Raises BadInput with everything that is wrong."""
    conflict, problems = read_conflict_file(args.conflict, args.variant)
    if conflict is None:
        raise BadInput(problems)
    if problems and not args.json and args.party is None:  # a warning can be about what another party wrote
        sys.stderr.write(listing(problems))
    parties = tuple(Party(actor.id, actor.name) for actor in conflict.actors)
    everyone = AtLeast(len(parties), tuple(party.id for party in parties))
    case = Case(conflict.title or "A conflict", (), parties, everyone, source=conflict.source, conflict=conflict)
    if args.party is None:
        return case, conflict, MEDIATOR
    if args.party not in case.party:
        known = ", ".join(case.party)
        raise BadInput(
            [Problem("--for", f"`{args.party}` is not a party of this conflict.", f"Choose one of: {known}.")]
        )
    audience = Audience(args.party)
    seen = case_for(case, audience)
    assert seen.conflict is not None
    return seen, seen.conflict, audience


def _state(conflict: Conflict, text: str, option: str) -> str:
    """The one state that an id or a pattern means. Raises BadInput when it is none, or several."""
    if text in conflict.state:
        return text
    fitting = [s.id for s in conflict.states if s.pattern and s.pattern == text.upper()]
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(f"{s.id} ({s.pattern or s.name})" for s in conflict.states[:12])
    raise BadInput([Problem(option, f"There is no state `{text}`.", f"States are {known}.")])
