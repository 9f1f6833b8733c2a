"""`makeable dependence`: who depends on whom."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from makeable.casefile.save import write_new
from makeable.cli.register_argument import add_register, register_of, tell
from makeable.discovery.dependence import dependence, kumu
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.model import AtLeast, Case, Party
from makeable.report.contents.dependence import dependence_blocks, dependence_map

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    parser.add_argument("--svg", metavar="FILE", help="write the map as a picture")
    parser.add_argument("--kumu", metavar="FILE", help="write the map as JSON for stakeholder-mapping tools")


def run(args: argparse.Namespace) -> int:
    """The matrix of help and harm as figures, map and lists."""
    register = register_of(args)
    found = dependence(register)
    if args.kumu:
        text = json.dumps(kumu(found, register), indent=2, ensure_ascii=False) + "\n"
        write_new(Path(args.kumu), text)
    if args.svg:
        words = Words(args.language)
        parties = tuple(Party(o.id, o.title) for o in register.organisations)
        room = Case(register.title, (), parties, AtLeast(len(parties), tuple(p.id for p in parties)))
        write_new(Path(args.svg), dependence_map(found, Names(room, words), words))
    return tell(args, register, found, dependence_blocks, "who depends on whom")
