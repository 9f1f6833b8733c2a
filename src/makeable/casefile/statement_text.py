"""Statements about options as people write them: `accept and not abandon`, `insist iff not modify`."""

from __future__ import annotations

import re
from collections.abc import Collection

from makeable.model.statement import Both, Either, Not, Statement, Taken, Written

__all__ = ["statement_of"]

_TOKEN = re.compile(r"\s*(\(|\)|&&?|\|\|?|!|[^\s()&|!]+)")
_MEANS = {"&": "and", "&&": "and", "|": "or", "||": "or", "!": "not"}
_SPECIAL = frozenset(("and", "or", "not", "if", "iff", "(", ")"))


def statement_of(text: str, options: Collection[str]) -> Written:
    """The statement that a text makes about these options. Raises ValueError saying what is not understood.

    `not` binds most strongly, then `and` (&), then `or` (|), then `if` and `iff`. `a if b` holds unless b holds and
    a does not; `a iff b` when both hold or neither.
    """
    tokens = [_MEANS.get(token, token) for token in _TOKEN.findall(text)]
    parser = _Parser(tokens, options)
    means = parser.conditional()
    if parser.tokens:
        raise ValueError(f"`{parser.tokens[0]}` stands where `and`, `or`, `if` or `iff` should be.")
    return Written(" ".join(text.split()), means)


class _Parser:
    def __init__(self, tokens: list[str], options: Collection[str]) -> None:
        self.tokens, self.options = list(tokens), options

    def next_is(self, *words: str) -> bool:
        return bool(self.tokens) and self.tokens[0].lower() in words and self.tokens[0] not in self.options

    def conditional(self) -> Statement:
        left = self.chain("or")
        if self.next_is("if", "iff"):
            both_ways = self.tokens.pop(0).lower() == "iff"
            right = self.chain("or")
            if both_ways:
                return Either((Both((left, right)), Both((Not(left), Not(right)))))
            return Either((left, Not(right)))
        return left

    def chain(self, word: str) -> Statement:
        deeper = self.single if word == "and" else lambda: self.chain("and")
        parts = [deeper()]
        while self.next_is(word):
            self.tokens.pop(0)
            parts.append(deeper())
        if len(parts) == 1:
            return parts[0]
        return Both(tuple(parts)) if word == "and" else Either(tuple(parts))

    def single(self) -> Statement:
        if not self.tokens:
            raise ValueError("The statement breaks off.")
        if self.next_is("not"):
            self.tokens.pop(0)
            return Not(self.single())
        token = self.tokens.pop(0)
        if token == "(":
            inner = self.conditional()
            if not self.tokens or self.tokens.pop(0) != ")":
                raise ValueError("A bracket is not closed.")
            return inner
        if token not in self.options:
            raise ValueError(f"`{token}` is not an option." if token not in _SPECIAL else f"`{token}` is out of place.")
        return Taken(token)
