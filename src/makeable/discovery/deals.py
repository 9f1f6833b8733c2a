"""Every small deal in a room: who could do what together so that all concerned end above acting alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.discovery.arrays import arrays_of
from makeable.discovery.deal import Deal, deal_of
from makeable.discovery.moves import Move, Room, room_of
from makeable.finding import Finding, Proof, Reason, proven
from makeable.kernels.deals_minimal import Bounds, minimal_deals
from makeable.model.register import Register

__all__ = ["RANKS", "Cut", "DealsFound", "Left", "Size", "Unconfirmed", "deals_in", "find_deals"]


@dataclass(frozen=True)
class Size:
    """How large a deal may be: organisations touched, moves, and steps of search before it is cut short.

    A joint activity has the size that it was written down with: with `projects`, it counts however many take part.
    """

    parties: int = 4
    moves: int = 6
    steps: int = 2_000_000
    projects: bool = True


@dataclass(frozen=True)
class Cut(Reason):
    """The search was cut short: there may be more. `what` names a bundle with too many ways, or is empty."""

    what: str = ""


@dataclass(frozen=True)
class Unconfirmed(Reason):
    """So many proposed links wait for a person's yes or no, and count for nothing until then."""

    count: int


@dataclass(frozen=True)
class Left(Reason):
    """The organisation is in no deal. `why`: `silent` (offers and needs nothing), `unlinked` (no confirmed link),
    `blocked` (every link lacks something), `gives_nothing` (nobody uses what it could give), `gets_nothing` (nobody
    has what it needs), `no_return` (it gives and gets, but nothing of this size comes back to it)."""

    organisation: str
    why: Literal["silent", "unlinked", "blocked", "gives_nothing", "gets_nothing", "no_return"]


@dataclass(frozen=True, kw_only=True)
class DealsFound(Finding):
    """The small deals of a room, ranked; what they come to.

    `party_sets`: sets of organisations with a deal of their own and no smaller such set inside, the honest count.
    `with_payment`: joint projects worth more than they cost that somebody would lose by, unless costs are shared.
    `expected`: how many deals survive a closer look at their links, on average.
    """

    title: str
    unit: str
    deals: tuple[Deal, ...]
    with_payment: tuple[Deal, ...]
    party_sets: tuple[tuple[str, ...], ...]
    reached: tuple[str, ...]
    known: int
    expected: Fraction
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))


RANKS: dict[str, Callable[[Deal], tuple[object, ...]]] = {
    "value": lambda deal: (-deal.value, deal.steps),
    "ease": lambda deal: (deal.steps, len(deal.parties), -deal.value),
    "trust": lambda deal: (-(deal.trust if deal.trust is not None else Fraction(1, 2)), -deal.value),
    "parties": lambda deal: (len(deal.parties), -deal.value),
    "fairness": lambda deal: (-deal.evenness, -deal.value),
    "probability": lambda deal: (-deal.probability, -deal.value),
    "expected": lambda deal: (-deal.value * deal.probability, deal.steps),
}
"""What deals can be ranked by, best first; the trust of strangers counts as a half."""


def find_deals(register: Register, size: Size | None = None, rank: str = "value") -> DealsFound:
    """All irreducible deals up to a size, and the chains that a free gift sets off, ranked.

    Raises KeyError for an unknown rank.
    """
    size = size or Size()
    room = room_of(register)
    deals, complete = deals_in(room, size)
    ranked = sorted(deals, key=lambda deal: (*RANKS[rank](deal), [move.id for move in deal.moves]))
    named = tuple(replace(deal, name=f"D{number}") for number, deal in enumerate(ranked, 1))
    reached = {party for deal in named for party in deal.parties}
    reasons: list[Reason] = [Left(o.id, _why(room, o.id)) for o in register.organisations if o.id not in reached]
    reasons += [Cut(bundle) for bundle in room.cut]
    if room.unconfirmed:
        reasons.append(Unconfirmed(room.unconfirmed))
    if not complete:
        reasons.append(Cut())
    sure = complete and not room.cut
    return DealsFound(
        asked="deals",
        given={"parties": str(size.parties), "moves": str(size.moves), "rank": rank},
        proof=proven("every small combination was searched") if sure else Proof("gap", "the search was cut short"),
        reasons=tuple(reasons),
        title=register.title,
        unit=register.unit,
        deals=named,
        with_payment=_projects(room, named),
        party_sets=_party_sets(named),
        reached=tuple(o.id for o in register.organisations if o.id in reached),
        known=sum(deal.known for deal in named),
        expected=sum((deal.probability for deal in named), Fraction(0)),
        names={o.id: o.title for o in register.organisations},
    )


