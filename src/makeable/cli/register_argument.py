"""The argument that commands over a room share: its register; and the answer in the room's words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from makeable.casefile.register_reader import read_register
from makeable.cli.case_argument import whole
from makeable.cli.frame import listing
from makeable.cli.page import add_page, answer_or_page
from makeable.discovery.deals import Size
from makeable.errors import BadInput
from makeable.explain.audience import MEDIATOR
from makeable.finding import Finding
from makeable.model import AtLeast, Case, Party
from makeable.model.register import Register

__all__ = ["add_register", "add_size", "register_of", "size_of", "tell"]


def add_register(parser: argparse.ArgumentParser) -> None:
    """Declare ROOM, --json, --html and --language."""
    parser.add_argument(
        "register",
        metavar="ROOM",
        help="a register file (YAML, JSON, XLSX), or the folder with register.yaml or organisations.csv",
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    add_page(parser)


def add_size(parser: argparse.ArgumentParser) -> None:
    """Declare --parties and --moves: how large a deal may be."""
    parser.add_argument("--parties", type=whole, default=4, help="most organisations in one deal (default 4)")
    parser.add_argument("--moves", type=whole, default=6, help="most transfers and projects in one deal (default 6)")


def size_of(args: argparse.Namespace) -> Size:
    """The size that was asked for; two organisations at least, twelve at most."""
    return Size(min(max(args.parties, 2), 12), min(max(args.moves, 1), 16))


def register_of(args: argparse.Namespace) -> Register:
    """The register. Warnings go to the error stream; raises BadInput on errors."""
    register, problems = read_register(args.register)
    if register is None:
        raise BadInput(problems)
    if problems and not args.json:
        sys.stderr.write(listing(problems))
    return register


def tell(args: argparse.Namespace, register: Register, finding: Finding, blocks: Callable[..., Any], title: str) -> int:
    """Print a finding in the names of the room; returns the exit code 0."""
    parties = tuple(Party(o.id, o.title) for o in register.organisations)
    everyone = AtLeast(len(parties), tuple(party.id for party in parties))
    room = Case(register.title, (), parties, everyone, source=register.source)
    return answer_or_page(args, room, MEDIATOR, finding, blocks, title)
