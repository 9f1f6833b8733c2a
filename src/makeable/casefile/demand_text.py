"""The text of a demand taken apart, without knowing what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["KEYWORDS", "Between", "Comparison", "Joined", "Member", "Parsed", "parse_demand"]

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
class Between:
    """An issue settled by an amount from one bound to another, both included; "" leaves a side open."""

    issue: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by and, or, not, or if .. then; no part at all: always (and), never (or)."""

    kind: Literal["and", "or", "not", "if"]
    parts: tuple[Parsed, ...]


Parsed = Between | Comparison | Member | Joined

KEYWORDS = ("if", "then", "and", "or", "not", "some", "always", "never", "in", "included", "now")
"""Words with a meaning of their own; an issue or option of that name is written in quotes."""

_WORDS = re.compile(
    r"""\s*(?:(?P<sign>>=|<=|=>|=<|==|!=|<>|≥|≤|≠|=|<|>)|(?P<mark>[(){},])|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<word>[^\s(){},<>=!≥≤≠"]+))"""
)


def parse_demand(text: str, issues: Mapping[str, str]) -> Parsed:
    """The parts of a demand. `issues`: ids of issues and their names. Raises ValueError saying what is not understood.

    A name in quotes may hold anything; `\\"` stands for a quotation mark in it.
    """
    return _Parser(text, issues).whole()


def plain_word(word: str) -> str:
    """A word without its quotation marks."""
    if len(word) > 1 and word[0] == word[-1] == '"':
        return re.sub(r"\\(.)", r"\1", word[1:-1], flags=re.DOTALL)
    return word


class _Parser:
    """Recursive descent over the words: if .. then .., or, and, not, terms."""

    def __init__(self, text: str, issues: Mapping[str, str]) -> None:
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
        if word in ("always", "never") and word not in self.issues:
            self.take()
            return Joined("and" if word == "always" else "or", ())
        return self.term()

    def issue(self) -> str:
        word = self.take()
        name = plain_word(word)
        found = [issue for issue in self.issues if issue == name] or [
            issue for issue, label in self.issues.items() if name.lower() in (issue.lower(), label.lower())
        ]
        if len(found) != 1 or not name:
            which = "more than one issue" if found else "not an issue"
            raise ValueError(f"`{name}` is {which}; they are {', '.join(self.issues)}.")
        return found[0]

    def term(self) -> Parsed:
        issue = self.issue()
        word = self.take()
        if word.lower() == "included":
            return Member(issue, None)
        if word.lower() == "in":
            return Member(issue, self.options()) if self.peek() == "{" else self.between(issue)
        sign = SIGNS.get(word, word)
        if sign not in (">=", "<=", ">", "<", "=", "!="):
            raise ValueError(f"After `{issue}` write >=, <=, =, in {{..}} or included, not `{word or 'nothing'}`.")
        return Comparison(issue, sign, self.value(issue))

    def options(self) -> tuple[str, ...]:
        self.expect("{")
        options: list[str] = []
        while self.peek() not in ("}", ""):
            if options:
                self.expect(",")
            options.append(self.phrase(",", "}"))
        self.expect("}")
        return tuple(options)

    def between(self, issue: str) -> Between:
        """`in 3..5`, `in 3..`, `in ..5`."""
        low, dots, high = self.phrase("and", "or", "then", ")", ",").replace(" ", "").partition("..")
        if not dots:
            raise ValueError(f"After `{issue} in` write {{option, option}} or 3..5.")
        return Between(issue, low, high)

    def value(self, issue: str) -> str:
        found = self.phrase("and", "or", "then", ")", ",")
        if not found:
            raise ValueError(f"`{issue}` is compared with nothing in `{self.text.strip()}`.")
        return found

    def phrase(self, *ends: str) -> str:
        """The words up to one of these."""
        parts = []
        while self.at < len(self.words) and self.peek() not in ends:
            parts.append(plain_word(self.take()))
        return " ".join(parts)
