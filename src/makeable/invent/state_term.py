"""Terms that pay by the outcome of an event: who gets what then, what each gains, whom it tempts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import numpy as np

from makeable.kernels.sharing import FloatArray, Risks, certainty_equivalents
from makeable.model import Case, Sheet
from makeable.model.prospects import Prospects
from makeable.model.uncertainty import Uncertainty

__all__ = ["Basis", "StateTerm", "believers", "money_of", "prospects_of", "risks_of", "term_of"]

Basis = Literal["linear", "exponential", "logarithmic", "numerical"]
NEUTRAL = 1e6
"""Risk tolerance that stands for none, in times all that is at stake."""


@dataclass(frozen=True)
class StateTerm:
    """A payment between parties that depends on an event.

    `kind`: `forecast` where only beliefs differ, `risk` where somebody is `exposed` to the event.
    `pays[party][outcome]`: what the party receives (below 0: pays) in money; each outcome's payments add up to 0.
    `gains`: how much each party's certainty equivalent rises, in points of its own sheet, by its own beliefs and
    attitude to risk. `carries`: the share of the risk that each bears, where the best sharing is linear. `basis`: a
    linear program, Borch's condition in closed form, or solved numerically. `off`: how far the term is from that
    condition. `limit`: what each could lose at most. `tempted`: for parties that can influence the event, the outcome
    that then pays them best.
    """

    kind: Literal["forecast", "risk"]
    event: str
    parties: tuple[str, ...]
    pays: Mapping[str, Mapping[str, Fraction]]
    gains: Mapping[str, Fraction]
    beliefs: Mapping[str, Mapping[str, Fraction]]
    carries: Mapping[str, Fraction]
    basis: Basis
    off: float
    limit: Mapping[str, Fraction]
    tempted: Mapping[str, str]
    exposed: tuple[str, ...] = ()


def prospects_of(sheet: Sheet) -> Prospects:
    """What a party expects; nothing where it says nothing."""
    return sheet.prospects or Prospects()


def money_of(sheet: Sheet) -> Fraction:
    """Points of a party's sheet for one unit of money (1 where it does not say)."""
    return sheet.stakes.money if sheet.stakes is not None and sheet.stakes.money > 0 else Fraction(1)


def believers(case: Case, event: str) -> tuple[str, ...]:
    """The parties whose probabilities for an event are known."""
    return tuple(party for party, sheet in case.sheets.items() if event in prospects_of(sheet).beliefs)


def exposed(case: Case, event: Uncertainty, party: str) -> tuple[Fraction, ...]:
    """What each outcome brings a party, in money."""
    sheet = case.sheets[party]
    row = prospects_of(sheet).exposure.get(event.id, {})
    return tuple(row.get(outcome, Fraction(0)) / money_of(sheet) for outcome in event.outcome)


def risks_of(case: Case, event: Uncertainty, parties: Sequence[str], limit: Mapping[str, Fraction]) -> Risks:
    """The parties' beliefs, exposures and attitudes as arrays, in money. Who is neutral tolerates very much."""
    sheets = [case.sheets[party] for party in parties]
    held = np.array([[float(x) for x in exposed(case, event, party)] for party in parties])
    stake = float(np.abs(held).sum() + sum(float(part) for part in limit.values()) + 1)
    level, logarithmic = [], []
    for sheet in sheets:
        risk = prospects_of(sheet).risk
        level.append(stake * NEUTRAL if risk is None else float(risk.level / money_of(sheet)))
        logarithmic.append(risk is not None and risk.kind == "log")
    beliefs = [[float(prospects_of(s).beliefs[event.id].get(o, 0)) for o in event.outcome] for s in sheets]
    low = held - np.array([[float(limit[party]) if party in limit else np.inf] for party in parties])
    return Risks(np.array(beliefs), held, np.array(logarithmic), np.array(level), low)


def term_of(
    case: Case, event: Uncertainty, parties: Sequence[str], risks: Risks, holding: FloatArray, basis: Basis
) -> StateTerm:
    """The term that leaves each party with this holding: payments rounded to a millionth, gains measured after that."""
    pays: dict[str, dict[str, Fraction]] = {}
    for number, party in enumerate(parties[:-1]):
        moved = holding[number] - risks.held[number]
        pays[party] = {o: Fraction(round(float(x) * 10**6), 10**6) for o, x in zip(event.outcome, moved, strict=True)}
    last = {outcome: -sum((row[outcome] for row in pays.values()), Fraction(0)) for outcome in event.outcome}
    pays[parties[-1]] = last
    return measured(case, event, pays, risks, basis)


def measured(
    case: Case, event: Uncertainty, pays: Mapping[str, Mapping[str, Fraction]], risks: Risks, basis: Basis
) -> StateTerm:
    """The term with these payments: what each party gains, and whom it tempts."""
    parties = tuple(pays)
    sheets = [case.sheets[party] for party in parties]
    moved = np.array([[float(pays[party][outcome]) for outcome in event.outcome] for party in parties])
    rises = certainty_equivalents(risks, risks.held + moved) - certainty_equivalents(risks, risks.held)
    gains = {}
    for number, (party, sheet) in enumerate(zip(parties, sheets, strict=True)):
        held = prospects_of(sheet)
        if held.risk is None:
            expected = sum((held.beliefs[event.id].get(o, 0) * x for o, x in pays[party].items()), Fraction(0))
            gains[party] = expected * money_of(sheet)
        else:
            gains[party] = Fraction(round(float(rises[number]) * 10**6), 10**6) * money_of(sheet)
    tempted = {}
    for party in (p for p in parties if p in event.influenced_by):
        after = {o: x + y for (o, x), y in zip(pays[party].items(), exposed(case, event, party), strict=True)}
        if len(set(pays[party].values())) > 1:
            tempted[party] = max(after, key=lambda outcome: after[outcome])
    hit = tuple(party for party in parties if any(exposed(case, event, party)))
    return StateTerm(
        kind="risk" if hit else "forecast",
        event=event.id,
        parties=parties,
        pays=MappingProxyType({party: MappingProxyType(dict(row)) for party, row in pays.items()}),
        gains=MappingProxyType(gains),
        beliefs=MappingProxyType({p: prospects_of(s).beliefs[event.id] for p, s in zip(parties, sheets, strict=True)}),
        carries=MappingProxyType(_carried(parties, sheets) if basis == "exponential" else {}),
        basis=basis,
        off=0.0,
        limit=MappingProxyType({}),
        tempted=MappingProxyType(tempted),
        exposed=hit,
    )


def _carried(parties: Sequence[str], sheets: Sequence[Sheet]) -> dict[str, Fraction]:
    """Each party's part of all risk: its tolerance over the sum of tolerances."""
    tolerances = {}
    for party, sheet in zip(parties, sheets, strict=True):
        risk = prospects_of(sheet).risk
        assert risk is not None
        tolerances[party] = risk.level / money_of(sheet)
    total = sum(tolerances.values(), Fraction(0))
    return {party: tolerance / total for party, tolerance in tolerances.items()}
