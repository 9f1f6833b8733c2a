"""What if they listened to each other, or traded positions? Stances as they could shift; never a forecast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from makeable.errors import BadInput, Problem
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.influence.map import map_of, question_of
from makeable.kernels.opinion import Exchange, FloatArray, exchanges, expected_outcome, listen
from makeable.model import Case
from makeable.model.influence import InfluenceMap, Stand

__all__ = ["Model", "Shift", "Trade", "WhatIf", "what_if"]

Model = Literal["degroot", "friedkin-johnsen", "exchange"]

HOLDS_ON = 0.5
"""How far an actor holds on to its first view where nobody said."""


@dataclass(frozen=True)
class Shift:
    """One actor's stance on a question: as it is (or as supposed), and as it could become."""

    party: str
    on: str
    before: float
    after: float


@dataclass(frozen=True)
class Trade:
    """`giver` gives way on one question and `taker` on another; each gains the same, in salience times position."""

    giver: str
    on: str
    giver_to: float
    taker: str
    back: str
    taker_to: float
    gain: float


@dataclass(frozen=True, kw_only=True)
class WhatIf(Finding):
    """Stances before and after under a model, with the power- and salience-weighted mean of each question."""

    model: Model
    shifts: tuple[Shift, ...]
    outcome_before: Mapping[str, float]
    outcome_after: Mapping[str, float]
    rounds: int
    settled: bool
    trades: tuple[Trade, ...] = ()


def what_if(case: Case, model: Model, on: str = "", suppose: Mapping[str, Fraction] | None = None) -> WhatIf:
    """Stances as they could shift under a model, perhaps with some stances supposed to be different.

    Raises BadInput when there is no map, too few stances, or (for exchanges) fewer than two questions.
    """
    drawn = map_of(case)
    on = question_of(drawn, on)
    if model == "exchange":
        return _exchanged(drawn, suppose or {}, on)
    stands = _stands(drawn, on, suppose or {})
    who = tuple(stands)
    if len(who) < 2:
        fix = "Add `stands:` such as `{party: mayor, stance: 2}`."
        raise BadInput([Problem("influence", "Fewer than two actors have a stance.", fix)])
    weights = np.zeros((len(who), len(who)))
    for link in drawn.links:
        if link.source in stands and link.target in stands:
            weights[who.index(link.target), who.index(link.source)] += float(link.weight * link.confidence)
    before = np.array([float(stands[party].stance) for party in who])
    anchor = np.array([float(drawn.anchor.get(party, Fraction(HOLDS_ON))) for party in who])
    after, rounds, settled = listen(weights, before, anchor if model == "friedkin-johnsen" else None)
    reasons: list[Reason] = [Assumed("what_if_only")]
    if model == "friedkin-johnsen":
        reasons += [Assumed("holds_on_by_half", party=party) for party in who if party not in drawn.anchor]
    power, salience = _weights(drawn, who, [[stands[party]] for party in who])
    outcome = [float(expected_outcome(x[:, None], power, salience)[0]) for x in (before, after)]
    return WhatIf(
        asked="what_if",
        given={"model": model} | ({"on": on} if on else {}),
        proof=proven("the model computed until nothing moves"),
        reasons=tuple(reasons),
        drawn_from=frozenset({drawn.by}),
        model=model,
        shifts=tuple(Shift(p, on, float(b), float(a)) for p, b, a in zip(who, before, after, strict=True)),
        outcome_before={on: outcome[0]},
        outcome_after={on: outcome[1]},
        rounds=rounds,
        settled=settled,
    )


def _stands(drawn: InfluenceMap, on: str, suppose: Mapping[str, Fraction]) -> dict[str, Stand]:
    """The last stand of each actor on a question, with what is supposed put in its place."""
    stands = {stand.party: stand for stand in drawn.stands if stand.on in ("", on)}
    for party, stance in suppose.items():
        salience = stands[party].salience if party in stands else Fraction(1)
        stands[party] = Stand(party, stance, salience, on)
    return stands


def _weights(drawn: InfluenceMap, who: tuple[str, ...], stands: list[list[Stand]]) -> tuple[FloatArray, FloatArray]:
    power = np.array([float(drawn.power.get(party, Fraction(1))) for party in who])
    return power, np.array([[float(stand.salience) for stand in row] for row in stands])


def _exchanged(drawn: InfluenceMap, suppose: Mapping[str, Fraction], on: str) -> WhatIf:
    questions = tuple(question.id for question in drawn.questions)
    if len(questions) < 2:
        fix = "Add `questions:` with two or more, and say in each stand what it is `on`."
        raise BadInput([Problem("influence", "Positions are exchanged on two questions at least.", fix)])
    by_question = [_stands(drawn, question, suppose if question == on else {}) for question in questions]
    who = tuple(party for party in by_question[0] if all(party in stands for stands in by_question))
    if len(who) < 2:
        fix = "Say where each stands on every question."
        raise BadInput([Problem("influence", "Fewer than two actors have a stance on every question.", fix)])
    power, salience = _weights(drawn, who, [[stands[party] for stands in by_question] for party in who])
    before = np.array([[float(stands[party].stance) for stands in by_question] for party in who])
    found = exchanges(before, power, salience)
    after = before.copy()
    for trade in found:
        after[trade.giver, trade.on], after[trade.taker, trade.back] = trade.giver_to, trade.taker_to
    outcomes = [
        dict(zip(questions, map(float, expected_outcome(x, power, salience)), strict=True)) for x in (before, after)
    ]
    return WhatIf(
        asked="what_if",
        given={"model": "exchange"},
        proof=proven("exchanges that gain both the same, the best first"),
        reasons=(Assumed("what_if_only"), Assumed("others_not_asked")),
        drawn_from=frozenset({drawn.by}),
        model="exchange",
        shifts=tuple(
            Shift(party, question, float(before[i, k]), float(after[i, k]))
            for k, question in enumerate(questions)
            for i, party in enumerate(who)
        ),
        outcome_before=outcomes[0],
        outcome_after=outcomes[1],
        rounds=len(found),
        settled=True,
        trades=tuple(_trade(trade, who, questions) for trade in found),
    )


def _trade(trade: Exchange, who: tuple[str, ...], questions: tuple[str, ...]) -> Trade:
    return Trade(
        who[trade.giver], questions[trade.on], trade.giver_to, who[trade.taker], questions[trade.back],
        trade.taker_to, trade.gain,
    )  # fmt: skip
