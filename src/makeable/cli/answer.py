"""Answering: a finding as JSON or as blocks on the screen, withheld from whoever may not see it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TypeVar

from makeable.cli.screen import show
from makeable.explain.audience import Audience, Withheld, visible_to
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.finding import Finding
from makeable.model import Case
from makeable.report.as_json import json_text
from makeable.report.blocks import Block, Heading, Notice

__all__ = ["answer"]

F = TypeVar("F", bound=Finding)


def answer(
    args: argparse.Namespace,
    case: Case,
    audience: Audience,
    finding: F,
    blocks: Callable[[F, Names, Words], list[Block]],
    title: str,
) -> int:
    """Print a finding as the reader may see it; returns the exit code 0."""
    seen = visible_to(finding, audience)
    if args.json:
        sys.stdout.write(json_text(seen) + "\n")
        return 0
    words = Words(getattr(args, "language", "en"))
    if isinstance(seen, Withheld):
        show([Notice(words.say("This answer draws on what others wrote in private, and is not shown."), "warning")])
        return 0
    show([Heading(f"{case.title}: {words.say(title)}"), *blocks(seen, Names(case, words), words)])
    return 0
