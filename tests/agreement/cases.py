"""Small cases with an agreement, made in code for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from makeable.model import (
    Agreement,
    AtLeast,
    Case,
    ChoiceIssue,
    Commitment,
    Option,
    Package,
    Party,
    Scores,
    Sheet,
    Stakes,
)

START = date(2030, 1, 1)


def case_of(
    commitments: Sequence[Commitment],
    stakes: Mapping[str, Stakes],
    gains: Mapping[str, int] | None = None,
    **terms: Any,
) -> Case:
    """A case of one issue whose parties stand `gains` above their no-deal lines, with these terms."""
    issue = ChoiceIssue("deal", "Deal", (Option("yes", "Yes"), Option("no", "No")))
    parties = tuple(
        Party(
            key,
            key.title(),
            Sheet(
                no_deal=Fraction(0),
                scores={"deal": Scores({"yes": Fraction((gains or {}).get(key, 10)), "no": Fraction(0)})},
                stakes=held,
            ),
        )
        for key, held in stakes.items()
    )
    agreement = Agreement("Test", Package({"deal": "yes"}), START, commitments=tuple(commitments), **terms)
    rule = AtLeast(len(parties), tuple(party.id for party in parties))
    return Case("Test", (issue,), parties, rule, agreement=agreement)


def dilemma(discount: Fraction, temptation: int, reward: int, punishment: int) -> Case:
    """The repeated prisoner's dilemma: each gives yearly for ever, in return for what the other gives.

    Keeping brings `reward` a year, breaking once `temptation`, nothing from then on `punishment`.
    """
    cost = temptation - reward
    commitments = [
        Commitment("a-gives", "give", "a", ("b",), START, 12, in_return_for=("b-gives",)),
        Commitment("b-gives", "give", "b", ("a",), START, 12, in_return_for=("a-gives",)),
    ]
    held = {
        "a": Stakes(discount, costs={"a-gives": F(cost)}, values={"b-gives": F(temptation - punishment)}),
        "b": Stakes(discount, costs={"b-gives": F(cost)}, values={"a-gives": F(temptation - punishment)}),
    }
    return case_of(commitments, held)


def exchange(cost: Mapping[str, int], value: Mapping[str, int], discount: Fraction, **remedy: Any) -> Case:
    """A gives first, B a year later in return; `remedy` holds keyword arguments of each one's remedy."""
    first = Commitment("a-gives", "give", "a", ("b",), date(2031, 1, 1), divisible=True)
    second = Commitment("b-gives", "give", "b", ("a",), date(2032, 1, 1), depends_on=("a-gives",), divisible=True)
    first = replace(first, remedy=remedy.get("a", first.remedy))
    second = replace(second, remedy=remedy.get("b", second.remedy))
    held = {
        "a": Stakes(discount, costs={"a-gives": F(cost["a"])}, values={"b-gives": F(value["a"])}),
        "b": Stakes(discount, costs={"b-gives": F(cost["b"])}, values={"a-gives": F(value["b"])}),
    }
    return case_of([first, second], held, **remedy.get("terms", {}))


def F(number: int | str | Fraction) -> Fraction:  # noqa: N802  the usual short name of an exact number
    return Fraction(number)
