"""`makeable import`: a case file from Genius XML, NegMAS or a spreadsheet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from makeable.casefile.foreign import import_case
from makeable.casefile.save import case_text, save
from makeable.cli.frame import listing
from makeable.errors import BadInput

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare SOURCE and -o."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="Genius XML files (a domain and its profiles) or their folder; NegMAS YAML or JSON files or their folder;"
        " one spreadsheet (.xlsx, .csv) with a row per option and a column per party",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write the case there (.yaml or .json; default: print it)"
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """Read, tell every repair, write."""
    case, problems = import_case(args.sources)
    if case is None:
        raise BadInput(problems)
    if problems:
        sys.stderr.write(listing(problems))
    if args.output is None:
        sys.stdout.write(case_text(case, "case.json" if args.json else "case.yaml"))
        return 0
    file = Path(args.output)
    if file.suffix not in (".yaml", ".yml", ".json"):
        file = file / "case.yaml"
    save(case, file)
    print(f"Wrote {file}: {len(case.parties)} parties, {len(case.issues)} issues. Next: makeable check {file}")
    return 0
