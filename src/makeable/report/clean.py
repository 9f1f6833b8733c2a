"""Text that people wrote, made safe to draw anywhere: no control characters, one line, no reordering tricks."""

from __future__ import annotations

import re

__all__ = ["clean"]

_BLANK = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text on one line, with what no renderer may pass on replaced by U+FFFD.

    Escape sequences would drive a reader's terminal, XML forbids control characters and lone surrogates, and
    bidirectional overrides can make a text read otherwise than it was written; these last are dropped.
    Non-breaking spaces stay.
    """
    one_line = _BLANK.sub(" ", text).strip(" ")
    if one_line.isascii() and one_line.isprintable():
        return one_line
    return _REORDERING.sub("", _UNDRAWABLE.sub("\ufffd", one_line))
