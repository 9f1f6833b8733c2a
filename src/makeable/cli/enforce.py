"""`makeable enforce`: does keeping beat breaking, for everyone, whatever happens; and the cheapest repair."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from makeable.agreement.enforce import enforcement
from makeable.agreement.repair import repair
from makeable.casefile.save import case_text
from makeable.cli.agreement_argument import add_agreement, agreement_case, written
from makeable.cli.answer import answer
from makeable.errors import BadInput, Problem
from makeable.model import Agreement
from makeable.report.contents.enforcement import enforcement_blocks, repair_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_agreement(parser)
    parser.add_argument(
        "--scenario", action="append", metavar="ID", help="only this scenario (may be repeated; default: all)"
    )
    parser.add_argument("--repair", action="store_true", help="the cheapest measures that make every commitment hold")
    parser.add_argument("--save", metavar="FILE", help="with --repair: write the case with the measures in it")


def run(args: argparse.Namespace) -> int:
    """Judge every commitment, or repair what would not be kept."""
    case, audience = agreement_case(args)
    assert case.agreement is not None
    scenarios = _scenarios(args, case.agreement)
    if not args.repair:
        found = enforcement(case, scenarios)
        return answer(args, case, audience, found, enforcement_blocks, "does keeping beat breaking")
    mended = repair(case, scenarios)
    if args.save and mended.repaired is not None:
        written(Path(args.save), case_text(mended.repaired, args.save), "--save")
    shown = replace(mended, repaired=None) if args.json else mended
    code = answer(args, case, audience, shown, repair_blocks, "the cheapest repair")
    return code if mended.measures is not None else 1


def _scenarios(args: argparse.Namespace, agreement: Agreement) -> list[str] | None:
    unknown = [key for key in args.scenario or () if key not in agreement.scenario]
    if unknown:
        known = ", ".join(agreement.scenario) or "none"
        raise BadInput(
            [Problem("--scenario", f"`{key}` is not a scenario.", f"There are: {known}.") for key in unknown]
        )
    return args.scenario or None
