"""What a command shows: on a terminal with its width and colours, and as plain text into a file or a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from makeable.report.blocks import Block, Document
from makeable.report.terminal import terminal_text

__all__ = ["coloured", "show"]

_PIPED_WIDTH = 100


def show(report: Document | Iterable[Block]) -> None:
    """Print a report; signs that the terminal's encoding lacks are replaced rather than failing."""
    width = shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    text = terminal_text(report, width, coloured(sys.stdout))
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def coloured(stream: TextIO) -> bool:
    """Whether colours are welcome: on a terminal, unless NO_COLOR is set (see no-color.org) or it knows none."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
