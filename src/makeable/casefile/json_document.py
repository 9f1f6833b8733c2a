"""JSON text turned into entries that remember their lines and keep numbers as they were written."""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from makeable.casefile.entry import DEEPEST, MOST, Entry, TooMuch
from makeable.errors import Problem

__all__ = ["NotJson", "parse_json"]

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"[-+.\w]+")
_HALF = re.compile(r"[\ud800-\udfff]")


class NotJson(Exception):
    """The text breaks JSON's grammar; `problem` says where and how."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def parse_json(text: str, name: str, problems: list[Problem]) -> Entry:
    """The root entry. Raises NotJson when it breaks the grammar, TooMuch when it goes beyond the limits."""
    return _Scanner(text, name, problems).document()


class _Scanner:
    """Walks over the text once."""

    def __init__(self, text: str, name: str, problems: list[Problem]) -> None:
        self.text, self.name, self.problems = text, name, problems
        self.at, self.left = 0, MOST
        self.ends = [i for i, c in enumerate(text) if c == "\n"]
        self.places: dict[int, str] = {}

    def place(self, at: int) -> str:
        line = bisect_right(self.ends, at - 1) + 1
        return self.places.setdefault(line, f"{self.name}, line {line}")

    def wrong(self, what: str, fix: str) -> NotJson:
        return NotJson(Problem(self.place(self.at), what, fix))

    def peek(self) -> str:
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def document(self) -> Entry:
        root = self.value(0)
        if self.peek():
            raise self.wrong("Something follows the end of the document.", "Remove it, or a bracket before it.")
        return root

    def value(self, depth: int) -> Entry:
        first = self.peek()
        where = self.place(self.at)
        self.left -= 1
        if depth > DEEPEST or self.left < 0:
            raise TooMuch(where, f"{DEEPEST} levels" if depth > DEEPEST else f"{MOST:,} entries")
        if first == "{":
            return self.mapping(where, depth)
        if first == "[":
            return self.sequence(where, depth)
        if first == '"':
            return Entry(where, text=self.string(), quoted=True)
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            return Entry(where, text=word[0])
        raise self.wrong(
            "A value is missing." if first else "The text ends too early.", "Check commas, quotes and brackets."
        )

    def string(self) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            raise self.wrong(f"A text in quotes cannot be read: {error.msg}.", "Close the quote; check \\.") from None
        if _HALF.search(text):
            self.problems.append(
                Problem(self.place(self.at), "The text holds half of a character.", "Write \\u escapes in pairs.")
            )
            text = _HALF.sub("�", text)
        return str(text)

    def sequence(self, where: str, depth: int) -> Entry:
        items: list[Entry] = []
        self.at += 1
        if self.peek() == "]":
            self.at += 1
            return Entry(where, items=())
        while True:
            items.append(self.value(depth + 1))
            if self.next_or_end("]"):
                return Entry(where, items=tuple(items))

    def mapping(self, where: str, depth: int) -> Entry:
        fields: dict[str, Entry] = {}
        key_at: dict[str, str] = {}
        self.at += 1
        if self.peek() == "}":
            self.at += 1
            return Entry(where, fields={})
        while True:
            if self.peek() != '"':
                raise self.wrong("A name in quotes is missing.", 'Write `"name": value`.')
            at = self.place(self.at)
            key = self.string()
            if self.peek() != ":":
                raise self.wrong("A colon is missing.", 'Write `"name": value`.')
            self.at += 1
            value = self.value(depth + 1)
            if key in fields:
                what = f"`{key[:60]}` stands here a second time."
                self.problems.append(Problem(at, what, f"Keep one of the two; the first is at {key_at[key]}."))
            else:
                fields[key], key_at[key] = value, at
            if self.next_or_end("}"):
                return Entry(where, fields=fields, key_at=key_at)

    def next_or_end(self, end: str) -> bool:
        """Step over a comma (False) or the closing bracket (True)."""
        mark = self.peek()
        if mark not in (",", end) or not mark:
            raise self.wrong(f"A comma or {end} is missing.", "Add it.")
        self.at += 1
        return mark == end
