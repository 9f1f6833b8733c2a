"""`makeable sequence`: whom to approach next, whom then if yes, whom if no."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from makeable.casefile.campaign_file import read_campaign
from makeable.cli.case_argument import add_case, audience_of, whole
from makeable.cli.frame import listing
from makeable.cli.page import add_page, answer_or_page
from makeable.errors import BadInput, Problem
from makeable.explain.audience import Audience, case_for
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.influence.sequence import Scope, sequence
from makeable.model import Case
from makeable.report.charts.theme import standalone
from makeable.report.contents.sequence import policy_tree, sequence_blocks

__all__ = ["campaign_of", "configure", "run", "write_svg"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("--aboard", metavar="A,B", default="", help="who has said yes by now, beside those in the file")
    parser.add_argument("--refused", metavar="A,B", default="", help="who has refused by now")
    parser.add_argument("--depth", type=whole, default=4, help="approaches shown in the policy's tree (default 4)")
    parser.add_argument(
        "--thresholds",
        choices=("auto", "alone", "all", "none"),
        default="auto",
        help="which chances to move, to see what would change the first step (default: what takes a few seconds)",
    )
    parser.add_argument("--svg", metavar="FILE", help="write the policy's tree as a picture")
    parser.add_argument("--seed", type=whole, default=1, help="of everything that is drawn (default 1)")
    add_page(parser)


def run(args: argparse.Namespace) -> int:
    """Find the policy, and show it."""
    case, audience = campaign_of(args)
    case = _answered(args, case)
    found = sequence(case, Scope(depth=args.depth, thresholds=args.thresholds, seed=args.seed))
    if args.svg and found.policy is not None:
        words = Words(args.language)
        write_svg(args.svg, policy_tree(found, Names(case, words), words))
    return answer_or_page(args, case, audience, found, sequence_blocks, "whom to approach next")


def campaign_of(args: argparse.Namespace) -> tuple[Case, Audience]:
    """The case, or the plan's own file, as the reader may see it. Raises BadInput with everything that is wrong."""
    case, problems = read_campaign(args.case)
    if case is None:
        raise BadInput(problems)
    if problems and not args.json:
        sys.stderr.write(listing(problems))
    audience = audience_of(args, case)
    return case_for(case, audience), audience


def write_svg(file: str, svg: str) -> None:
    """Write a picture as a file of its own. Raises BadInput when it cannot be written."""
    path = Path(file)
    try:
        path.write_text(standalone(svg), encoding="utf-8")
    except OSError as error:
        what = f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}."
        raise BadInput([Problem("--svg", what, "Choose a folder that you may write to.")]) from error
    sys.stderr.write(f"The picture is in {path.resolve()}\n")


def _answered(args: argparse.Namespace, case: Case) -> Case:
    """The case with the answers given on the command line."""
    if case.approach is None:
        return case
    plan, problems, said = case.approach, list[Problem](), dict[str, tuple[str, ...]]()
    for option in ("aboard", "refused"):
        given = tuple(name.strip() for name in getattr(args, option).split(",") if name.strip())
        for name in given:
            if name not in case.party:
                known = ", ".join(case.party)
                problems.append(Problem(f"--{option}", f"`{name}` is not a party.", f"Choose among: {known}."))
        said[option] = given
    both = set(said["aboard"]) & set(said["refused"])
    problems += [Problem("--refused", f"`{name}` cannot be both.", "Name it once.") for name in sorted(both)]
    if problems:
        raise BadInput(problems)
    aboard = (*(p for p in plan.aboard if p not in said["refused"]), *said["aboard"])
    refused = (*(p for p in plan.refused if p not in said["aboard"]), *said["refused"])
    plan = replace(plan, aboard=tuple(dict.fromkeys(aboard)), refused=tuple(dict.fromkeys(refused)))
    return replace(case, approach=plan)
