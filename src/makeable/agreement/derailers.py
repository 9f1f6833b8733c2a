"""The usual derailers, each adapted to the agreement at hand, and what is still missing against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from makeable.agreement.enforce import agreement_of
from makeable.agreement.timetable import lapsing
from makeable.agreement.world import stakes_of
from makeable.finding import Finding, Reason, proven
from makeable.model import Agreement, Case, Scenario
from makeable.model.scenario import DERAILERS, Derailer

__all__ = ["AT_LEAST", "Forecast", "Foreseen", "NoMechanism", "Suggestion", "TooFewScenarios", "foreseen"]

AT_LEAST = 3
"""Scenarios that an agreement should have answered before it is signed."""

APART = Fraction(1, 5)


@dataclass(frozen=True)
class TooFewScenarios(Reason):
    """Fewer scenarios are written than an agreement should have."""

    written: int
    needed: int


@dataclass(frozen=True)
class NoMechanism(Reason):
    """A scenario that nothing in the agreement answers."""

    scenario: str


@dataclass(frozen=True)
class Forecast(Reason):
    """Two parties expect a scenario with probabilities far apart: a contingent term could serve both."""

    scenario: str
    lower: str
    low: Fraction
    higher: str
    high: Fraction


@dataclass(frozen=True)
class Suggestion:
    """A usual derailer that is not written yet, and the part of this agreement that it would hit hardest.

    `about`: ids of the party, commitment, metric or issue concerned; `falls`: what would lapse with it.
    """

    kind: Derailer
    about: tuple[str, ...]
    falls: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Foreseen(Finding):
    """The written scenarios, each with the terms that answer it, and the derailers nobody has written down yet."""

    written: tuple[Scenario, ...]
    answered_by: Mapping[str, tuple[str, ...]]
    suggestions: tuple[Suggestion, ...]


def foreseen(case: Case) -> Foreseen:
    """Which turns of events the agreement foresees, which lack a mechanism, and which usual ones are missing."""
    agreement = agreement_of(case)
    answered = {s.id: mechanisms(agreement, s) for s in agreement.scenarios}
    reasons: list[Reason] = [NoMechanism(key) for key, terms in answered.items() if not terms]
    if len(agreement.scenarios) < AT_LEAST:
        reasons.insert(0, TooFewScenarios(len(agreement.scenarios), AT_LEAST))
    reasons += _forecasts(case)
    return Foreseen(
        asked="scenarios",
        proof=proven("the terms of the agreement were compared with the usual derailers"),
        reasons=tuple(reasons),
        drawn_from=frozenset(sheet.owner(p) for p, sheet in case.sheets.items() if sheet.stakes is not None),
        written=agreement.scenarios,
        answered_by=answered,
        suggestions=tuple(
            _suggestion(case, kind) for kind in DERAILERS if kind not in {s.kind for s in agreement.scenarios}
        ),
    )


def mechanisms(agreement: Agreement, scenario: Scenario) -> tuple[str, ...]:
    """The ids of the terms that answer a scenario: those it names, its contingencies, triggers that watch for it."""
    terms = [c.id for c in agreement.contingencies if c.when == scenario.id]
    watching = [t.id for t in agreement.triggers if t.on == "scenario" and t.about == scenario.id]
    return tuple(dict.fromkeys((*scenario.handled_by, *terms, *watching)))


def _forecasts(case: Case) -> list[Forecast]:
    found = []
    for scenario in agreement_of(case).scenarios:
        said = [
            (turn.probability, party)
            for party, stakes in stakes_of(case).items()
            if (turn := stakes.turns.get(scenario.id)) is not None and turn.probability is not None
        ]
        if len(said) > 1 and max(said)[0] - min(said)[0] >= APART:
            (low, lower), (high, higher) = min(said), max(said)
            found.append(Forecast(scenario.id, lower, low, higher, high))
    return found


def _suggestion(case: Case, kind: Derailer) -> Suggestion:
    """The derailer where it would hurt most."""
    agreement = agreement_of(case)
    if kind == "legal_challenge" and agreement.grafts:
        return Suggestion(kind, agreement.grafts[0].covers)
    if kind == "information_dispute" and agreement.metrics:
        vague = [m.id for m in agreement.metrics if not m.source] or [agreement.metrics[0].id]
        return Suggestion(kind, tuple(vague[:1]))
    if not agreement.commitments:
        return Suggestion(kind, tuple(case.party)[:1] if kind == "leadership_change" else ())
    pick = {
        "leadership_change": _heaviest_owner,
        "budget_cut": _costliest,
        "cost_overrun": _costliest,
        "delay": _most_awaited,
        "non_compliance": _most_awaited,
        "demand_shock": _most_valued,
    }.get(kind)
    if pick is None:
        return Suggestion(kind, ())
    key = pick(case)
    about = agreement.commitment[key].owner if kind == "leadership_change" else key
    falls = lapsing(agreement)[key] - {key} if kind in ("delay", "non_compliance") else frozenset()
    return Suggestion(kind, (about,) if about else (key,), tuple(sorted(falls)))


def _costliest(case: Case) -> str:
    costs = {key: cost for stakes in stakes_of(case).values() for key, cost in stakes.costs.items()}
    return _most(case, costs)


def _most_valued(case: Case) -> str:
    values: dict[str, Fraction] = {}
    for stakes in stakes_of(case).values():
        for key, value in stakes.values.items():
            values[key] = values.get(key, Fraction(0)) + value
    return _most(case, values)


def _most_awaited(case: Case) -> str:
    falls = lapsing(agreement_of(case))
    return _most(case, {key: Fraction(len(others)) for key, others in falls.items()})


def _heaviest_owner(case: Case) -> str:
    """A commitment of the party that is bound to do most."""
    agreement = agreement_of(case)
    owned: dict[str, int] = {}
    for commitment in agreement.commitments:
        owned[commitment.owner] = owned.get(commitment.owner, 0) + 1
    heaviest = max(owned, key=lambda owner: (owner != "", owned[owner]))
    return next(c.id for c in agreement.commitments if c.owner == heaviest)


def _most(case: Case, figures: Mapping[str, Fraction]) -> str:
    keys = [c.id for c in agreement_of(case).commitments]
    return max(keys, key=lambda key: (figures.get(key, Fraction(0)), -keys.index(key)))
