"""The language of demands, and demands met or shown to conflict, against brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.frontier.test_formula import formulas
from tests.strategies import cases

from makeable.casefile import load
from makeable.invent.conflict import conflicts
from makeable.invent.demand import Demand, demand
from makeable.invent.meet import meet, with_demands
from makeable.model import Case, Package, Stated, plain

VALLEY = load("cases/valley-water")


@pytest.mark.parametrize(
    ("text", "meets", "breaks"),
    [
        ("farms >= 1.2x", {"farms": 100}, {"farms": 95}),
        ("farms ≥ 95", {"farms": 95}, {"farms": 90}),
        ("river >= -10%", {"river": 35}, {"river": 30}),
        ("river >= 50 %", {"river": 20}, {"river": 15}),
        ("payment included", {"payment": 1}, {"payment": 0}),
        ("some payment", {"payment": 1}, {"payment": 0}),
        ("payment <= now + 3", {"payment": 8}, {"payment": 9}),
        ("season in {early, even}", {"season": "even"}, {"season": "late"}),
        ("season != late", {"season": "even"}, {"season": "late"}),
        ("not season = late", {"season": "early"}, {"season": "late"}),
        ("farms > 80", {"farms": 85}, {"farms": 80}),
        ("farms < 80", {"farms": 75}, {"farms": 80}),
        ("farms = 80", {"farms": 80}, {"farms": 75}),
        ("farms != 80", {"farms": 75}, {"farms": 80}),
        ("if farms < 50 then metering = joint", {"farms": 45, "metering": "joint"}, {"farms": 45, "metering": "self"}),
        ("if farms < 50 then metering = joint", {"farms": 50, "metering": "self"}, {"farms": 40, "metering": "state"}),
        (
            "season = late or river >= 30 and city >= 40",
            {"season": "late", "river": 10},
            {"season": "even", "river": 30},
        ),
        ("(season = late or river >= 30) and city >= 35", {"river": 35, "city": 35}, {"season": "late", "city": 20}),
        ("payment >= 2 M$ a year", {"payment": 2}, {"payment": 1}),
    ],
)
def test_what_a_demand_means(text: str, meets: dict[str, object], breaks: dict[str, object]) -> None:
    assert VALLEY.draft is not None
    said = Stated(demand(text, VALLEY.issue, VALLEY.draft).formula)
    assert said.allows(VALLEY.draft.changed(meets))  # type: ignore[arg-type]
    assert not said.allows(VALLEY.draft.changed(breaks))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("frams >= 2", "not an issue"),
        ("farms >=", "compared with nothing"),
        ("farms 12", "write >="),
        ("farms >= lots", "not an amount"),
        ("farms in {a, b}", "is an amount"),
        ("season = winter", "not an option"),
        ("season >= 3", "not all numbers or dates"),
        ("payment < 3", "write `<=`"),
        ("farms >= 2 )", "too many"),
        ("if farms >= 2 metering = joint", "`then` is missing"),
        ("season included", "means none"),
        ("(farms >= 2", "`)` is missing"),
        ("farms >= 2x ~", "not an amount"),
    ],
)
def test_what_is_not_understood_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(").replace(")", r"\)")):
        demand(text, VALLEY.issue, VALLEY.draft)


def test_a_relative_demand_needs_a_what_if() -> None:
    with pytest.raises(ValueError, match="says nothing of"):
        demand("farms >= 2x", VALLEY.issue, Package({"season": "late"}))


def test_options_that_are_dates_are_ordered() -> None:
    from makeable.casefile import read_case_text

    case = read_case_text(
        "makeable: 1\nissues: [{id: deadline, options: ['2027-03', '2027-06', '2027-09']}]\nparties: [a]"
    ).case
    assert case is not None
    said = Stated(demand("deadline <= 2027-06", case.issue).formula)
    kept = [option for option in case.issue["deadline"].by_id if said.allows(Package({"deadline": option}))]  # type: ignore[union-attr]
    assert kept == ["2027-03", "2027-06"]


@st.composite
def demanded(draw: st.DrawFn) -> tuple[Case, list[Demand]]:
    case = draw(cases(continuous=False, parties=(1, 3)))
    made = draw(st.lists(formulas(case.issues, 1), min_size=1, max_size=5))
    weights = draw(st.lists(st.integers(1, 3), min_size=len(made), max_size=len(made)))
    return case, [Demand(f"demand {n}", f, "", Fraction(w)) for n, (f, w) in enumerate(zip(made, weights, strict=True))]


def possible(case: Case, demands: list[Demand]) -> bool:
    said = [Stated(d.formula) for d in demands]
    return any(all(s.allows(p) for s in said) for p in brute.packages(case))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=demanded())
def test_conflicting_sets_and_ways_out_equal_brute_force(made: tuple[Case, list[Demand]]) -> None:
    case, demands = made
    found = conflicts(case, demands)
    assert found.complete
    if not possible(case, []):
        assert not found.ways_out
        return
    subsets = [set(s) for size in range(len(demands) + 1) for s in combinations(range(len(demands)), size)]
    bad = [s for s in subsets if not possible(case, [demands[n] for n in s])]
    expected = {frozenset(s) for s in bad if not any(o < s for o in bad)}
    assert {frozenset(demands.index(d) for d in s) for s in found.sets} == expected
    every = set(range(len(demands)))
    good = [s for s in subsets if possible(case, [demands[n] for n in every - s])]
    minimal = {frozenset(s) for s in good if not any(o < s for o in good)}
    assert {frozenset(demands.index(d) for d in w.given_up) for w in found.ways_out} == minimal
    costs = [way.cost for way in found.ways_out]
    assert costs == sorted(costs)
    for way in found.ways_out:
        assert case.allows(way.package)
        assert all(Stated(d.formula).allows(way.package) for d in demands if d not in way.given_up)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=demanded())
def test_the_best_package_meets_every_demand(made: tuple[Case, list[Demand]]) -> None:
    case, demands = made
    found = meet(case, demands, case.draft, count=1)
    assert found.possible == possible(case, demands)
    if found.possible:
        assert found.division is not None
        assert found.nearest is not None
        narrowed = with_demands(case, demands)
        assert set(found.division.packages) == brute.best(narrowed, "nash", found.division.over)
        assert narrowed.allows(found.nearest)
        if case.draft is not None:
            fewest = min(len(p.differs_from(case.draft)) for p in brute.packages(narrowed))
            assert len(found.nearest.differs_from(case.draft)) == fewest


def test_the_exchange_that_opens_every_negotiation() -> None:
    """What if we added more A and assumed less B? Possible, but double A, B down at most a tenth, and some C."""
    assert VALLEY.draft is not None
    said = [
        demand(t, VALLEY.issue, VALLEY.draft, "power")
        for t in ("payment >= 2x", "river >= -10%", "season in {even, late}")
    ]
    found = meet(VALLEY, said, VALLEY.draft, "utilitarian")
    assert found.possible
    assert found.division is not None
    package = found.division.packages[0]
    assert package["payment"] >= 10, plain(Fraction(package["payment"]))  # type: ignore[operator]
    impossible = [*said, demand("payment <= now", VALLEY.issue, VALLEY.draft, "city", Fraction(3))]
    clash = meet(VALLEY, impossible, VALLEY.draft, "utilitarian")
    assert not clash.possible
    assert [{d.text for d in s} for s in clash.conflicts.sets] == [{"payment >= 2x", "payment <= now"}]
    assert clash.conflicts.ways_out[0].given_up == (said[0],)
