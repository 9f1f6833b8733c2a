"""What commands over an agreement share: the language, and the agreement that must be there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from makeable.cli.case_argument import add_case, case_of
from makeable.errors import BadInput, Problem
from makeable.explain.audience import Audience
from makeable.explain.words import LANGUAGES
from makeable.model import Case

__all__ = ["add_agreement", "agreement_case", "written"]


def add_agreement(parser: argparse.ArgumentParser) -> None:
    """Declare CASE, --for, --json and --language."""
    add_case(parser)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language (default en)")


def agreement_case(args: argparse.Namespace) -> tuple[Case, Audience]:
    """The case as its reader may see it. Raises BadInput when it has no agreement."""
    case, audience = case_of(args)
    if case.agreement is None:
        what = "The case has no agreement."
        fix = f"Add the section that `makeable agree {args.case} --start` prints."
        raise BadInput([Problem(str(args.case), what, fix)])
    return case, audience


def written(path: Path, content: bytes | str, option: str) -> None:
    """Write a file and say where it is. Raises BadInput when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        what = f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}."
        raise BadInput([Problem(option, what, "Choose a folder that you may write to.")]) from error
    sys.stderr.write(f"Written: {path}\n")
