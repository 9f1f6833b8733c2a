"""The influence map: routes, reach, brokers, who needs influence; and stances as what-ifs."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest

from makeable.errors import BadInput
from makeable.influence.dynamics import what_if
from makeable.influence.map import influence, strongest_routes
from makeable.model import AtLeast, Case, Party
from makeable.model.influence import InfluenceMap, Link, Outsider, Question, Stand

F = Fraction
IDS = ("a", "b", "c", "d")


def case_of(**parts) -> Case:
    parties = tuple(Party(party, party.upper()) for party in IDS)
    return Case("T", (), parties, AtLeast(4, IDS), influence=InfluenceMap(**parts))


LINKS = (
    Link("a", "b", F(1, 2)),
    Link("b", "c", F(1, 2), confidence=F(1, 2)),
    Link("a", "c", F(1, 10)),
    Link("c", "d", F(-4, 5)),
    Link("p", "a", F(1)),
)


def test_the_strongest_route_is_the_largest_product_of_up_to_three_links() -> None:
    routes = strongest_routes(LINKS, "a")
    by_ends = {(link.source, link.target): link.weight * link.confidence for link in LINKS}
    for target in "bcd":
        best = max(
            (
                abs(strength)
                for size in range(3)
                for middle in permutations(set("bcdp") - {target}, size)
                if (strength := _product(by_ends, ("a", *middle, target))) is not None
            ),
            default=None,
        )
        assert abs(routes[target].strength) == best
    assert routes["c"].path == ("a", "b", "c")
    assert routes["d"].strength == F(-1, 10)


def _product(by_ends, path):
    strength = F(1)
    for pair in pairwise(path):
        if pair not in by_ends:
            return None
        strength *= by_ends[pair]
    return strength


def test_reach_exposure_and_brokers() -> None:
    found = influence(case_of(links=LINKS, outsiders=(Outsider("p", "Press"),)))
    assert found.actor["a"].reach == F(1, 2) + F(1, 8) + F(1, 10)
    assert found.actor["d"].reach == 0
    assert found.actor["b"].exposure == F(1, 2) + F(1, 2)
    assert {actor.id: actor.between for actor in found.actors} == {"a": 3, "b": 3, "c": 3, "d": 0, "p": 0}
    assert set(found.brokers) == {"a", "b", "c"}
    assert found.actor["d"].between == 0
    assert next(actor.id for actor in found.actors) == "p"


def test_who_has_power_and_is_not_for_it_needs_influence() -> None:
    stands = (Stand("a", F(2)), Stand("c", F(-2)), Stand("d", F(0)), Stand("b", F(-3)))
    power = {"c": F(9, 10), "d": F(6, 10), "b": F(1, 10), "a": F(1)}
    found = influence(case_of(links=LINKS, stands=stands, power=power))
    assert found.to_reach == ("c", "d"), "the powerless are not worth the effort, supporters need none"
    assert found.routes["c"][0].path == ("a", "b", "c")
    assert found.routes["d"] == (), "the only way would push it away"


def test_the_last_stand_on_the_question_asked_counts() -> None:
    stands = (Stand("a", F(-1), on="x"), Stand("a", F(2), on="x"), Stand("a", F(3), on="y"))
    case = case_of(stands=stands, questions=(Question("x"), Question("y")))
    assert influence(case).actor["a"].stand.stance == 2
    assert influence(case, "y").actor["a"].stand.stance == 3
    with pytest.raises(BadInput, match="no question"):
        influence(case, "z")


def test_what_if_somebody_changed_their_mind() -> None:
    stands = tuple(Stand(party, F(0)) for party in IDS)
    case = case_of(links=LINKS[:4], stands=stands)
    plain = what_if(case, "friedkin-johnsen")
    supposed = what_if(case, "friedkin-johnsen", suppose={"a": F(3)})
    after = {shift.party: shift.after for shift in supposed.shifts}
    assert all(shift.after == 0 for shift in plain.shifts)
    assert after["a"] == pytest.approx(3)
    assert 0 < after["c"] < after["b"] < 3
    assert after["d"] < 0
    assert supposed.outcome_after[""] > supposed.outcome_before[""]


def test_positions_are_exchanged_on_two_questions() -> None:
    stands = (
        Stand("a", F(3), F(2, 10), "x"), Stand("a", F(-2), F(9, 10), "y"),
        Stand("b", F(-3), F(9, 10), "x"), Stand("b", F(2), F(3, 10), "y"),
    )  # fmt: skip
    case = case_of(stands=stands, questions=(Question("x"), Question("y")))
    found = what_if(case, "exchange")
    trade = found.trades[0]
    assert (trade.giver, trade.on, trade.back) in (("a", "x", "y"), ("b", "y", "x"))
    assert trade.gain > 0
    assert found.outcome_after["x"] < found.outcome_before["x"], "b cares more about x"
    with pytest.raises(BadInput, match="two questions"):
        what_if(case_of(stands=stands), "exchange")


def test_a_case_without_a_map_or_stances_says_what_to_add() -> None:
    with pytest.raises(BadInput, match="links"):
        influence(Case("T", (), (Party("a", "A"),), AtLeast(1, ("a",))))
    with pytest.raises(BadInput, match="stance"):
        what_if(case_of(links=LINKS[:4]), "degroot")
