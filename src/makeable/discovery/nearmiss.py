"""Deals that fail by one thing, and what putting it right would be worth to the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.discovery.arrays import arrays_of
from makeable.discovery.deal import Deal, deal_of
from makeable.discovery.deals import Size, deals_in
from makeable.discovery.moves import Move, Room, room_of
from makeable.discovery.room import best_in_kind
from makeable.finding import Finding, Proof, proven
from makeable.kernels.deals_minimal import Bounds, minimal_deals
from makeable.model.register import Link, Missing, Register

__all__ = ["NearMiss", "NearMisses", "near_misses"]

_MOST_PAYMENTS = 30


@dataclass(frozen=True)
class NearMiss:
    """One thing, and what would come of it.

    `missing`: what lacks, of what kind, at what cost to whom. `worth`: by how much the best compatible set of small
    deals grows. `opens`: the best deal that it makes possible; `count`: how many it makes possible in all.
    """

    missing: Missing
    kind: Literal["condition", "payment", "capacity", "confirmation"]
    worth: Fraction
    opens: Deal | None
    count: int
    about: str = ""

    @property
    def per_cost(self) -> Fraction | None:
        """What each unit spent on it brings; None where it costs nothing."""
        return self.worth / self.missing.cost if self.missing.cost else None


@dataclass(frozen=True, kw_only=True)
class NearMisses(Finding):
    """What one thing each would make possible, the most worth for its cost first. `before`: the best set as it is."""

    title: str
    unit: str
    before: Fraction
    misses: tuple[NearMiss, ...]
    worthless: int
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))


def near_misses(register: Register, size: Size | None = None) -> NearMisses:
    """Every single missing condition, payment, unit of capacity or confirmation, with what it is worth to the room.

    Each is tried by itself: two that help each other are not found, and their worths do not add up.
    """
    size = size or Size()
    room = room_of(register)
    before, chosen, bound = best_in_kind(room, size)
    # A deal counts as opened when no deal of the room as it is holds exactly its moves.
    had = {frozenset(move.id for move in deal.moves) for deal in deals_in(room, size)[0]}
    tried = [
        *_conditions(room, size, before, had),
        *_payments(room, size, before),
        *_capacity(room, size, before, chosen),
        *_confirmations(register, size, before, had),
    ]
    useful = [miss for miss in tried if miss.worth > 0]
    ranked = sorted(useful, key=lambda m: (m.per_cost is not None, -(m.per_cost or m.worth), -m.worth, m.missing.what))
    return NearMisses(
        asked="near misses",
        given={"parties": str(size.parties), "moves": str(size.moves)},
        proof=proven("each was tried, and the best set found again") if bound >= 0 else Proof("gap", "cut short"),
        title=register.title,
        unit=register.unit,
        before=before,
        misses=tuple(ranked),
        worthless=len(tried) - len(useful),
        names={o.id: o.title for o in register.organisations},
    )


Known = set[frozenset[str]]


def _opened(deals: list[Deal], had: Known) -> tuple[Deal | None, int]:
    fresh = [deal for deal in deals if frozenset(move.id for move in deal.moves) not in had]
    best = max(fresh, key=lambda deal: (deal.value, -deal.steps), default=None)
    return best, len(fresh)


def _conditions(room: Room, size: Size, before: Fraction, had: Known) -> Iterator[NearMiss]:
    """What stands in the way of moves that lack one thing only."""
    lacking: dict[Missing, list[Move]] = {}
    for move in room.blocked:
        if len(move.missing) == 1:
            lacking.setdefault(move.missing[0], []).append(replace(move, missing=()))
    for missing, moves in lacking.items():
        widened = room
        if missing.kind == "capacity":
            used = {r: max(m.uses.get(r, Fraction(0)) for m in moves) for m in moves for r in m.uses if r[0] == "offer"}
            more = {r: max(room.capacity[r], amount) for r, amount in used.items()}
            widened = replace(room, capacity={**room.capacity, **more})
        together = (*room.moves, *moves)
        worth = best_in_kind(widened, size, together)[0] - before
        best, count = _opened(deals_in(widened, size, together)[0], had)
        yield NearMiss(missing, "condition", worth, best, count)


def _payments(room: Room, size: Size, before: Fraction) -> Iterator[NearMiss]:
    """Deals in which exactly one participant would lose, and the others could make up for it."""
    arrays = arrays_of(room)
    searched = arrays.searched()
    found: dict[frozenset[str], Deal] = {}
    for organisation, number in arrays.organisations.items():
        bounds = Bounds(size.parties, size.moves, size.steps // 10)
        for moves in minimal_deals(searched, bounds, paid=number).deals:
            deal = deal_of(room.register, (arrays.moves[m] for m in moves))
            if deal.value > 0 and deal.gains.get(organisation, Fraction(1)) <= 0:
                found[frozenset(move.id for move in deal.moves)] = deal
    best = sorted(found.values(), key=lambda deal: (-deal.value, deal.parties))[:_MOST_PAYMENTS]
    for deal in best:
        short = min(deal.gains, key=lambda o: deal.gains[o])
        # Just enough to come out above nothing: one of the smallest units.
        payment = Missing("", "payment", -deal.gains[short] + Fraction(1, arrays.scale), short)
        worth = best_in_kind(room, size, also=(deal,))[0] - before
        yield NearMiss(payment, "payment", worth, deal, 1, short)


def _capacity(room: Room, size: Size, before: Fraction, chosen: tuple[Deal, ...]) -> Iterator[NearMiss]:
    """One more unit of each offer that the best set uses up."""
    used: dict[str, Fraction] = {}
    for deal in chosen:
        for move in deal.moves:
            for resource, use in move.uses.items():
                if resource[0] == "offer":
                    used[resource[1]] = used.get(resource[1], Fraction(0)) + use
    for offer in room.register.offers:
        resource = ("offer", offer.id)
        if used.get(offer.id, Fraction(0)) < room.capacity[resource] or offer.exclusive:
            continue
        widened = replace(room, capacity={**room.capacity, resource: room.capacity[resource] + 1})
        value, deals, _ = best_in_kind(widened, size)
        fresh = [deal for deal in deals if deal.name == "" and deal not in chosen]
        best = max(fresh, key=lambda deal: deal.value, default=None)
        missing = Missing(offer.what, "capacity", Fraction(0), offer.by)
        yield NearMiss(missing, "capacity", value - before, best, 0, offer.id)


def _confirmations(register: Register, size: Size, before: Fraction, had: Known) -> Iterator[NearMiss]:
    """Each proposed link, as if a person had said yes to it."""
    for link in register.links:
        if link.status != "proposed":
            continue
        links: tuple[Link, ...] = tuple(replace(x, status="confirmed") if x is link else x for x in register.links)
        room = room_of(replace(register, links=links))
        worth = best_in_kind(room, size)[0] - before
        best, count = _opened(deals_in(room, size)[0], had)
        what = f"{register.offer[link.offer].what} → {register.need[link.need].what}"
        missing = Missing(what, "other", Fraction(0), register.offer[link.offer].by)
        yield NearMiss(missing, "confirmation", worth, best, count, f"{link.offer}>{link.need}")
