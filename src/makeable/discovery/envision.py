"""One deal as it would be: who is bound to do what, when, with what; what it brings to whom; what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.discovery.deal import Deal
from makeable.discovery.moves import Transfer
from makeable.finding import Finding, proven
from makeable.model.register import Register

__all__ = ["Bound", "Brings", "Envisioned", "Question", "envision"]

_DOUBTFUL = Fraction(7, 10)
_WARY = Fraction(1, 2)


@dataclass(frozen=True)
class Bound:
    """Somebody is bound to do something: lend or give an offer, contribute to an activity."""

    who: str
    what: str
    to: tuple[str, ...]
    quantity: int = 1
    unit: str = ""
    start: date | None = None
    end: date | None = None
    cost: Fraction = Fraction(0)
    where: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brings:
    """What the deal brings one organisation that it does not have today, and on which dimension of value."""

    to: str
    what: str
    worth: Fraction
    dimension: str = ""
    today: Fraction = Fraction(0)


@dataclass(frozen=True)
class Question:
    """Something to find out before anybody signs. `kind`: `estimate` (a figure that is not its owner's own), `doubt` (a
    link that may not hold), `trust` (two who have reason to be wary), `when` (no dates), `lead` (who leads it)."""

    kind: Literal["estimate", "doubt", "trust", "when", "lead"]
    about: str
    who: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Envisioned(Finding):
    """A deal in the round.

    `today` against `then`: what each organisation has of what the deal is about, before and after. `personal`: what is
    at stake for people. `must_hold`: what has to be true for it to work.
    """

    title: str
    unit: str
    deal: Deal
    bound: tuple[Bound, ...]
    brings: tuple[Brings, ...]
    by_dimension: Mapping[str, Fraction]
    must_hold: tuple[str, ...]
    questions: tuple[Question, ...]
    personal: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        for held in ("by_dimension", "personal", "names"):
            object.__setattr__(self, held, MappingProxyType(dict(getattr(self, held))))


def envision(register: Register, deal: Deal) -> Envisioned:
    """The operational plan of a deal, what it produces by dimension and beneficiary, and what is still open."""
    bound = (*_transfers(register, deal), *_contributions(register, deal))
    brings = tuple(_brings(register, deal))
    by_dimension: dict[str, Fraction] = {}
    for part in brings:
        key = part.dimension
        by_dimension[key] = by_dimension.get(key, Fraction(0)) + part.worth
    return Envisioned(
        asked="envision",
        given={"deal": deal.name},
        proof=proven("reckoned from the register"),
        title=register.title,
        unit=register.unit,
        deal=deal,
        bound=bound,
        brings=brings,
        by_dimension=by_dimension,
        must_hold=tuple(dict.fromkeys(_must_hold(register, deal))),
        questions=tuple(_questions(register, deal)),
        personal={p: o.personal for p in deal.parties if (o := register.organisation[p]).personal},
        names={o.id: o.title for o in register.organisations},
    )


def _all(deal: Deal) -> Iterator[Transfer]:
    for move in deal.moves:
        yield from move.transfers


def _window(register: Register, transfer: Transfer) -> tuple[date | None, date | None]:
    offer, need = register.offer[transfer.offer], register.need[transfer.need]
    starts = [day for day in (offer.start, need.start) if day]
    ends = [day for day in (offer.end, need.end) if day]
    return max(starts, default=None), min(ends, default=None)


def _transfers(register: Register, deal: Deal) -> Iterator[Bound]:
    for transfer in _all(deal):
        offer = register.offer[transfer.offer]
        start, end = _window(register, transfer)
        yield Bound(
            transfer.giver,
            offer.what,
            (transfer.receiver,),
            transfer.quantity,
            offer.unit,
            start,
            end,
            transfer.cost,
            offer.where,
            offer.conditions,
        )


def _contributions(register: Register, deal: Deal) -> Iterator[Bound]:
    for move in deal.moves:
        if not move.activity:
            continue
        activity = register.activity[move.activity]
        gainers = tuple(dict.fromkeys(outcome.to for outcome in activity.outputs))
        for part in activity.inputs:
            offer = register.offer[part.offer] if part.offer else None
            cost = part.cost + (offer.cost * part.quantity if offer else Fraction(0))
            what = part.what or (offer.what if offer else activity.title)
            unit = offer.unit if offer else ""
            conditions = offer.conditions if offer else ()
            yield Bound(part.by, what, gainers, part.quantity, unit, activity.start, activity.end, cost, "", conditions)


def _brings(register: Register, deal: Deal) -> Iterator[Brings]:
    for transfer in _all(deal):
        need = register.need[transfer.need]
        if transfer.worth:
            yield Brings(transfer.receiver, need.what, transfer.worth, need.dimension)
    for move in deal.moves:
        bundle = next((b for b in register.bundles if move.id.startswith(f"{b.id}(")), None)
        if bundle is not None:
            what = "; ".join(register.need[t.need].what for t in move.transfers)
            yield Brings(bundle.of, what, bundle.worth)
        if move.activity:
            activity = register.activity[move.activity]
            for outcome in activity.outputs:
                yield Brings(outcome.to, outcome.what or activity.title, outcome.worth, outcome.dimension)
        sources = {t.offer for t in move.transfers} | {move.activity}
        if move.activity:
            sources |= {part.offer for part in register.activity[move.activity].inputs}
        for effect in register.effects:
            if effect.when and effect.when in sources:
                yield Brings(effect.on, effect.why or effect.when, effect.worth)


def _must_hold(register: Register, deal: Deal) -> Iterator[str]:
    for transfer in _all(deal):
        yield from register.offer[transfer.offer].conditions
        yield from register.need[transfer.need].must
    for move in deal.moves:
        yield from (missing.what for missing in move.missing)


def _questions(register: Register, deal: Deal) -> Iterator[Question]:
    for transfer in _all(deal):
        offer, need = register.offer[transfer.offer], register.need[transfer.need]
        for entry, owner in ((offer, offer.by), (need, need.of)):
            if entry.estimated_by and entry.estimated_by != owner:
                yield Question("estimate", entry.what, (owner,), entry.estimated_by)
        link = next(x for x in register.links if (x.offer, x.need) == (offer.id, need.id))
        if link.confidence < _DOUBTFUL:
            yield Question("doubt", need.what, (offer.by, need.of), link.why)
        if _window(register, transfer) == (None, None):
            yield Question("when", need.what, (offer.by, need.of))
    for move in deal.moves:
        if move.activity:
            yield Question("lead", register.activity[move.activity].title, deal.parties)
    inside = set(deal.parties)
    for relation in register.relationships:
        pair = (relation.one, relation.other)
        if set(pair) <= inside and relation.trust is not None and relation.trust < _WARY:
            yield Question("trust", "", pair, relation.history)
