"""What could be done in a room, move by move: a transfer, a bundle of transfers, a joint activity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, islice, product
from math import lcm
from types import MappingProxyType
from typing import TypeVar

from makeable.errors import TooLarge
from makeable.model.register import Activity, Bundle, Effect, Link, Missing, Need, Offer, Register

__all__ = ["Move", "Resource", "Room", "Transfer", "room_of"]

Resource = tuple[str, ...]
"""What moves compete for: ("offer", id), ("need", id, unit), ("activity", id), ("budget", organisation)."""

K = TypeVar("K")

_MOST_WAYS = 500
_FINEST = 10**6


@dataclass(frozen=True)
class Transfer:
    """So many units of an offer go to a need; `unit` tells which unit of the need, where it is met one by one."""

    offer: str
    need: str
    giver: str
    receiver: str
    quantity: int
    cost: Fraction
    worth: Fraction
    unit: int = 0


@dataclass(frozen=True)
class Move:
    """The smallest thing that can be done or left. `effects`: what it is worth to each organisation it touches
    (negative: what it costs); `harmed`: those it only hurts, who must consent. `missing`: what stands in its way."""

    id: str
    effects: Mapping[str, Fraction]
    uses: Mapping[Resource, Fraction]
    transfers: tuple[Transfer, ...] = ()
    activity: str = ""
    harmed: tuple[str, ...] = ()
    confidence: Fraction = Fraction(1)
    known: bool = False
    missing: tuple[Missing, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "effects", MappingProxyType(dict(self.effects)))
        object.__setattr__(self, "uses", MappingProxyType(dict(self.uses)))

    @property
    def value(self) -> Fraction:
        """What it adds in all."""
        return sum(self.effects.values(), Fraction(0))


@dataclass(frozen=True)
class Room:
    """A register as moves: those that can be made, those that something blocks, and what there is of each resource."""

    register: Register
    moves: tuple[Move, ...]
    blocked: tuple[Move, ...]
    capacity: Mapping[Resource, Fraction]
    unconfirmed: int = 0
    cut: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "capacity", MappingProxyType(dict(self.capacity)))

    @property
    def scale(self) -> int:
        """By what all amounts become whole numbers. Raises TooLarge where that is beyond a millionth."""
        amounts = [amount for move in (*self.moves, *self.blocked) for amount in move.effects.values()]
        amounts += list(self.capacity.values())
        amounts += [o.credit for o in self.register.organisations if o.credit is not None]
        scale = lcm(*(amount.denominator for amount in amounts), 1)
        if scale > _FINEST:
            raise TooLarge("Amounts are finer than a millionth; write costs and worths with fewer digits.")
        return scale


def room_of(register: Register) -> Room:
    """The moves of a room: confirmed links, bundles and activities, each with what it does to whom."""
    maker = _Maker(register)
    found = [*maker.transfers(), *maker.bundles(), *map(maker.joint, register.activities)]
    useful = [move for move in found if any(worth > 0 for worth in move.effects.values())]
    return Room(
        register,
        tuple(move for move in useful if not move.missing),
        tuple(move for move in useful if move.missing),
        maker.capacity,
        sum(link.status == "proposed" for link in register.links),
        tuple(maker.cut),
    )


class _Maker:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.capacity: dict[Resource, Fraction] = {
            ("offer", o.id): Fraction(1 if o.exclusive else o.quantity) for o in register.offers
        }
        self.budgets = {o.id: o.budget for o in register.organisations if o.budget is not None}
        self.capacity |= {("budget", organisation): budget for organisation, budget in self.budgets.items()}
        self.links = [link for link in register.links if link.status == "confirmed"]
        self.bundled = {need for bundle in register.bundles for need in bundle.needs}
        self.sparked: dict[str, list[Effect]] = {}
        for effect in register.effects:
            if effect.when:
                self.sparked.setdefault(effect.when, []).append(effect)
        self.cut: list[str] = []

    def transfers(self) -> Iterator[Move]:
        for link in self.links:
            for transfer in self.ways(link):
                if transfer.worth > 0:
                    suffix = f"#{transfer.unit + 1}" if transfer.unit else ""
                    yield self.move(f"{link.offer}>{link.need}{suffix}", (transfer,), (link,))

    def ways(self, link: Link) -> list[Transfer]:
        """A link as transfers: of the whole need, or of each unit where every unit has its worth."""
        offer, need = self.register.offer[link.offer], self.register.need[link.need]
        cost = self.cost(link, offer, need)
        if need.whole:
            worth = link.worth if link.worth is not None else (need.worth[0] if need.worth else Fraction(0))
            return [Transfer(offer.id, need.id, offer.by, need.of, need.quantity, cost * need.quantity, worth)]
        worths = need.worth if link.worth is None else (link.worth,) * len(need.worth)
        return [
            Transfer(offer.id, need.id, offer.by, need.of, 1, cost, worth, unit) for unit, worth in enumerate(worths)
        ]

    def cost(self, link: Link, offer: Offer, need: Need) -> Fraction:
        """What a unit costs its owner: to lend, or to part with."""
        if link.cost is not None:
            return link.cost
        return offer.cost_to_give if need.keep and offer.cost_to_give is not None else offer.cost

    def bundles(self) -> Iterator[Move]:
        for bundle in self.register.bundles:
            ways = list(islice(self.bundle_ways(bundle), _MOST_WAYS + 1))
            if len(ways) > _MOST_WAYS:
                self.cut.append(bundle.id)
            for links in ways[:_MOST_WAYS]:
                transfers = tuple(self.ways(link)[0] for link in links)
                identity = f"{bundle.id}({', '.join(f'{link.offer}>{link.need}' for link in links)})"
                yield self.move(identity, transfers, links, bundle)

    def bundle_ways(self, bundle: Bundle) -> Iterator[tuple[Link, ...]]:
        """Every choice of links that meets just enough of the bundle's needs."""
        for needs in combinations(bundle.needs, bundle.required):
            yield from product(*([link for link in self.links if link.need == need] for need in needs))

    def move(
        self, identity: str, transfers: tuple[Transfer, ...], links: tuple[Link, ...], bundle: Bundle | None = None
    ) -> Move:
        effects: dict[str, Fraction] = {}
        uses: dict[Resource, Fraction] = {}
        missing: list[Missing] = []
        confidence = Fraction(1)
        for transfer, link in zip(transfers, links, strict=True):
            offer, need = self.register.offer[transfer.offer], self.register.need[transfer.need]
            _add(effects, offer.by, -transfer.cost)
            _add(effects, need.of, transfer.worth)
            _add(uses, ("offer", offer.id), Fraction(1 if offer.exclusive else transfer.quantity))
            unit = ("need", need.id, str(transfer.unit))
            _add(uses, unit, Fraction(1))
            self.capacity[unit] = Fraction(1)
            missing += [*offer.missing, *need.missing, *link.missing, *_obstacles(offer, need, transfer)]
            confidence *= link.confidence
        if bundle is not None:
            _add(effects, bundle.of, bundle.worth)
        harmed = self.spill(effects, [transfer.offer for transfer in transfers])
        self.spend(uses, {t.giver: sum(x.cost for x in transfers if x.giver == t.giver) for t in transfers})
        known = all(link.known for link in links)
        # One condition may stand on several records; it has to be met once.
        return Move(identity, effects, uses, transfers, "", harmed, confidence, known, tuple(dict.fromkeys(missing)))

    def joint(self, activity: Activity) -> Move:
        effects: dict[str, Fraction] = {}
        uses: dict[Resource, Fraction] = {("activity", activity.id): Fraction(1)}
        self.capacity["activity", activity.id] = Fraction(1)
        missing = list(activity.missing)
        costs: dict[str, Fraction] = {}
        for part in activity.inputs:
            cost = part.cost
            if part.offer:
                offer = self.register.offer[part.offer]
                cost += offer.cost * part.quantity
                _add(uses, ("offer", offer.id), Fraction(1 if offer.exclusive else part.quantity))
                missing += offer.missing
                if part.quantity > offer.quantity:
                    missing.append(_more(offer, part.quantity))
            _add(costs, part.by, cost)
            _add(effects, part.by, -cost)
        for outcome in activity.outputs:
            _add(effects, outcome.to, outcome.worth)
        harmed = [o.to for o in activity.outputs if effects[o.to] < 0 and o.to not in costs]
        harmed += self.spill(effects, [activity.id, *(part.offer for part in activity.inputs if part.offer)])
        self.spend(uses, costs)
        return Move(
            activity.id,
            effects,
            uses,
            (),
            activity.id,
            tuple(dict.fromkeys(harmed)),
            activity.confidence,
            activity.known,
            tuple(dict.fromkeys(missing)),
        )

    def spill(self, effects: dict[str, Fraction], sources: list[str]) -> tuple[str, ...]:
        """Add what using these sources does to third parties; returns those it hurts."""
        inside = set(effects)
        harmed = []
        for source in dict.fromkeys(sources):
            for effect in self.sparked.get(source, ()):
                _add(effects, effect.on, effect.worth)
                if effect.worth < 0 and effect.on not in inside:
                    harmed.append(effect.on)
        return tuple(dict.fromkeys(harmed))

    def spend(self, uses: dict[Resource, Fraction], costs: Mapping[str, Fraction | int]) -> None:
        for organisation, cost in costs.items():
            if organisation in self.budgets and cost:
                uses["budget", organisation] = Fraction(cost)


def _add(into: dict[K, Fraction], key: K, amount: Fraction) -> None:
    into[key] = into.get(key, Fraction(0)) + amount


def _more(offer: Offer, quantity: int) -> Missing:
    what = f"{offer.what}: {quantity} instead of {offer.quantity}"
    return Missing(what, "capacity", offer.cost * (quantity - offer.quantity), offer.by)


def _obstacles(offer: Offer, need: Need, transfer: Transfer) -> Iterator[Missing]:
    """What the figures themselves say stands in the way: too few units, another time."""
    if transfer.quantity > offer.quantity:
        yield _more(offer, transfer.quantity)
    if offer.end and need.start and offer.end < need.start:
        yield Missing(f"{offer.what}: still there on {need.start.isoformat()}", "time", Fraction(0), offer.by)
    if offer.start and need.end and offer.start > need.end:
        yield Missing(f"{offer.what}: already there on {need.end.isoformat()}", "time", Fraction(0), offer.by)
