"""The best that a room can do at once, in each way of dealing: in kind, with a unit of account, with side payments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import numpy as np

from makeable.discovery.arrays import Arrays, arrays_of, columns
from makeable.discovery.deal import Deal, deal_of, effects_of
from makeable.discovery.deals import Size, deals_in
from makeable.discovery.moves import Move, Room, room_of
from makeable.finding import Finding, Proof, proven, within
from makeable.kernels.deals_netting import Netted, Netting, Play, net
from makeable.kernels.deals_packing import Effort, Packing, pack
from makeable.model.register import Register

__all__ = ["MODES", "Mode", "ModeAnswer", "RoomFound", "Terms", "best_in_kind", "best_room"]

Mode = Literal["swaps", "three", "small", "netting", "account", "credit", "payments"]

MODES: tuple[Mode, ...] = ("swaps", "three", "small", "netting", "account", "credit", "payments")
"""Ways of dealing, from the barest to the freest."""


@dataclass(frozen=True)
class Terms:
    """How to look: the size of small deals, the credit of who states none (a share of the worth of its own needs),
    processor seconds for each mode, the modes wanted."""

    size: Size = field(default_factory=Size)
    credit: Fraction = Fraction(1, 10)
    seconds: float = 10.0
    modes: tuple[Mode, ...] = MODES


@dataclass(frozen=True)
class ModeAnswer:
    """The best compatible set in one way of dealing.

    `deals`: what is done, in groups that hang together; `gains`: what each organisation ends up with, payments
    included; `received`: what payments (or the unit of account) bring each; `survive`: the value to expect after a
    closer look at every link.
    """

    mode: Mode
    value: Fraction
    share: Fraction
    deals: tuple[Deal, ...]
    gains: Mapping[str, Fraction]
    received: Mapping[str, Fraction]
    survive: Fraction
    proof: Proof

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", MappingProxyType(dict(self.gains)))
        object.__setattr__(self, "received", MappingProxyType(dict(self.received)))


@dataclass(frozen=True, kw_only=True)
class RoomFound(Finding):
    """The same room in every way of dealing, side by side: they differ more than any two methods of search do."""

    title: str
    unit: str
    modes: tuple[ModeAnswer, ...]
    organisations: int
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))

    def mode(self, name: str) -> ModeAnswer:
        """The answer for one way of dealing. Raises KeyError when it was not asked for."""
        by_name: dict[str, ModeAnswer] = {answer.mode: answer for answer in self.modes}
        return by_name[name]


def best_room(register: Register, terms: Terms | None = None) -> RoomFound:
    """The best compatible set of deals in each way of dealing, each proven or with its gap."""
    terms = terms or Terms()
    room = room_of(register)
    most = _payments(room, terms)
    answers = [most if mode == "payments" else _answer(room, mode, terms, most.value) for mode in terms.modes]
    return RoomFound(
        asked="room",
        given={"parties": str(terms.size.parties), "credit": str(terms.credit)},
        proof=max((answer.proof for answer in answers), key=lambda proof: proof.gap or Fraction(0)),
        title=register.title,
        unit=register.unit,
        modes=tuple(answers),
        organisations=len(register.organisations),
        names={o.id: o.title for o in register.organisations},
    )


def best_in_kind(
    room: Room, size: Size, moves: Sequence[Move] | None = None, also: Sequence[Deal] = (), seconds: float = 5.0
) -> tuple[Fraction, tuple[Deal, ...], Fraction]:
    """The best compatible set of small deals: its value, the deals, and the bound on what could be better.

    `also`: further deals to choose from, whatever they lack.
    """
    deals, complete = deals_in(room, size, moves)
    deals += also
    arrays = arrays_of(room, ())
    uses = columns([_joined([arrays.use(move) for move in deal.moves]) for deal in deals])
    profit = np.array([int(deal.value * arrays.scale) for deal in deals], np.int64)
    best: Packing = pack(profit, uses, arrays.capacity, Effort(seconds))
    chosen = tuple(deal for deal, taken in zip(deals, best.chosen, strict=True) if taken)
    bound = Fraction(best.bound, arrays.scale) if complete else Fraction(-1)
    return Fraction(best.value, arrays.scale), chosen, bound


def _joined(uses: list[dict[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for use in uses:
        for row, amount in use.items():
            total[row] = total.get(row, 0) + amount
    return total


def _answer(room: Room, mode: Mode, terms: Terms, most: Fraction) -> ModeAnswer:
    if mode in ("swaps", "three", "small"):
        parties = {"swaps": 2, "three": 3}.get(mode, terms.size.parties)
        size = replace(terms.size, parties=min(parties, terms.size.parties), projects=mode == "small")
        value, deals, bound = best_in_kind(room, size, seconds=terms.seconds)
        cut = Proof("gap", "the search for deals was cut short")
        proof = _proof(value, bound, "all small deals, then an exact choice among them") if bound >= 0 else cut
        return _told(mode, deals, most, proof, {})
    return _netted(room, mode, terms, most)


def _proof(value: Fraction, bound: Fraction, by: str) -> Proof:
    return proven(by) if value >= bound else within((bound - value) / bound, by)


def _netted(room: Room, mode: Mode, terms: Terms, most: Fraction) -> ModeAnswer:
    arrays = arrays_of(room)
    kind = mode == "netting"
    problem = _in_kind(arrays) if kind else _in_account(room, arrays, terms.credit if mode == "credit" else None)
    found = net(problem, Effort(terms.seconds))
    # What adds nothing there (a project that needs payments) may be chosen or not: it is left.
    adds = found.chosen & (problem.profit > 0) if not kind else found.chosen
    moves = [move for move, taken in zip(arrays.moves, adds, strict=True) if taken]
    value = Fraction(found.value, arrays.scale)
    received: dict[str, Fraction] = {} if kind else _settled(arrays, found)
    by = "every choice of moves was searched"
    return _told(mode, _grouped(room, moves), most, _proof(value, Fraction(found.bound, arrays.scale), by), received)


def _in_kind(arrays: Arrays) -> Netting:
    floor = np.zeros(len(arrays.organisations), np.int64)
    return Netting(arrays.profit, arrays.uses, arrays.capacity, arrays.effects, floor, True)


def _in_account(room: Room, arrays: Arrays, credit: Fraction | None) -> Netting:
    """Transfers at a price between cost and worth; each organisation's purchases within its sales and its credit."""
    lines = np.zeros(len(arrays.organisations), np.int64)
    if credit is not None:
        worth: dict[str, Fraction] = {}
        for need in room.register.needs:
            worth[need.of] = worth.get(need.of, Fraction(0)) + sum(need.worth, Fraction(0))
        for organisation in room.register.organisations:
            line = organisation.credit
            line = credit * worth.get(organisation.id, Fraction(0)) if line is None else line
            lines[arrays.organisations[organisation.id]] = -int(line * arrays.scale)
    by, to, most, effects, profit = [], [], [], [], []
    for move, gain in zip(arrays.moves, arrays.profit.tolist(), strict=True):
        single = len(move.transfers) == 1 and not move.harmed and len(move.effects) == 2
        giver = arrays.organisations[move.transfers[0].giver] if single else 0
        receiver = arrays.organisations[move.transfers[0].receiver] if single else 0
        cost = int(move.transfers[0].cost * arrays.scale) if single else 0
        # Everyone must gain at least a little: where there is no room for that, the move stays out.
        free = all(worth > 0 for worth in move.effects.values())
        profit.append(gain if free or (single and gain >= 2) else 0)
        effects.append({giver: cost + 1, receiver: -cost - 1} if single and gain >= 2 and not free else {})
        by.append(receiver)
        to.append(giver)
        most.append(gain - 2 if single and gain >= 2 and not free else 0)
    play = Play(np.array(by, np.int64), np.array(to, np.int64), np.array(most, np.int64))
    uses = arrays.uses
    return Netting(np.array(profit, np.int64), uses, arrays.capacity, columns(effects), lines, False, play)


