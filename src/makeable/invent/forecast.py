"""Trades on forecasts and on risk: terms that depend on an event about which parties differ, or which hits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

import numpy as np

from makeable.invent.state_term import (
    StateTerm,
    believers,
    exposed,
    measured,
    money_of,
    prospects_of,
    risks_of,
    term_of,
)
from makeable.kernels.program_exact import exact_optimum
from makeable.kernels.program_run import Row
from makeable.kernels.sharing import borch_gap, equal_gains, exponential_shares, log_shares, shares
from makeable.model import Case
from makeable.model.uncertainty import Uncertainty

__all__ = ["best_term", "state_terms", "usual_limit"]

USUAL = 10
LEAST = Fraction(1, 10**6)


def state_terms(case: Case, limit: Fraction | None = None, pairs: int = 3) -> tuple[StateTerm, ...]:
    """For each event, the term between all who state a belief, and between the best pairs of them.

    `limit`: what any party may lose by a term, in money. Without it, a bet may cost a party a tenth of all that its
    scores can differ by, and there is no limit where somebody is exposed to the event. Terms by which anybody gains
    nothing are left out. A bet says who is right only afterwards: it misleads where a party states beliefs to impress.
    """
    found = []
    for event in case.events:
        parties = believers(case, event.id)
        together = [best_term(case, event, parties, limit)] if len(parties) > 1 else []
        two = combinations(parties, 2) if len(parties) > 2 else ()
        apart = [term for pair in two if (term := best_term(case, event, pair, limit)) is not None]
        apart.sort(key=lambda term: -_least(case, term))
        found += [term for term in (*together, *apart[:pairs]) if term is not None]
    return tuple(found)


def _least(case: Case, term: StateTerm) -> Fraction:
    return min(gain / money_of(case.sheets[party]) for party, gain in term.gains.items())


def usual_limit(case: Case, party: str) -> Fraction:
    """A tenth of all that a party's scores can differ by, in money."""
    sheet = case.sheets[party]
    spans = (score.span for score in sheet.scores.values())
    return sum((high - low for low, high in spans), Fraction(0)) / USUAL / money_of(sheet)


def best_term(
    case: Case, event: Uncertainty, parties: Sequence[str], limit: Fraction | None = None
) -> StateTerm | None:
    """The term on an event by which these parties' gains, in money, are equal and as large as can be; None if none.

    Among parties that count expected money it is a bounded linear program, solved exactly: the smallest gain as large
    as can be, and then the sum. Where a party is averse to risk it is Borch's rule: in closed form for exponential
    utilities and for logarithmic ones, numerically for a mixture or where a limit binds.
    """
    hit = any(any(exposed(case, event, party)) for party in parties)
    bounds: Mapping[str, Fraction] = {}
    if limit is not None:
        bounds = dict.fromkeys(parties, limit)
    elif not hit:
        bounds = {party: usual_limit(case, party) for party in parties}
    averse = [prospects_of(case.sheets[party]).risk for party in parties]
    if any(risk is not None for risk in averse):
        term = _shared(case, event, parties, bounds)
    else:
        if not bounds:  # who counts expected money gains by moving risk only where beliefs differ: then as in a bet
            bounds = {party: usual_limit(case, party) for party in parties}
        term = _bet(case, event, parties, bounds)
    if term is None or _least(case, term) < LEAST:
        return None
    return replace(term, limit=MappingProxyType(dict(bounds)))


def _shared(case: Case, event: Uncertainty, parties: Sequence[str], bounds: Mapping[str, Fraction]) -> StateTerm | None:
    risks = risks_of(case, event, parties, bounds)
    kinds = {risk.kind if (risk := prospects_of(case.sheets[party]).risk) else "neutral" for party in parties}
    sure = bool((risks.beliefs > 0).all())
    if kinds == {"exponential"} and sure:
        holding = exponential_shares(risks)
        if (holding >= risks.low - 1e-9).all():
            return _checked(term_of(case, event, parties, risks, holding, "exponential"), borch_gap(risks, holding))
    if kinds == {"log"} and sure:
        holding = equal_gains(risks, log_shares)
        if (holding >= risks.low - 1e-9).all():
            return _checked(term_of(case, event, parties, risks, holding, "logarithmic"), borch_gap(risks, holding))
    holding = equal_gains(risks, shares)
    if not np.isfinite(holding).all():
        return None
    return _checked(term_of(case, event, parties, risks, holding, "numerical"), borch_gap(risks, holding))


def _checked(term: StateTerm, off: float) -> StateTerm:
    return replace(term, off=round(off, 9) + 0.0)


def _bet(case: Case, event: Uncertainty, parties: Sequence[str], bounds: Mapping[str, Fraction]) -> StateTerm | None:
    """A linear program: columns are the payments by party and outcome, and last the smallest gain."""
    outcomes = tuple(event.outcome)
    place = {(p, o): n for n, (p, o) in enumerate((p, o) for p in parties for o in outcomes)}
    every = sum(bounds.values(), Fraction(0))
    chance = {p: prospects_of(case.sheets[p]).beliefs[event.id] for p in parties}
    lower = [-bounds[p] for p, _ in place] + [Fraction(0)]
    upper = [every - bounds[p] for p, _ in place] + [every]
    least = len(place)
    rows = [Row([place[p, o] for p in parties], [1] * len(parties), 0, 0) for o in outcomes]
    for party in parties:
        held = [chance[party].get(o, Fraction(0)) for o in outcomes]
        rows.append(Row([*(place[party, o] for o in outcomes), least], [*held, -1], 0, None))
    first = exact_optimum(lower, upper, rows, {least: 1}, {})
    if first is None or first[least] == 0:
        return None
    total = {place[p, o]: chance[p].get(o, Fraction(0)) for p in parties for o in outcomes}
    best = exact_optimum(lower, upper, rows, total, {least: first[least]})
    assert best is not None, "the first optimum fulfils the second program"
    pays = {p: {o: best[place[p, o]] for o in outcomes} for p in parties}
    return measured(case, event, pays, risks_of(case, event, parties, bounds), "linear")
