"""Near misses: what one thing each would add, which is what adding it adds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from tests.discovery.registers import ring_of_three

from makeable.casefile.register_reader import load_register
from makeable.discovery.deals import Size
from makeable.discovery.moves import room_of
from makeable.discovery.nearmiss import near_misses
from makeable.discovery.room import best_in_kind
from makeable.model.register import Missing

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


def test_a_missing_permission_is_worth_the_deal_that_it_opens() -> None:
    register = ring_of_three()
    lacking = replace(register.offers[0], missing=(Missing("a permit", "permission", Fraction(2), "a"),))
    found = near_misses(replace(register, offers=(lacking, *register.offers[1:])))
    (miss,) = [m for m in found.misses if m.kind == "condition"]
    assert (found.before, miss.kind, miss.worth, miss.per_cost, miss.count) == (0, "condition", 9, Fraction(9, 2), 1)
    assert miss.opens is not None
    assert miss.opens.parties == ("a", "b", "c")


def test_a_deal_that_one_would_lose_by_needs_a_payment_to_that_one() -> None:
    register = ring_of_three()
    dear = replace(register.offers[0], cost=Fraction(7))
    found = near_misses(replace(register, offers=(dear, *register.offers[1:])))
    miss = next(m for m in found.misses if m.kind == "payment" and m.opens and len(m.opens.parties) == 3)
    assert (miss.missing.by, miss.missing.cost, miss.worth) == ("a", 3, 4)


def test_every_payment_is_just_enough_and_leaves_a_gain_to_the_others() -> None:
    register = load_register(ROOM)
    for miss in near_misses(register).misses:
        if miss.kind == "payment" and miss.opens is not None:
            gains = dict(miss.opens.gains)
            assert gains.pop(miss.missing.by) == 1 - miss.missing.cost
            assert sum(gains.values(), Fraction(0)) >= miss.missing.cost
            assert all(gain > 0 for gain in gains.values())


def test_a_link_to_be_confirmed_says_what_it_would_change() -> None:
    register = ring_of_three()
    links = (replace(register.links[0], status="proposed"), *register.links[1:])
    miss = next(m for m in near_misses(replace(register, links=links)).misses if m.kind == "confirmation")
    assert (miss.about, miss.worth) == ("oa>nb", 9)


def test_two_missing_things_are_no_near_miss() -> None:
    register = ring_of_three()
    two = (Missing("a permit", "permission"), Missing("a driver", "participant"))
    lacking = replace(register.offers[0], missing=two)
    kinds = {m.kind for m in near_misses(replace(register, offers=(lacking, *register.offers[1:]))).misses}
    assert "condition" not in kinds


def test_the_shipped_room_has_a_zoning_plan_in_its_way() -> None:
    register = load_register(ROOM)
    found = near_misses(register)
    zoning = next(miss for miss in found.misses if miss.missing.kind == "permission")
    assert (zoning.worth, zoning.missing.cost, zoning.missing.by) == (21, 4, "county")
    assert zoning.opens is not None
    assert "parks" in zoning.opens.consenting or "parks" in zoning.opens.parties
    open_now = replace(register, offers=tuple(replace(o, missing=()) for o in register.offers))
    assert best_in_kind(room_of(open_now), Size())[0] - found.before == zoning.worth
    keys = [miss.per_cost or miss.worth for miss in found.misses if miss.per_cost is not None]
    assert keys == sorted(keys, reverse=True)
