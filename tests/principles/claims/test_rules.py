"""Rules for a pie against published tables, brute force and one another."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.principles.claims import brute_claims as brute

from makeable.errors import BadInput
from makeable.kernels.arrival import affordable, arrival_exact, arrival_sampled
from makeable.model import Curve
from makeable.model.pie import Pie, Precedent
from makeable.principles import claims as rules
from makeable.principles.claims import claims_rules
from makeable.principles.claims.registry import Award, Lacking, award

TABLES = json.loads((Path(__file__).parents[2] / "data" / "claims_tables.json").read_text())
NAMES = {
    "proportional": "proportional",
    "CEA": "constrained-equal-awards",
    "CEL": "constrained-equal-losses",
    "talmud": "talmud",
    "random_arrival": "random-arrival",
    "piniles": "piniles",
    "adjusted_proportional": "adjusted-proportional",
}
EVERY = settings(max_examples=60, deadline=None)
AMOUNTS = st.one_of(st.integers(0, 12).map(Fraction), st.sampled_from([Fraction(1, 2), Fraction(7, 3)]))


@st.composite
def problems(draw: st.DrawFn, most: int = 5) -> tuple[Fraction, list[Fraction]]:
    claims = draw(st.lists(AMOUNTS, min_size=1, max_size=most))
    return sum(claims, Fraction(0)) * Fraction(draw(st.integers(0, 12)), 12), claims


def pie(estate: Fraction, claims: list[Fraction], **more: object) -> Pie:
    parties = tuple(f"p{i}" for i in range(len(claims)))
    return Pie("", "claims", estate, parties, figures={"claim": tuple(claims)}, **more)  # type: ignore[arg-type]


def shares(name: str, estate: Fraction, claims: list[Fraction]) -> tuple[Fraction, ...]:
    found = award(claims_rules()[name], pie(estate, claims))
    assert isinstance(found, Award)
    return found.shares


@pytest.mark.parametrize("case", TABLES["claims"], ids=lambda case: str(case["id"]))
@pytest.mark.parametrize("column", list(NAMES))
def test_the_published_tables_of_claims(case: dict[str, object], column: str) -> None:
    expected = tuple(map(Fraction, case["exact"][column]))  # type: ignore[index]
    claims = [Fraction(c) for c in case["claims"]]  # type: ignore[attr-defined]
    found = award(claims_rules()[NAMES[column]], pie(Fraction(str(case["estate"])), claims))
    assert isinstance(found, Award)
    assert (found.shares, found.proof.kind) == (expected, "proven")


def worth_of(game: dict[str, dict[str, float]]) -> list[Fraction]:
    players = list(game["players"])
    table = [Fraction(0)] * (1 << len(players))
    for group, value in game["worth"].items():
        table[sum(1 << players.index(player) for player in group)] = Fraction(str(value))
    return table


@pytest.mark.parametrize("game", TABLES["games"], ids=lambda game: str(game["name"]))
def test_the_published_games(game: dict[str, dict[str, float]]) -> None:
    worth, kind = worth_of(game), "cost" if str(game["kind"]) == "cost" else "savings"
    found = {
        "shapley": rules.shapley.shapley(worth),
        "nucleolus": rules.nucleolus.nucleolus(worth, kind),  # type: ignore[arg-type]
        "scrb_aca": rules.separable_costs.separable_costs(worth),
    }
    for rule, published in game["published"].items():
        for share, expected in zip(found[rule], published.values(), strict=True):  # type: ignore[attr-defined]
            exact = Fraction(str(expected))
            assert share == exact or (rule == "scrb_aca" and abs(share - exact) < 1), rule
    assert [float(s) for s in found["shapley"]] == pytest.approx(list(game["recomputed"]["shapley"].values()), abs=1e-4)  # type: ignore[attr-defined]


@EVERY
@given(problems(), st.lists(st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 3)]), min_size=5, max_size=5))
def test_levels_are_those_of_the_definition(problem: tuple[Fraction, list[Fraction]], weights: list[Fraction]) -> None:
    estate, claims = problem
    due = weights[: len(claims)]
    near = Fraction(1, 10**9)
    for found, expected in (
        (rules.constrained_equal_awards.constrained_equal_awards(estate, claims, due), brute.equal_awards),
        (rules.constrained_equal_losses.constrained_equal_losses(estate, claims, due), brute.equal_losses),
    ):
        assert sum(found) == estate
        assert all(abs(a - b) < near for a, b in zip(found, expected(estate, claims, due), strict=True))


@EVERY
@given(problems())
def test_random_arrival_is_the_average_over_all_orders(problem: tuple[Fraction, list[Fraction]]) -> None:
    estate, claims = problem
    assert list(shares("random-arrival", estate, claims)) == brute.arrival(estate, claims)


@EVERY
@given(problems(4))
def test_rules_are_the_values_of_the_claims_game(problem: tuple[Fraction, list[Fraction]]) -> None:
    estate, claims = problem
    worth = brute.claims_game(estate, claims)
    assert rules.shapley.shapley(worth) == shares("random-arrival", estate, claims)
    assert rules.nucleolus.nucleolus(worth) == shares("talmud", estate, claims)


@EVERY
@given(st.lists(st.integers(-3, 9).map(Fraction), min_size=7, max_size=7))
def test_shapley_is_the_average_over_all_orders(values: list[Fraction]) -> None:
    worth = [Fraction(0), *values]
    assert list(rules.shapley.shapley(worth)) == brute.shapley(worth)


@EVERY
@given(st.lists(AMOUNTS, min_size=1, max_size=5))
def test_the_airport_rule_is_the_shapley_value_of_its_costs(reach: list[Fraction]) -> None:
    masks = range(1 << len(reach))
    worth = [max((c for i, c in enumerate(reach) if m >> i & 1), default=Fraction(0)) for m in masks]
    found = rules.airport.airport(reach)
    assert list(found) == brute.shapley(worth)
    nucleolus = rules.nucleolus.nucleolus(worth, "cost")
    for paid in (found, nucleolus):
        assert sum(paid) == worth[-1]
        for mask, alone in enumerate(worth):
            assert sum((s for i, s in enumerate(paid) if mask >> i & 1), Fraction(0)) <= alone


def test_serial_shares_of_the_textbook() -> None:
    """Moulin and Shenker's formula by hand: demands 1, 2, 3 at the cost of their square."""
    points = tuple((Fraction(x), Fraction(x * x)) for x in range(7))
    found = rules.serial.serial([1, 2, 3], Curve(points))
    assert found == (3, 3 + Fraction(25 - 9, 2), 3 + Fraction(25 - 9, 2) + 36 - 25)
    assert sum(found) == 36
    with pytest.raises(BadInput):
        rules.serial.serial([5, 5], Curve(points))


