"""Dividing the gain of a deal by stated principles, and who could walk away with whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from types import MappingProxyType

import numpy as np

from makeable.discovery.arrays import arrays_of
from makeable.discovery.deal import Deal
from makeable.discovery.moves import Move, Room
from makeable.errors import TooLarge
from makeable.finding import Finding, Reason, proven
from makeable.kernels.coalition_values import shapley_value
from makeable.kernels.deals_packing import Effort, pack
from makeable.kernels.nucleolus import least_core, nucleolus

__all__ = ["DIVISIONS", "Better", "Division", "NotPriced", "Sharing", "Walk", "shadow_gains", "share_gain"]

_MOST_PARTIES = 12


@dataclass(frozen=True)
class NotPriced(Reason):
    """No prices support the deal exactly: what the shadow prices hand out is `off` more than there is."""

    off: Fraction


@dataclass(frozen=True)
class Better(Reason):
    """With payments and other moves open to them, the same participants could make this much more than the deal."""

    by: Fraction


@dataclass(frozen=True)
class Walk:
    """A group that could do `better` by itself, with payments among its members, than its shares give it."""

    group: tuple[str, ...]
    better: Fraction


@dataclass(frozen=True)
class Division:
    """What a principle gives each participant (its gain over acting alone), what it has to be paid for that (negative:
    pay), and the groups that could do better, the most tempted first."""

    principle: str
    gains: Mapping[str, Fraction]
    payments: Mapping[str, Fraction]
    walks: tuple[Walk, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", MappingProxyType(dict(self.gains)))
        object.__setattr__(self, "payments", MappingProxyType(dict(self.payments)))


@dataclass(frozen=True, kw_only=True)
class Sharing(Finding):
    """The same gain divided by each principle, side by side; none is called the fair one.

    `excess`: how much the most tempted group could gain by leaving, under the division that keeps this smallest; above
    0 no division keeps everybody (the core is empty).
    """

    deal: Deal
    value: Fraction
    divisions: tuple[Division, ...]
    excess: Fraction
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))


DIVISIONS = ("as it falls", "equal gain", "shapley", "nucleolus", "shadow prices", "proportional to cost")
"""The principles, in the order in which they are shown."""


def share_gain(room: Room, deal: Deal) -> Sharing:
    """A deal's gain by each principle. What a group could do alone is the best part of the deal that needs nobody
    else, with payments among its members. Raises TooLarge beyond twelve participants, whose groups are too many."""
    parties = deal.parties
    if len(parties) > _MOST_PARTIES:
        raise TooLarge(f"{len(parties)} participants have too many groups; divide the gain of a smaller deal.")
    values = [_alone(room, deal, mask) for mask in range(1 << len(parties))]
    # What is divided is the deal as it was found.
    values[-1] = deal.value
    scale = lcm(*(value.denominator for value in values))
    table = [int(value * scale) for value in values]
    prices, off = _priced(room, deal)
    rules: dict[str, Callable[[], Sequence[Fraction] | None]] = {
        "as it falls": lambda: [deal.gains[party] for party in parties],
        "equal gain": lambda: [deal.value / len(parties)] * len(parties),
        "shapley": lambda: [share / scale for share in shapley_value(np.array(table, np.int64))],
        "nucleolus": lambda: [share / scale for share in nucleolus(table, len(parties)).shares],
        "shadow prices": lambda: prices,
        "proportional to cost": lambda: _by_cost(room, deal),
    }
    made = [(name, shares) for name in DIVISIONS if (shares := rules[name]()) is not None]
    return Sharing(
        asked="share",
        given={"deal": deal.name},
        proof=proven("every group of participants was looked at"),
        reasons=_reasons(room, deal, off),
        deal=deal,
        value=deal.value,
        divisions=tuple(_division(name, shares, deal, values) for name, shares in made),
        excess=Fraction(least_core(table, len(parties)).excess) / scale,
        names={o.id: o.title for o in room.register.organisations},
    )


def _division(name: str, shares: Sequence[Fraction], deal: Deal, values: Sequence[Fraction]) -> Division:
    parties = deal.parties
    walks = []
    for mask in range(1, (1 << len(parties)) - 1):
        inside = [i for i in range(len(parties)) if mask >> i & 1]
        better = values[mask] - sum((shares[i] for i in inside), Fraction(0))
        if better > 0:
            walks.append(Walk(tuple(parties[i] for i in inside), better))
    walks.sort(key=lambda walk: (-walk.better, len(walk.group), walk.group))
    gains = dict(zip(parties, shares, strict=True))
    payments = {party: gain - deal.gains[party] for party, gain in gains.items()}
    return Division(name, gains, payments, tuple(walks))


def _alone(room: Room, deal: Deal, mask: int) -> Fraction:
    """What a group of the participants could make of the deal's moves by itself."""
    members = {party for i, party in enumerate(deal.parties) if mask >> i & 1}
    return _best(room, [move for move in deal.moves if set(move.effects) <= members and move.value > 0])


