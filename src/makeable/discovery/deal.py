"""A deal: moves that together leave everyone concerned better off; what can be said of it at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from makeable.discovery.moves import Move
from makeable.model.register import Register

__all__ = ["Deal", "Shape", "deal_of", "effects_of"]

Shape = Literal["gift", "swap", "ring", "chain", "exchange", "bundle", "project", "sharing"]


@dataclass(frozen=True)
class Deal:
    """Moves made together. `gains`: what each participant ends up with against acting alone, before any payment.

    `consenting`: who only bears a harm, and whose yes is needed. `trust`: the lowest known trust between two who must
    work together. `steps`: how many things have to be done. `probability`: that every link in it survives a closer
    look. `evenness`: the smallest gain over the largest. `needs_payment`: made worth everybody's while by payments.
    """

    moves: tuple[Move, ...]
    parties: tuple[str, ...]
    gains: Mapping[str, Fraction]
    value: Fraction
    shape: Shape
    consenting: tuple[str, ...] = ()
    trust: Fraction | None = None
    steps: int = 0
    probability: Fraction = Fraction(1)
    known: bool = False
    needs_payment: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", MappingProxyType(dict(self.gains)))

    @property
    def evenness(self) -> Fraction:
        """The smallest gain as a share of the largest; 0 where somebody does not gain."""
        lowest, highest = min(self.gains.values()), max(self.gains.values())
        return max(lowest, Fraction(0)) / highest if highest > 0 else Fraction(0)


def effects_of(moves: Iterable[Move]) -> dict[str, Fraction]:
    """What moves are worth together to everyone they touch."""
    total: dict[str, Fraction] = {}
    for move in moves:
        for organisation, worth in move.effects.items():
            total[organisation] = total.get(organisation, Fraction(0)) + worth
    return total


def deal_of(register: Register, moves: Iterable[Move], name: str = "") -> Deal:
    """The deal that these moves make."""
    moves = tuple(moves)
    gains = effects_of(moves)
    probability = Fraction(1)
    for confidence in _confidences(moves):
        probability *= confidence
    partners = {frozenset((t.giver, t.receiver)) for move in moves for t in move.transfers}
    for move in moves:
        if move.activity:
            inside = {o for o in move.effects if o not in move.harmed}
            partners |= {frozenset(pair) for pair in combinations(sorted(inside), 2)}
    known_trust = [register.trust[pair] for pair in partners if pair in register.trust]
    return Deal(
        moves=moves,
        parties=tuple(sorted(gains, key=list(register.organisation).index)),
        gains=gains,
        value=sum(gains.values(), Fraction(0)),
        shape=_shape(moves, gains),
        consenting=tuple(dict.fromkeys(o for move in moves for o in move.harmed)),
        trust=min(known_trust, default=None),
        steps=sum(len(m.transfers) + (len(register.activity[m.activity].inputs) if m.activity else 0) for m in moves),
        probability=probability,
        known=all(move.known for move in moves),
        needs_payment=any(gain <= 0 for o, gain in gains.items() if _bears(moves, o)),
        name=name,
    )


def _confidences(moves: tuple[Move, ...]) -> list[Fraction]:
    """One for each link: several units over one link stand or fall together."""
    seen: dict[object, Fraction] = {}
    for move in moves:
        key = tuple((t.offer, t.need) for t in move.transfers) or move.activity
        seen[key] = move.confidence
    return list(seen.values())


def _bears(moves: tuple[Move, ...], organisation: str) -> bool:
    return any(move.effects.get(organisation, 0) < 0 for move in moves)


def _shape(moves: tuple[Move, ...], gains: Mapping[str, Fraction]) -> Shape:
    if any(move.activity for move in moves):
        return "project"
    transfers = [transfer for move in moves for transfer in move.transfers]
    if any(len(move.transfers) > 1 for move in moves):
        return "bundle"
    if not any(transfer.cost > 0 for transfer in transfers):
        return "gift"
    gives = [transfer.giver for transfer in transfers]
    gets = [transfer.receiver for transfer in transfers]
    if len(set(gives)) == len(gives) == len(set(gets)) and set(gives) == set(gets):
        return "swap" if len(gains) == 2 else "ring"
    if len(set(gives)) == len(gives) == len(set(gets)) and transfers and set(gives) != set(gets):
        return "chain"
    return "exchange"
