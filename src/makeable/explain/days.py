"""Days as they are written in a document."""

from __future__ import annotations

from datetime import date

from makeable.explain.words import Words

__all__ = ["day"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date | None, words: Words) -> str:
    """30 September 2027; a dash where there is no day."""
    if when is None:
        return "–"
    return f"{when.day}\N{NO-BREAK SPACE}{words.say(_MONTHS[when.month - 1])}\N{NO-BREAK SPACE}{when.year}"
