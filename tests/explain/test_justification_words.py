"""Every sentence of a justification is there in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from makeable.casefile import load
from makeable.explain.names import Names
from makeable.explain.words import Words, _catalogue
from makeable.frontier.transfers import Money
from makeable.invent.taken import taken
from makeable.principles import registered
from makeable.principles.justification import justification
from makeable.principles.transfers import divide_with_transfers
from makeable.report.contents.justification import justification_document
from makeable.report.contents.taken import taken_blocks
from makeable.report.contents.transfers import transfers_blocks

CASES = ["sports-complex", "bus-corridor", "one-front-door", "valley-water", "camp-david"]


class Listening(Words):
    """Words that remember what they were asked to say."""

    def __init__(self) -> None:
        super().__init__("nl")
        self.asked: set[str] = set()

    def say(self, text: str, /, **values: str | int) -> str:
        self.asked.add(text)
        return super().say(text, **values)


@pytest.mark.parametrize("name", CASES)
def test_all_that_is_said_is_said_in_dutch(name: str) -> None:
    case = load(f"cases/{name}")
    package = case.draft or next(iter(case.packages.values()), None)
    if package is None:
        pytest.skip("the case has no draft")
    words = Listening()
    for principle in ("", *registered()):
        for party in case.sheets:
            found = justification(case, party, package, "draft", principle)
            for short in (True, False):
                document = justification_document(found, case, words, short)
                assert document.blocks
    assert words.asked <= set(_catalogue("nl")), words.asked - set(_catalogue("nl"))


def test_the_taken_test_and_payments_are_said_in_dutch() -> None:
    case = load("cases/sports-complex")
    price = dict.fromkeys(case.sheets, Fraction(2))
    words = Listening()
    names = Names(case, words)
    assert case.draft is not None
    assert taken_blocks(taken(case, case.draft, ("nash", "utilitarian"), money=price), names, words)
    assert transfers_blocks(divide_with_transfers(case, "nash", Money(price)), names, words)
    assert words.asked <= set(_catalogue("nl")), words.asked - set(_catalogue("nl"))