def deals_in(room: Room, size: Size, moves: Sequence[Move] | None = None) -> tuple[list[Deal], bool]:
    """The irreducible deals among a room's moves (or others), with chains; and whether none was missed."""
    arrays = arrays_of(room, moves)
    found = minimal_deals(arrays.searched(), Bounds(size.parties, size.moves, size.steps))
    sets = [tuple(arrays.moves[m] for m in deal) for deal in found.deals]
    sets = [moves for moves in sets if _in_order(moves)]
    sets += _chains(room, arrays.moves, size)
    if size.projects:
        large = [m for m in arrays.moves if m.activity and len(m.effects) > size.parties]
        sets += [(m,) for m in large if all(worth > 0 for worth in m.effects.values())]
    return [deal_of(room.register, moves) for moves in sets], found.complete


def _in_order(moves: tuple[Move, ...]) -> bool:
    """Whether units of a need are met from the first on: any other order is the same deal, undervalued."""
    units: dict[str, set[int]] = {}
    for move in moves:
        for transfer in move.transfers:
            units.setdefault(transfer.need, set()).add(transfer.unit)
    return all(max(met) == len(met) - 1 for met in units.values())


def _chains(room: Room, moves: Sequence[Move], size: Size) -> list[tuple[Move, ...]]:
    """What free gifts set off: who got one gives something on, and still gains."""
    single = [move for move in moves if len(move.transfers) == 1 and not move.harmed]
    by_giver: dict[str, list[Move]] = {}
    for move in single:
        by_giver.setdefault(move.transfers[0].giver, []).append(move)
    found: list[tuple[Move, ...]] = []

    def extend(chain: tuple[Move, ...], inside: tuple[str, ...]) -> None:
        last = chain[-1].transfers[0]
        for move in by_giver.get(last.receiver, ()):
            transfer = move.transfers[0]
            fresh = transfer.receiver not in inside and 0 < transfer.cost < last.worth and not transfer.unit
            if fresh and _fits(room, (*chain, move)):
                found.append((*chain, move))
                if len(inside) + 1 < size.parties and len(chain) + 1 < size.moves:
                    extend((*chain, move), (*inside, transfer.receiver))

    for gift in single:
        transfer = gift.transfers[0]
        if transfer.cost == 0 and not transfer.unit and all(worth >= 0 for worth in gift.effects.values()):
            extend((gift,), (transfer.giver, transfer.receiver))
    return found


def _fits(room: Room, moves: tuple[Move, ...]) -> bool:
    used: dict[tuple[str, ...], Fraction] = {}
    for move in moves:
        for resource, use in move.uses.items():
            used[resource] = used.get(resource, Fraction(0)) + use
    return all(use <= room.capacity[resource] for resource, use in used.items())


def _projects(room: Room, deals: tuple[Deal, ...]) -> tuple[Deal, ...]:
    """Joint projects that add value and that no deal in kind holds."""
    within = {move.id for deal in deals for move in deal.moves}
    worth = [move for move in room.moves if move.activity and move.value > 0 and move.id not in within]
    best = sorted(worth, key=lambda move: -move.value)
    return tuple(deal_of(room.register, (move,), f"P{number}") for number, move in enumerate(best, 1))


def _party_sets(deals: tuple[Deal, ...]) -> tuple[tuple[str, ...], ...]:
    sets = {frozenset(deal.parties): deal.parties for deal in deals}
    return tuple(parties for key, parties in sets.items() if not any(other < key for other in sets))


def _why(
    room: Room, organisation: str
) -> Literal["silent", "unlinked", "blocked", "gives_nothing", "gets_nothing", "no_return"]:
    register = room.register
    speaks = any(o.by == organisation for o in register.offers) or any(n.of == organisation for n in register.needs)
    speaks |= any(organisation in (p.by for p in a.inputs) for a in register.activities)
    speaks |= any(organisation in (p.to for p in a.outputs) for a in register.activities)
    if not speaks:
        return "silent"
    touching = [move for move in room.moves if organisation in move.effects]
    if not touching:
        blocked = any(organisation in move.effects for move in room.blocked)
        return "blocked" if blocked else "unlinked"
    if not any(move.effects[organisation] > 0 for move in touching):
        return "gets_nothing"
    gives = any(t.giver == organisation for move in touching for t in move.transfers)
    gives |= any(move.activity and move.effects[organisation] < 0 for move in touching)
    return "no_return" if gives else "gives_nothing"
