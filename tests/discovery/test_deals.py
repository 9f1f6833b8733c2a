"""Deals of a room: every one sound by an independent check, none missed on small rooms, and told for what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.discovery.registers import registers, ring_of_three

from makeable.casefile.register_reader import load_register
from makeable.discovery.deals import RANKS, Cut, Left, Size, Unconfirmed, find_deals
from makeable.discovery.moves import Move, room_of
from makeable.discovery.verify import balance_sheet, faults
from makeable.model.register import Bundle, Link, Missing, Need, Offer, Organisation, Register

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


def sound_sets(register: Register, moves: tuple[Move, ...], size: Size) -> set[frozenset[str]]:
    """Every irreducible deal, by trying all sets of moves with the independent check."""
    sound: list[frozenset[str]] = []
    named = {move.id: move for move in moves}
    for count in range(1, size.moves + 1):
        for chosen in combinations(named, count):
            if any(smaller <= set(chosen) for smaller in sound):
                continue
            held = [named[m] for m in chosen]
            parties = {o for move in held for o in move.effects}
            if len(parties) <= size.parties and not faults(register, held):
                sound.append(frozenset(chosen))
    return {s for s in sound if in_order(named, s)}


def in_order(named: dict[str, Move], chosen: frozenset[str]) -> bool:
    units: dict[str, set[int]] = {}
    for move in chosen:
        for transfer in named[move].transfers:
            units.setdefault(transfer.need, set()).add(transfer.unit)
    return all(met == set(range(len(met))) for met in units.values())


@settings(max_examples=60, deadline=None)
@given(registers())
def test_exactly_the_deals_that_the_register_allows(register: Register) -> None:
    size = Size(3, 4)
    room = room_of(register)
    wanted = sound_sets(register, room.moves, size)
    found = find_deals(register, size)
    irreducible = {frozenset(m.id for m in d.moves) for d in found.deals if d.shape != "chain" or len(d.moves) == 1}
    assert wanted <= irreducible | {frozenset(m.id for m in d.moves) for d in found.deals}
    for deal in found.deals:
        assert faults(register, deal.moves) == []
        assert dict(deal.gains) == {k: v for k, v in balance_sheet(register, deal.moves).items() if k in deal.gains}
        ids = frozenset(m.id for m in deal.moves)
        assert ids in wanted or deal.shape == "chain"


def test_a_ring_that_no_pair_can_see() -> None:
    assert find_deals(ring_of_three(), Size(2, 6)).deals == ()
    (deal,) = find_deals(ring_of_three(), Size(3, 6)).deals
    assert (deal.shape, deal.parties, deal.value) == ("ring", ("a", "b", "c"), 9)
    assert dict(deal.gains) == {"a": 3, "b": 3, "c": 3}
    assert (deal.evenness, deal.steps, deal.probability) == (1, 3, Fraction(343, 1000))


def test_only_what_a_person_confirmed_counts() -> None:
    register = ring_of_three()
    links = (replace(register.links[0], status="proposed"), *register.links[1:])
    found = find_deals(replace(register, links=links))
    assert found.deals == ()
    assert Unconfirmed(1) in found.reasons


def test_who_is_in_no_deal_is_told_why() -> None:
    register = ring_of_three()
    orgs = (*register.organisations, Organisation("d"), Organisation("e"), Organisation("f"))
    needs = (*register.needs, Need("ne", "e", "help", worth=(Fraction(3),)))
    offers = (*register.offers, Offer("of", "f", "advice", missing=(Missing("a budget", "payment", Fraction(1)),)))
    links = (*register.links, Link("of", "na"))
    found = find_deals(Register("More", orgs, offers, needs, links))
    why = {reason.organisation: reason.why for reason in found.reasons if isinstance(reason, Left)}
    assert why == {"d": "silent", "e": "unlinked", "f": "blocked"}


def test_a_gift_sets_off_a_chain() -> None:
    register = ring_of_three()
    free = (replace(register.offers[0], cost=Fraction(0)), *register.offers[1:])
    found = find_deals(replace(register, offers=free, links=register.links[:2]))
    assert {deal.shape for deal in found.deals} == {"gift", "chain"}
    chain = next(deal for deal in found.deals if deal.shape == "chain")
    assert dict(chain.gains) == {"a": 0, "b": 3, "c": 5}
    assert faults(register, ()) == []


def test_a_bundle_is_worth_something_only_whole() -> None:
    orgs = tuple(Organisation(x) for x in ("shop", "hall", "crew"))
    offers = (
        Offer("hall", "hall", "a hall", cost=Fraction(2)),
        Offer("crew", "crew", "hands", cost=Fraction(2)),
        Offer("stall", "shop", "a stall", quantity=2, cost=Fraction(1)),
    )
    needs = (
        Need("n-hall", "shop", "a hall"),
        Need("n-crew", "shop", "hands"),
        Need("n-stall", "hall", "a stall", worth=(Fraction(4),)),
        Need("n-stall2", "crew", "a stall", worth=(Fraction(4),)),
    )
    links = (Link("hall", "n-hall"), Link("crew", "n-crew"), Link("stall", "n-stall"), Link("stall", "n-stall2"))
    fair = Bundle("fair", "shop", ("n-hall", "n-crew"), Fraction(6))
    (deal,) = find_deals(Register("Fair", orgs, offers, needs, links, bundles=(fair,))).deals
    assert dict(deal.gains) == {"shop": 4, "hall": 2, "crew": 2}
    half = replace(fair, at_least=1)
    assert len(find_deals(Register("Fair", orgs, offers, needs, links, bundles=(half,))).deals) == 2


def test_dates_that_do_not_meet_are_a_near_miss_not_a_deal() -> None:
    register = ring_of_three()
    early = replace(register.offers[0], end=date(2027, 3, 1))
    late = replace(register.needs[1], start=date(2027, 6, 1))
    apart = replace(register, offers=(early, *register.offers[1:]), needs=(register.needs[0], late, register.needs[2]))
    assert find_deals(apart).deals == ()
    (blocked,) = room_of(apart).blocked
    assert blocked.missing[0].kind == "time"


def test_a_search_cut_short_says_so() -> None:
    found = find_deals(ring_of_three(), Size(3, 6, steps=2))
    assert Cut() in found.reasons
    assert found.proof.kind == "gap"


@pytest.mark.parametrize("rank", list(RANKS))
def test_every_ranking_holds_the_same_deals(rank: str) -> None:
    register = load_register(ROOM)
    by_value = {frozenset(m.id for m in d.moves) for d in find_deals(register).deals}
    ranked = find_deals(register, rank=rank).deals
    assert {frozenset(m.id for m in d.moves) for d in ranked} == by_value
    keys = [RANKS[rank](deal) for deal in ranked]
    assert keys == sorted(keys)


def test_the_shipped_room() -> None:
    register = load_register(ROOM)
    assert (len(register.organisations), len(register.offers), len(register.needs)) == (25, 41, 64)
    found = find_deals(register)
    assert (len(found.deals), len(found.party_sets), len(found.reached)) == (21, 13, 23)
    assert sum(len(deal.parties) == 2 for deal in found.deals) == 3
    assert found.proof.kind == "proven"
    assert all(faults(register, deal.moves) == [] for deal in found.deals)
    assert [deal.moves[0].activity for deal in found.with_payment] == ["home-today", "quay-events"]
