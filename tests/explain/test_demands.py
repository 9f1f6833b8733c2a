"""Demands as sentences."""

from __future__ import annotations

import pytest

from makeable.casefile import load
from makeable.explain.demands import demand_sentence
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.invent.demand import demand

VALLEY = load("cases/valley-water")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("payment >= 2x", "at least 10 M$ a year (what-if: 5 M$ a year)"),
        ("season = late", "Late, for the turbines (what-if: Evenly)"),
        ("payment in 2..5", "from 2 M$ a year to 5 M$ a year"),
        ("payment = 5", "exactly 5 M$ a year"),
        ("payment <= 5 or season = late", "either "),
        ("if farms < 50 then metering = joint", ", unless "),
        ("farms >= 50 and river >= 20", ", and "),
    ],
)
def test_a_demand_is_said_back(text: str, said: str) -> None:
    assert VALLEY.draft is not None
    made = demand(text, VALLEY.issue, VALLEY.draft, "city")
    words = Words()
    sentence = demand_sentence(made, VALLEY.draft, Names(VALLEY, words), words)
    assert sentence.startswith(VALLEY.party["city"].name)
    assert said in sentence
