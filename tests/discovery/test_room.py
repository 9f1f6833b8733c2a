"""The best set in every way of dealing: sound, ordered as it must be, as good as brute force on small rooms."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path

from hypothesis import given, settings
from tests.discovery.registers import registers, ring_of_three

from makeable.casefile.register_reader import load_register
from makeable.discovery.deals import Size, deals_in
from makeable.discovery.moves import Move, room_of
from makeable.discovery.room import MODES, Terms, best_in_kind, best_room
from makeable.discovery.verify import balance_sheet, faults
from makeable.model.register import Register

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


def subsets(things: tuple[Move, ...]) -> chain[tuple[Move, ...]]:
    return chain.from_iterable(combinations(things, count) for count in range(len(things) + 1))


def total(register: Register, moves: tuple[Move, ...]) -> Fraction:
    return sum(balance_sheet(register, moves).values(), Fraction(0))


@settings(max_examples=40, deadline=None)
@given(registers())
def test_in_kind_as_good_as_trying_every_set_of_deals(register: Register) -> None:
    size = Size(3, 4)
    room = room_of(register)
    value, chosen, bound = best_in_kind(room, size)
    deals = deals_in(room, size)[0][:10]
    best = max(
        (
            sum((deal.value for deal in some), Fraction(0))
            for count in range(len(deals) + 1)
            for some in combinations(deals, count)
            if not faults(register, [move for deal in some for move in deal.moves])
        ),
        default=Fraction(0),
    )
    assert value >= best
    assert value == bound == sum((deal.value for deal in chosen), Fraction(0))
    assert faults(register, [move for deal in chosen for move in deal.moves]) == []


@settings(max_examples=40, deadline=None)
@given(registers())
def test_netting_and_payments_as_good_as_trying_every_set_of_moves(register: Register) -> None:
    room = room_of(register)
    moves = room.moves[:9]
    found = best_room(register, Terms(Size(3, 4), modes=("netting", "payments"), seconds=3))
    if len(room.moves) <= 9:
        strict = [s for s in subsets(moves) if not faults(register, s)]
        assert found.mode("netting").value == max(total(register, s) for s in strict)
        fitting = [s for s in subsets(moves) if not [f for f in faults(register, s) if "ends at" not in f]]
        assert found.mode("payments").value == max(total(register, s) for s in fitting)
    for answer in found.modes:
        done = [move for deal in answer.deals for move in deal.moves]
        assert faults(register, done, answer.received) == []


@settings(max_examples=25, deadline=None)
@given(registers())
def test_every_way_of_dealing_is_sound_and_freer_ones_are_no_worse(register: Register) -> None:
    found = best_room(register, Terms(Size(4, 5), seconds=3))
    for answer in found.modes:
        done = [move for deal in answer.deals for move in deal.moves]
        assert faults(register, done, answer.received) == []
        assert answer.value == total(register, tuple(done))
    values = {answer.mode: answer.value for answer in found.modes}
    assert values["swaps"] <= values["three"] <= values["small"]
    assert values["account"] <= values["credit"] <= values["payments"]
    assert values["netting"] <= values["payments"]


def test_the_ring_of_three_in_every_way() -> None:
    found = best_room(ring_of_three())
    assert [answer.mode for answer in found.modes] == list(MODES)
    values = {answer.mode: answer.value for answer in found.modes}
    assert values == dict(zip(MODES, (0, 9, 9, 9, 9, 9, 9), strict=True))


def test_the_shipped_room() -> None:
    register = load_register(ROOM)
    found = best_room(register)
    values = {answer.mode: answer.value for answer in found.modes}
    assert (values["swaps"], values["three"], values["small"], values["payments"]) == (36, 161, 255, 508)
    assert all(answer.proof.kind == "proven" for answer in found.modes if answer.mode != "account")
    assert len(found.mode("small").deals) == 11
    for answer in found.modes:
        assert faults(register, [m for d in answer.deals for m in d.moves], answer.received) == []
        assert sum(answer.received.values(), Fraction(0)) == 0
