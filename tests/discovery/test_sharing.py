"""Dividing a deal's gain: every principle hands out exactly the gain, and says who could do better alone."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from tests.discovery.registers import ring_of_three

from makeable.casefile.register_reader import load_register
from makeable.discovery.deals import find_deals
from makeable.discovery.moves import room_of
from makeable.discovery.room import Terms, best_room
from makeable.discovery.sharing import shadow_gains, share_gain
from makeable.errors import TooLarge

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


def test_a_symmetric_ring_is_shared_alike_by_every_principle() -> None:
    register = ring_of_three()
    found = share_gain(room_of(register), find_deals(register).deals[0])
    assert all(set(division.gains.values()) == {3} for division in found.divisions)
    assert not any(division.walks for division in found.divisions)
    assert len(found.divisions) == 6


@pytest.mark.parametrize("number", range(8))
def test_the_shares_add_up_and_payments_cancel_out(number: int) -> None:
    register = load_register(ROOM)
    deal = find_deals(register).deals[number]
    found = share_gain(room_of(register), deal)
    for division in found.divisions:
        assert sum(division.gains.values(), Fraction(0)) == deal.value
        assert sum(division.payments.values(), Fraction(0)) == 0
        assert {o: division.gains[o] - division.payments[o] for o in deal.parties} == dict(deal.gains)


def test_who_could_do_better_alone_is_named_with_by_how_much() -> None:
    register = load_register(ROOM)
    room = room_of(register)
    deal = next(d for d in find_deals(register).deals if len(d.parties) == 4 and d.shape == "ring")
    found = share_gain(room, deal)
    for division in found.divisions:
        for walk in division.walks:
            inside = [m for m in deal.moves if set(m.effects) <= set(walk.group) and m.value > 0]
            own = sum((division.gains[o] for o in walk.group), Fraction(0))
            assert walk.better == sum((m.value for m in inside), Fraction(0)) - own > 0


def test_shadow_prices_keep_every_group_in_the_room() -> None:
    """Owen's point: where it adds up, no group can do better with what its members have."""
    register = load_register(ROOM)
    room = room_of(register)
    transfers = [move for move in room.moves if move.transfers]
    gains, value = shadow_gains(room, transfers)
    assert sum(gains.values(), Fraction(0)) == value
    names = [o.id for o in register.organisations]
    for group in combinations(names[:12], 4):
        inside = [move for move in transfers if set(move.effects) <= set(group)]
        assert shadow_gains(room, inside)[1] <= sum((gains.get(o, Fraction(0)) for o in group), Fraction(0))


def test_too_many_participants_are_refused_in_words() -> None:
    register = load_register(ROOM)
    knot = best_room(register, Terms(modes=("payments",))).mode("payments").deals[0]
    with pytest.raises(TooLarge, match="participants"):
        share_gain(room_of(register), knot)
