"""The command line: one file per command, loaded only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from makeable.cli.frame import run

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 answered, 1 bad input or a failed check, 2 wrong usage."""
    return run(sys.argv[1:] if argv is None else argv)
