"""How wide a text will be, without a font: estimates on the broad side, so that nothing is drawn over."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

__all__ = ["Number", "figure", "shortened", "text_width", "wrapped"]

Number = Callable[[float], str]
"""How a chart writes its figures; a caller passes its language's way."""

_NARROW = frozenset("iljtfrI.,:;'’|!()[]{}/\\ \u00a0\u202f·-")
_BROAD = frozenset("mwMW%@—…")


@cache
def _em(character: str) -> float:
    """The width of a character in ems, in a broad sans serif."""
    if character in _NARROW:
        return 0.36
    if character in _BROAD:
        return 0.94
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return 0.7 if character.isupper() else 0.6


def text_width(text: str, size: float = 13) -> float:
    """An upper estimate of the width of a text set in this size."""
    return size * sum(map(_em, text))


def shortened(text: str, width: float, size: float = 13) -> str:
    """The text, cut and ended with an ellipsis where it is wider than `width`."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, width: float, size: float = 13, lines: int = 2) -> list[str]:
    """The text in at most so many lines; words that are too wide, and what is left over, are shortened."""
    done: list[str] = []
    current = ""
    words = text.split(" ")
    for i, word in enumerate(words):
        longer = f"{current} {word}" if current else word
        if not current or text_width(longer, size) <= width:
            current = longer
            continue
        if len(done) == lines - 1:
            current = " ".join([current, *words[i:]])
            break
        done.append(current)
        current = word
    return [shortened(line, width, size) for line in (*done, current)]


def figure(value: float) -> str:
    """A number as a label: at most one decimal (two below one), a real minus sign, thousands set apart."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 1 else 2
    text = f"{abs(value):,.{digits}f}".replace(",", "\u202f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text
