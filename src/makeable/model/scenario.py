"""Scenarios: what may go wrong after signing, and the if-then terms that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, get_args

__all__ = ["DERAILERS", "Contingency", "Derailer", "Payment", "Scenario"]

Derailer = Literal[
    "leadership_change",
    "budget_cut",
    "cost_overrun",
    "demand_shock",
    "delay",
    "legal_challenge",
    "outside_event",
    "non_compliance",
    "information_dispute",
]
DERAILERS: tuple[Derailer, ...] = get_args(Derailer)


@dataclass(frozen=True)
class Scenario:
    """One turn of events that could derail the agreement.

    `probability` that it begins in a given year; it then lasts `lasts` years (None: for good). `severity` scales
    what it changes, drawn evenly between the two numbers. `breaks`: commitments not kept when it happens;
    `delays`: months by which commitments come late; `detection`: factors on the chance that a breach is noticed.
    What it changes for a party stands in that party's stakes. `handled_by`: ids of the terms that answer it.
    """

    id: str
    name: str
    kind: Derailer
    text: str = ""
    about: tuple[str, ...] = ()
    probability: Fraction | None = None
    lasts: Fraction | None = None
    severity: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))
    breaks: tuple[str, ...] = ()
    delays: Mapping[str, int] = field(default_factory=dict)
    detection: Mapping[str, Fraction] = field(default_factory=dict)
    handled_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "delays", MappingProxyType(dict(self.delays)))
        object.__setattr__(self, "detection", MappingProxyType(dict(self.detection)))


@dataclass(frozen=True, slots=True)
class Payment:
    """Money from one party to another; with `given_for`, only when that commitment is kept."""

    payer: str
    payee: str
    amount: Fraction
    given_for: str = ""


@dataclass(frozen=True)
class Contingency:
    """An if-then term: when a scenario happens, these payments are made, these dates move, these duties rest."""

    id: str
    when: str
    then: str = ""
    pays: tuple[Payment, ...] = ()
    delays: Mapping[str, int] = field(default_factory=dict)
    releases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "delays", MappingProxyType(dict(self.delays)))
