"""`makeable schema`: the JSON Schema of the case file, for editors and for programs that write case files."""

from __future__ import annotations

import argparse
import json

from makeable.casefile.schema import case_schema

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""
    parser.epilog = (
        "Save it and name it at the top of a case file: # yaml-language-server: $schema=case-file.schema.json"
    )


def run(args: argparse.Namespace) -> int:  # noqa: ARG001
    """Print it."""
    print(json.dumps(case_schema(), indent=2, ensure_ascii=False))
    return 0
