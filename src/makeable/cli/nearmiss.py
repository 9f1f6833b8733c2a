"""`makeable nearmiss`: what one thing would make possible."""

from __future__ import annotations

import argparse

from makeable.cli.register_argument import add_register, add_size, register_of, size_of, tell
from makeable.discovery.nearmiss import near_misses
from makeable.report.contents.nearmiss import near_miss_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    add_size(parser)


def run(args: argparse.Namespace) -> int:
    """Try each missing thing, and tell what it would add."""
    register = register_of(args)
    return tell(args, register, near_misses(register, size_of(args)), near_miss_blocks, "near misses")
