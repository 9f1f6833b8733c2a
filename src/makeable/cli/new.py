"""`makeable new`: a commented starter case to change into one's own."""

from __future__ import annotations

import argparse

from makeable.casefile.starter import write_starter

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare PATH."""
    parser.add_argument("path", metavar="PATH", help="a folder (case.yaml is put into it), or a file ending in .yaml")


def run(args: argparse.Namespace) -> int:
    """Write it, never over a file that is there, and say what comes next."""
    file = write_starter(args.path)
    print(f"Wrote {file}: a small case with comments. Change it into yours, then:")
    print(f"    makeable check {file}")
    print(f"    makeable brief {file}")
    return 0