@EVERY
@given(st.lists(st.integers(0, 4), min_size=2, max_size=5), st.integers(0, 4), st.integers(1, 5))
def test_nobody_pays_for_anothers_larger_demand(demand: list[int], who: int, more: int) -> None:
    points = tuple((Fraction(x), Fraction(x * x + 3)) for x in range(60))
    who %= len(demand)
    larger = [q + more * (i == who) for i, q in enumerate(demand)]
    before, after = (rules.serial.serial(q, Curve(points)) for q in (demand, larger))
    for i, q in enumerate(demand):
        if i != who and q <= demand[who]:
            assert before[i] == after[i]


def test_equal_gain_and_the_simple_proportions() -> None:
    assert rules.equal_gain.equal_gain(Fraction(90), [60, 40, 20]) == (50, 30, 10)
    assert rules.equal_gain.equal_gain(Fraction(90), [60, 40, 20], [1, 1, 4]) == (55, 35, 0)
    assert rules.equal.equal(Fraction(90), 3) == (30, 30, 30)
    assert rules.equal.equal(Fraction(90), 2, [2, 1]) == (60, 30)
    for name in ("use", "need", "size", "contribution", "alone"):
        module = getattr(rules, f"proportional_to_{name}")
        assert getattr(module, f"proportional_to_{name}")(Fraction(12), [1, 2, 3]) == (2, 4, 6)
        with pytest.raises(BadInput):
            getattr(module, f"proportional_to_{name}")(Fraction(12), [0, 0])


def test_the_nearest_precedent_decides_and_far_ones_do_not() -> None:
    one = Precedent("one", {"size": Fraction(10), "km": Fraction(5)}, {"a": Fraction(3, 4), "b": Fraction(1, 4)})
    two = Precedent("two", {"size": Fraction(50)}, {"a": Fraction(1, 2), "b": Fraction(1, 2)})
    none = Precedent("none", {}, {"a": Fraction(1), "b": Fraction(0)})
    here = Pie("", "savings", Fraction(80), ("a", "b"), features={"size": Fraction(20), "km": Fraction(5)})
    from dataclasses import replace

    here = replace(here, precedents=(none, two, one))
    near = rules.precedent.comparable(here)
    assert [(c.precedent.name, c.distance) for c in near] == [
        ("one", Fraction(1, 8)),
        ("two", Fraction(3, 4)),
        ("none", None),
    ]
    assert rules.precedent.precedent(here) == (60, 20)
    with pytest.raises(BadInput):
        rules.precedent.precedent(replace(here, precedents=(none,)))


@pytest.mark.parametrize("name", [n for n, r in claims_rules().items() if "claim" in r.takes])
def test_more_than_all_claims_is_no_shortage(name: str) -> None:
    with pytest.raises(BadInput, match="more than all claims"):
        award(claims_rules()[name], pie(Fraction(10), [Fraction(3)]))
    with pytest.raises(BadInput, match="negative"):
        award(claims_rules()[name], pie(Fraction(1), [Fraction(3), Fraction(-1)]))


def test_a_rule_says_what_it_lacks() -> None:
    assert award(claims_rules()["proportional-to-use"], pie(Fraction(1), [Fraction(3)])) == Lacking(
        "proportional-to-use", "use"
    )
    assert award(claims_rules()["airport"], pie(Fraction(1), [Fraction(3)])) == Lacking("airport", "kind")


def test_counting_and_sampling_agree() -> None:
    claims, estate = [3, 9, 14, 14, 20, 31, 44, 58, 60, 61], 150
    assert affordable(claims, estate)
    exact = arrival_exact(claims, estate)
    assert sum(exact) == estate
    means, errors = arrival_sampled(claims, estate, 4000)
    assert sum(means) == estate
    assert all(abs(float(m - e)) < 5 * error for m, e, error in zip(means, exact, errors, strict=True))


@pytest.mark.parametrize("estate", [Fraction(1, 3), Fraction(3, 4)])
def test_ten_thousand_parties(estate: Fraction) -> None:
    """Every rule whose work is polynomial answers for ten thousand; the shares add up to the amount exactly."""
    claims = [Fraction(1 + (i * 7919) % 10_007, 4) for i in range(10_000)]
    amount = sum(claims) * estate
    for name in NAMES.values():
        found = award(claims_rules()[name], pie(amount, claims))
        assert isinstance(found, Award)
        assert sum(found.shares) == amount
        assert all(0 <= share <= claim for share, claim in zip(found.shares, claims, strict=True))
