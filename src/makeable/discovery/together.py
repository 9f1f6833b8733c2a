"""Holding the room together while nothing binds: who drifts away, who has not been heard, what small step is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.discovery.deals import DealsFound
from makeable.finding import Finding, proven
from makeable.model.register import STEPS, Contact, Register

__all__ = ["NextStep", "Relation", "Together", "together"]

_PATIENCE = 60  # days
_OPEN = STEPS[:5]


@dataclass(frozen=True)
class Relation:
    """How far some organisations are with each other: their last step, since when, and whether it drifts."""

    between: tuple[str, ...]
    step: str
    since: date
    silent_days: int
    drifting: bool
    about: str = ""


@dataclass(frozen=True)
class NextStep:
    """A small step: who calls whom about what. `cost`: how much is asked of people (1: a call, 2: a meeting, 3: a
    plan); `worth`: of the best deal that it serves."""

    who: str
    to: tuple[str, ...]
    kind: Literal["call", "meet", "plan", "listen"]
    deal: str
    worth: Fraction
    cost: int


@dataclass(frozen=True, kw_only=True)
class Together(Finding):
    """Where the room stands on a day. `credit`: how often each organisation took the initiative that led to a step,
    shared evenly among those who did."""

    title: str
    day: date
    relations: tuple[Relation, ...]
    unheard: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    credit: Mapping[str, Fraction]
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "credit", MappingProxyType(dict(self.credit)))
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))


def together(register: Register, deals: DealsFound, day: date, patience: int = _PATIENCE) -> Together:
    """Who drifts (an open relation without a contact for `patience` days), who was never heard, what to do next."""
    known = tuple(contact for contact in register.contacts if contact.day <= day)
    relations = _relations(known, day, patience)
    heard = {organisation for contact in known for organisation in contact.between}
    unheard = tuple(o.id for o in register.organisations if o.id not in heard)
    return Together(
        asked="together",
        given={"day": day.isoformat(), "patience": str(patience)},
        proof=proven("read from the log"),
        title=register.title,
        day=day,
        relations=relations,
        unheard=unheard,
        next_steps=_next_steps(deals, relations, frozenset(heard)),
        credit=_credit(known),
        names={o.id: o.title for o in register.organisations},
    )


def _relations(contacts: tuple[Contact, ...], day: date, patience: int) -> tuple[Relation, ...]:
    last: dict[tuple[frozenset[str], str], Contact] = {}
    for contact in sorted(contacts, key=lambda c: c.day):
        last[frozenset(contact.between), contact.about] = contact
    found = []
    for contact in last.values():
        silent = (day - contact.day).days
        drifting = contact.step == "drifting" or (contact.step in _OPEN and silent > patience)
        found.append(Relation(contact.between, contact.step, contact.day, silent, drifting, contact.about))
    return tuple(sorted(found, key=lambda r: (not r.drifting, -r.silent_days, r.between)))


def _next_steps(deals: DealsFound, relations: tuple[Relation, ...], heard: frozenset[str]) -> tuple[NextStep, ...]:
    """For each deal nobody knows, the cheapest thing that brings it on; the most worth for the effort first."""
    steps = []
    for deal in deals.deals:
        if deal.known:
            continue
        inside = set(deal.parties)
        best = max((STEPS.index(r.step) for r in relations if inside <= set(r.between)), default=-1)
        caller = max(deal.parties, key=lambda o: (o in heard, deal.gains[o]))
        others = tuple(o for o in deal.parties if o != caller)
        if best >= STEPS.index("envisioning"):
            kind, cost = "plan", 3
        elif best >= STEPS.index("acknowledged"):
            kind, cost = "meet", 2
        elif inside & heard:
            kind, cost = "call", 1
        else:
            kind, cost = "listen", 1
        steps.append(NextStep(caller, others, kind, deal.name, deal.value, cost))  # type: ignore[arg-type]
    return tuple(sorted(steps, key=lambda s: (-s.worth / (s.cost * (1 + len(s.to))), s.deal)))


def _credit(contacts: tuple[Contact, ...]) -> dict[str, Fraction]:
    """Each step forward counts once for its subject; those who took the initiative for it share it."""
    by_about: dict[str, list[Contact]] = {}
    for contact in contacts:
        by_about.setdefault(contact.about or "/".join(sorted(contact.between)), []).append(contact)
    credit: dict[str, Fraction] = {}
    for held in by_about.values():
        movers = [contact.initiative for contact in held if contact.initiative]
        for mover in movers:
            credit[mover] = credit.get(mover, Fraction(0)) + Fraction(1, len(movers))
    return dict(sorted(credit.items(), key=lambda pair: (-pair[1], pair[0])))
