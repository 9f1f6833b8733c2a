"""A world: the figures of every party in one turn of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from makeable.model import Agreement, Case, Contingency, Scenario, Stakes
from makeable.model.stakes import Shift, Turn

__all__ = ["DISCOUNT", "View", "World", "stakes_of", "world"]

DISCOUNT = Fraction(9, 10)
"""What a point next period is worth today for a party that did not say."""

NOTHING = Fraction(0)
CALM = Turn()


@dataclass(frozen=True)
class View:
    """One party's figures in a world: cost of each own commitment, value of each of the others', and the rest."""

    costs: Mapping[str, Fraction]
    tempted: Mapping[str, Fraction]
    values: Mapping[str, Fraction]
    relationship: Fraction
    memory: int | None
    discount: Fraction
    money: Fraction


@dataclass(frozen=True)
class World:
    """What holds when a scenario (None: everything goes as planned) has happened.

    `delays`: months by commitment, contingent terms counted. `broken`: not kept because of the scenario; `released`:
    excused by a contingent term. `rewards`: money a contingent term pays the owner for keeping a commitment.
    """

    scenario: str | None
    views: Mapping[str, View]
    detected: Mapping[str, Fraction]
    delays: Mapping[str, int]
    broken: frozenset[str]
    released: frozenset[str]
    rewards: Mapping[str, Fraction]


def stakes_of(case: Case) -> dict[str, Stakes]:
    """The stakes that are known, by party."""
    return {party: sheet.stakes for party, sheet in case.sheets.items() if sheet.stakes is not None}


def answers_to(agreement: Agreement, scenario: str | None) -> tuple[Contingency, ...]:
    """The contingent terms that a scenario calls up."""
    return tuple(term for term in agreement.contingencies if term.when == scenario)


def _shifted(figure: Fraction, shift: Shift | None, severity: Fraction) -> Fraction:
    return figure if shift is None else figure + severity * shift.added(figure)


def view(stakes: Stakes, turn: Turn, severity: Fraction = Fraction(1)) -> View:
    """A party's figures after a turn of events of a given severity (1: as written)."""
    costs = {key: _shifted(cost, turn.costs.get(key), severity) for key, cost in stakes.costs.items()}
    risen = {key: costs[key] - cost for key, cost in stakes.costs.items()}
    return View(
        costs=costs,
        tempted={key: gain + risen.get(key, NOTHING) for key, gain in stakes.tempted.items()},
        values={key: _shifted(value, turn.values.get(key), severity) for key, value in stakes.values.items()},
        relationship=_shifted(stakes.relationship, turn.relationship, severity),
        memory=stakes.memory,
        discount=next(d for d in (turn.discount, stakes.discount, DISCOUNT) if d is not None),
        money=stakes.money,
    )


def world(case: Case, scenario: Scenario | None = None) -> World:
    """The figures of every party whose stakes are known, when the scenario has happened with severity 1."""
    agreement = case.agreement
    assert agreement is not None  # every caller has looked
    key = scenario.id if scenario is not None else None
    terms = answers_to(agreement, key)
    delays = dict(scenario.delays) if scenario is not None else {}
    rewards: dict[str, Fraction] = {}
    for term in terms:
        for commitment, months in term.delays.items():
            delays[commitment] = max(delays.get(commitment, 0), months)
        for payment in term.pays:
            owner = agreement.commitment[payment.given_for].owner if payment.given_for else ""
            if payment.given_for and payment.payee == owner:
                rewards[payment.given_for] = rewards.get(payment.given_for, NOTHING) + payment.amount
    factors = scenario.detection if scenario is not None else {}
    return World(
        scenario=key,
        views={p: view(stakes, stakes.turns.get(key or "", CALM)) for p, stakes in stakes_of(case).items()},
        detected={
            c.id: min(Fraction(1), c.remedy.detected * factors.get(c.id, Fraction(1))) for c in agreement.commitments
        },
        delays=delays,
        broken=frozenset(scenario.breaks if scenario is not None else ()),
        released=frozenset(c for term in terms for c in term.releases),
        rewards=rewards,
    )
