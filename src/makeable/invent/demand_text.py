"""The text of a demand taken apart, without knowing what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Comparison", "Joined", "Member", "Parsed", "parse_demand"]

SIGNS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "==": "=", "≠": "!=", "<>": "!="}


@dataclass(frozen=True, slots=True)
class Comparison:
    """An issue compared with a value as written."""

    issue: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Member:
    """An issue settled by one of some options (None: by anything but none)."""

    issue: str
    options: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by and, or, not, or if .. then."""

    kind: Literal["and", "or", "not", "if"]
    parts: tuple[Parsed, ...]


Parsed = Comparison | Member | Joined

_WORDS = re.compile(
    r"""\s*(?:(?P<sign>>=|<=|=>|=<|==|!=|<>|≥|≤|≠|=|<|>)|(?P<mark>[(){},])|(?P<quoted>"[^"]*")|(?P<word>[^\s(){},<>=!≥≤≠]+))"""
)


def parse_demand(text: str, issues: Sequence[str]) -> Parsed:
    """The parts of a demand. Raises ValueError saying where it is not understood."""
    return _Parser(text, issues).whole()


class _Parser:
    """Recursive descent over the words: if .. then .., or, and, not, terms."""

    def __init__(self, text: str, issues: Sequence[str]) -> None:
        self.text, self.issues = text, issues
        self.words: list[str] = []
        position = 0
        while position < len(text) and text[position:].strip():
            found = _WORDS.match(text, position)
            if found is None:
                raise ValueError(f"`{text[position : position + 20].strip()}` is not understood in `{text.strip()}`.")
            self.words.append(found[0].strip())
            position = found.end()
        self.at = 0

    def peek(self) -> str:
        return self.words[self.at].lower() if self.at < len(self.words) else ""

    def take(self) -> str:
        word = self.words[self.at] if self.at < len(self.words) else ""
        self.at += 1
        return word

    def expect(self, word: str) -> None:
        found = self.take()
        if found.lower() != word:
            raise ValueError(f"`{word}` is missing before `{found or 'the end'}` in `{self.text.strip()}`.")

    def whole(self) -> Parsed:
        if not self.words:
            raise ValueError("The demand is empty; write for example `funding >= 2x`.")
        parsed = self.condition()
        if self.at < len(self.words):
            raise ValueError(f"`{self.words[self.at]}` is one word too many in `{self.text.strip()}`.")
        return parsed

    def condition(self) -> Parsed:
        if self.peek() == "if":
            self.take()
            given = self.condition()
            self.expect("then")
            return Joined("if", (given, self.condition()))
        return self.joined("or")

    def joined(self, kind: Literal["or", "and"]) -> Parsed:
        parts = [self.joined("and") if kind == "or" else self.single()]
        while self.peek() == kind:
            self.take()
            parts.append(self.joined("and") if kind == "or" else self.single())
        return parts[0] if len(parts) == 1 else Joined(kind, tuple(parts))

    def single(self) -> Parsed:
        word = self.peek()
        if word == "not":
            self.take()
            return Joined("not", (self.single(),))
        if word == "(":
            self.take()
            inside = self.condition()
            self.expect(")")
            return inside
        if word == "some":
            self.take()
            return Member(self.issue(), None)
        return self.term()

    def issue(self) -> str:
        word = self.take().strip('"')
        by_name = {issue.lower(): issue for issue in self.issues}
        if word.lower() not in by_name:
            raise ValueError(f"`{word}` is not an issue; they are {', '.join(self.issues)}.")
        return by_name[word.lower()]

    def term(self) -> Parsed:
        issue = self.issue()
        word = self.take()
        if word.lower() == "included":
            return Member(issue, None)
        if word.lower() == "in":
            return Member(issue, self.options())
        sign = SIGNS.get(word, word)
        if sign not in (">=", "<=", ">", "<", "=", "!="):
            raise ValueError(f"After `{issue}` write >=, <=, =, in {{..}} or included, not `{word or 'nothing'}`.")
        return Comparison(issue, sign, self.value(issue))

    def options(self) -> tuple[str, ...]:
        self.expect("{")
        options = [self.take().strip('"')]
        while self.peek() == ",":
            self.take()
            options.append(self.take().strip('"'))
        self.expect("}")
        return tuple(options)

    def value(self, issue: str) -> str:
        parts = []
        while self.at < len(self.words) and self.peek() not in ("and", "or", "then", ")", ","):
            parts.append(self.take().strip('"'))
        if not parts:
            raise ValueError(f"`{issue}` is compared with nothing in `{self.text.strip()}`.")
        return " ".join(parts)