def _best(room: Room, moves: Sequence[Move]) -> Fraction:
    arrays = arrays_of(room, moves)
    if not arrays.moves:
        return Fraction(0)
    return Fraction(pack(arrays.profit, arrays.uses, arrays.capacity, Effort(2.0)).value, arrays.scale)


def _reasons(room: Room, deal: Deal, off: Fraction) -> tuple[Reason, ...]:
    members = set(deal.parties)
    more = _best(room, [move for move in room.moves if set(move.effects) <= members and move.value > 0]) - deal.value
    return (*((NotPriced(off),) if off else ()), *((Better(more),) if more > 0 else ()))


def _priced(room: Room, deal: Deal) -> tuple[list[Fraction] | None, Fraction]:
    """Each participant paid for what it brings at the price that a unit of it has in the best use of all that they
    have together; and by how much this hands out more than the deal makes (Owen 1975)."""
    gains, value = shadow_gains(room, [move for move in deal.moves if move.value > 0])
    off = sum(gains.values(), Fraction(0)) - deal.value
    if off or value != deal.value:
        return None, off
    return [gains.get(party, Fraction(0)) for party in deal.parties], off


def shadow_gains(room: Room, moves: Sequence[Move]) -> tuple[dict[str, Fraction], Fraction]:
    """What each organisation earns when everything is paid at its shadow price in the best use of these moves, and the
    value of that use. Offers earn for who has them, needs for who is served; what a move earns beyond that, nobody
    else could have, and those who make it share it alike. Where the sum is the value, no group can do better alone."""
    arrays = arrays_of(room, moves)
    if not arrays.moves:
        return {}, Fraction(0)
    best = pack(arrays.profit, arrays.uses, arrays.capacity, Effort(2.0))
    # Prices of such programs are fractions of small denominators; whether they are right shows in the sum.
    price = [Fraction(p).limit_denominator(60) for p in best.price.tolist()]
    gains: dict[str, Fraction] = {}

    def add(organisation: str, amount: Fraction) -> None:
        gains[organisation] = gains.get(organisation, Fraction(0)) + amount / arrays.scale

    for resource, number in arrays.resources.items():
        worth = price[number] * int(arrays.capacity[number])
        if resource[0] == "offer":
            add(room.register.offer[resource[1]].by, worth)
        elif resource[0] == "need":
            add(room.register.need[resource[1]].of, worth)
        elif resource[0] == "budget":
            add(resource[1], worth)
        elif worth:
            makers = next(move for move in arrays.moves if move.activity == resource[1]).effects
            for organisation in makers:
                add(organisation, worth / len(makers))
    for move, profit in zip(arrays.moves, arrays.profit.tolist(), strict=True):
        rent = profit - sum((price[r] * use for r, use in arrays.use(move).items()), Fraction(0))
        for organisation in move.effects if rent > 0 else ():
            add(organisation, rent / len(move.effects))
    return gains, Fraction(best.value, arrays.scale)


def _by_cost(room: Room, deal: Deal) -> list[Fraction] | None:
    """The gain in proportion to what each one bears; None where nobody bears anything."""
    costs = dict.fromkeys(deal.parties, Fraction(0))
    for move in deal.moves:
        for transfer in move.transfers:
            costs[transfer.giver] += transfer.cost
        for part in room.register.activity[move.activity].inputs if move.activity else ():
            lent = room.register.offer[part.offer].cost * part.quantity if part.offer else Fraction(0)
            costs[part.by] += part.cost + lent
    total = sum(costs.values(), Fraction(0))
    return [deal.value * cost / total for cost in costs.values()] if total else None
