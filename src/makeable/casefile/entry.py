"""An entry: a value of a document as it was written, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from makeable.model import exact

__all__ = ["DEEPEST", "MOST", "Entry", "TooMuch", "of_data"]

MOST = 500_000
"""Entries of one document, aliases followed: an alias that doubles itself must not fill the memory."""

DEEPEST = 60
"""Levels of nesting of one document."""


class TooMuch(Exception):
    """A document goes beyond MOST entries or DEEPEST levels; says where, and beyond what."""

    def __init__(self, where: str, limit: str) -> None:
        super().__init__(f"{where}: {limit}")
        self.where, self.limit = where, limit


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a document and where it stands. Exactly one of text, items, fields is what it holds.

    Text that stands without quotes may be nothing (null) or a truth value; quoted text is only text, or a number
    where one is asked for.
    """

    where: str
    text: str | None = None
    quoted: bool = False
    items: tuple[Entry, ...] | None = None
    fields: dict[str, Entry] | None = None
    key_at: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was written (null, ~ or blank)."""
        return self.text is not None and not self.quoted and self.text in ("", "~", "null", "Null", "NULL")

    @property
    def kind(self) -> str:
        """What it is, in words for a problem."""
        if self.fields is not None:
            return "a mapping"
        if self.items is not None:
            return "a list"
        if self.empty:
            return "nothing"
        text = " ".join((self.text or "").split())
        return f"`{text[:60]}{'…' if len(text) > 60 else ''}`" if text else "an empty text"

    def number(self) -> Fraction | None:
        """Its exact number, or None when it is not written as one."""
        if self.text is None:
            return None
        try:
            return exact(self.text)
        except ValueError:
            return None


def of_data(data: object, where: str) -> Entry:
    """Plain data (mappings, lists, text, exact numbers, None) as an entry; all of it stands at `where`."""
    if isinstance(data, Entry):
        return data
    if isinstance(data, dict):
        fields = {str(key): of_data(value, where) for key, value in data.items()}
        return Entry(where, fields=fields, key_at=dict.fromkeys(fields, where))
    if isinstance(data, (list, tuple)):
        return Entry(where, items=tuple(of_data(item, where) for item in data))
    if data is None:
        return Entry(where, text="")
    return Entry(where, text=str(data), quoted=isinstance(data, str))