def _settled(arrays: Arrays, found: Netted) -> dict[str, Fraction]:
    """What the unit of account brings each organisation, over all its transfers."""
    received: dict[str, Fraction] = {}
    for move, taken, agreed in zip(arrays.moves, found.chosen, found.agreed.tolist(), strict=True):
        if taken and len(move.transfers) == 1 and any(worth < 0 for worth in move.effects.values()):
            transfer = move.transfers[0]
            price = transfer.cost + Fraction(1 + agreed, arrays.scale)
            received[transfer.giver] = received.get(transfer.giver, Fraction(0)) + price
            received[transfer.receiver] = received.get(transfer.receiver, Fraction(0)) - price
    return received


def _payments(room: Room, terms: Terms) -> ModeAnswer:
    arrays = arrays_of(room)
    best = pack(arrays.profit, arrays.uses, arrays.capacity, Effort(terms.seconds))
    moves = [move for move, taken in zip(arrays.moves, best.chosen, strict=True) if taken]
    deals = _grouped(room, moves)
    value = Fraction(best.value, arrays.scale)
    proof = _proof(value, Fraction(best.bound, arrays.scale), "the most valuable use of everything in the room")
    received: dict[str, Fraction] = {}
    for deal in deals:
        equal = deal.value / len(deal.parties)
        received |= {party: equal - gain for party, gain in deal.gains.items()}
    return _told("payments", deals, value, proof, received)


def _grouped(room: Room, moves: Sequence[Move]) -> tuple[Deal, ...]:
    """Moves in groups that share organisations."""
    groups: list[tuple[set[str], list[Move]]] = []
    for move in moves:
        orgs, held = set(move.effects), [move]
        for group in [g for g in groups if g[0] & orgs]:
            orgs |= group[0]
            held = [*group[1], *held]
            groups.remove(group)
        groups.append((orgs, held))
    made = [deal_of(room.register, held) for _, held in groups]
    return tuple(sorted(made, key=lambda deal: (-deal.value, deal.parties)))


def _told(
    mode: Mode, deals: Sequence[Deal], most: Fraction, proof: Proof, received: Mapping[str, Fraction]
) -> ModeAnswer:
    ranked = sorted(deals, key=lambda deal: (-deal.value, deal.parties))
    named = tuple(replace(deal, name=f"{chr(65 + i)}" if i < 26 else f"A{i}") for i, deal in enumerate(ranked))
    gains = effects_of(move for deal in named for move in deal.moves)
    for organisation, amount in received.items():
        gains[organisation] = gains.get(organisation, Fraction(0)) + amount
    value = sum((deal.value for deal in named), Fraction(0))
    moves = [move for deal in named for move in deal.moves]
    # In kind a deal stands or falls as a whole; with money each move can survive by itself.
    whole = mode in ("swaps", "three", "small", "netting")
    survive = (
        sum((deal.value * deal.probability for deal in named), Fraction(0))
        if whole
        else sum((move.value * move.confidence for move in moves), Fraction(0))
    )
    return ModeAnswer(mode, value, value / most if most else Fraction(0), named, gains, dict(received), survive, proof)
