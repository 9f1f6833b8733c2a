"""Bases of coalition against their definitions on small random cases, and on cases made to show each of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from statistics import correlation

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.brute import packages as allowed
from tests.strategies import cases

from makeable.casefile.load import load, read_case_text
from makeable.coalition.bases import bases
from makeable.coalition.basis import (
    AgainstIt,
    CommonTies,
    HardToJoin,
    LeftOutTogether,
    Opposed,
    PreferNoDeal,
    Quarrelled,
    SharedHistory,
    SharedInterest,
    SharedPosition,
    ValuableTrade,
)
from makeable.coalition.groups import suggested
from makeable.coalition.patterns import listable, patterns
from makeable.finding import Assumed
from makeable.model import AtLeast, Case, Party
from makeable.model.influence import InfluenceMap, Link

SPORTS = Path(__file__).parents[2] / "cases" / "sports-complex"


@settings(max_examples=25, deadline=None)
@given(cases(parties=(2, 4), continuous=False, constraints=False, interactions=False))
def test_likeness_is_the_correlation_over_all_packages(case: Case) -> None:
    packages = allowed(case)
    for pair in bases(case).pairs:
        columns = [[float(case.sheets[party].value(p)) for p in packages] for party in pair.parties]
        if len(packages) < 2 or any(max(column) == min(column) for column in columns):
            assert pair.correlation is None
        else:
            assert pair.correlation == pytest.approx(correlation(*columns), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(cases(parties=(2, 4), continuous=False))
def test_who_is_left_out_is_counted(case: Case) -> None:
    packages = allowed(case)
    found = bases(case)
    if found.passing is None:
        return
    yes = [{party for party, sheet in case.sheets.items() if sheet.gain(p) >= 0} for p in packages]
    passing = [says for says in yes if case.rule.holds(says)]
    assert found.passing == len(passing)
    for party, many in found.left_out.items():
        assert many == sum(party not in says for says in passing)
    for pair in found.pairs:
        both = sum(not says & set(pair.parties) for says in passing)
        counted = [reason.packages for reason in pair.holds if isinstance(reason, LeftOutTogether)]
        assert counted == ([both] if both and 20 * both >= len(passing) else [])


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n * (n - 1) // 2 - 1)))))
def test_groups_are_the_largest_in_which_every_pair_fits(drawn: tuple[int, set[int]]) -> None:
    parties = [f"p{i}" for i in range(drawn[0])]
    two = list(combinations(parties, 2))
    fits = {pair for number, pair in enumerate(two) if number in drawn[1]}
    everyone = tuple(parties)
    case = Case("x", (), tuple(Party(p, p) for p in parties), AtLeast(len(parties), everyone))
    found = suggested(case, {pair: (2 if pair in fits else 1, True, frozenset()) for pair in two})
    fitting = [
        set(group)
        for size in range(2, len(parties) + 1)
        for group in combinations(parties, size)
        if all(pair in fits for pair in combinations(group, 2))
    ]
    largest = [group for group in fitting if not any(group < other for other in fitting)]
    if len(largest) <= 10:
        assert sorted(map(sorted, largest)) == sorted(sorted(group.members) for group in found)
    assert all(group.can_block for group in found)


def test_trades_of_the_sports_complex() -> None:
    """Union and cities: 60 of the cities' 100 points hang on compensation, 30 of the union's on the loan."""
    pair = bases(load(SPORTS)).pair("cities", "union")
    trade = next(reason.exchange for reason in pair.holds if isinstance(reason, ValuableTrade))
    assert (trade.gets, trade.gives) == ("E", "D")
    # the cities' way on E (E1, 60 points) against the union's (E4, 15), and on D (D4, 18) against the union's (D1, 0)
    assert trade.gain == Fraction((60 - 15) - (18 - 0), 200)
    assert trade.gain_other == Fraction((30 - 0) - (8 - 2), 200)


def test_what_the_sports_complex_shows() -> None:
    found = bases(load(SPORTS))
    tourism_league = found.pair("tourism", "league")
    kinds = {type(reason) for reason in tourism_league.holds}
    assert kinds == {SharedInterest, SharedPosition, AgainstIt}
    assert any(isinstance(reason, Opposed) for reason in found.pair("cities", "sportco").divides)
    blocking = next(group for group in found.groups if set(group.members) == {"cities", "tourism", "league"})
    assert (blocking.can_make, blocking.can_block, blocking.shared) == (False, True, ("AgainstIt",))
    assert found.drawn_from == set(found.parties)
    assert (found.passing, found.left_out["league"]) == (55, 20)


TIES = """
makeable: 1
issues: [{id: x, options: [l, r]}]
parties:
  - {id: a, sheet: {no_deal: 5, scores: {x: {l: 0, r: 1}}}}
  - {id: b, sheet: {no_deal: 5, scores: {x: {l: 1, r: 0}}}}
  - c
  - d
rule: {at_least: 2}
history:
  - {between: [a, b], text: Ran a nursery together, tone: 1, when: 2020-01-01}
  - {between: [a, c], text: Lost a court case, tone: -1}
  - {between: [b, c], text: Lost another, tone: -0.5}
  - {between: [a, d], text: Helped each other, tone: 0.5}
  - {between: [b, d], text: Sued each other, tone: -1}
"""


def test_history_ties_and_an_interest_in_no_deal() -> None:
    case, problems = read_case_text(TIES)
    assert case is not None, problems
    found = bases(case)
    pair = found.pair("a", "b")
    held = {type(reason): reason for reason in pair.holds}
    assert isinstance(held[SharedHistory], SharedHistory)
    assert held[CommonTies] == CommonTies((), ("c",))
    assert held[PreferNoDeal] == PreferNoDeal(2, 2)
    left_out = held[LeftOutTogether]
    assert isinstance(left_out, LeftOutTogether)
    assert (left_out.packages, left_out.of) == (2, 2)
    assert HardToJoin(("d",)) in pair.divides
    assert any(isinstance(reason, Quarrelled) for reason in found.pair("b", "d").divides)
    assert Assumed("says yes", party="c") in found.reasons
    assert found.drawn_from == {"a", "b"}
    with pytest.raises(KeyError):
        found.pair("a", "nobody")


def test_patterns_count_every_package_once() -> None:
    space = listable(load(SPORTS))
    assert space is not None
    counted = patterns(space)
    assert counted.packages == 720
    for mask, package in counted.first.items():
        says = {party for party, sheet in space.case.sheets.items() if sheet.gain(package) >= 0}
        assert set(counted.names(mask)) == says


def test_influence_links_are_ties_and_name_their_owner() -> None:
    case, problems = read_case_text(TIES.split("history:")[0])
    assert case is not None, problems
    links = (
        Link("a", "b", Fraction(1, 2), "shares an office"),
        Link("c", "a", Fraction(-1), confidence=Fraction(1, 2)),
        Link("c", "b", Fraction(-1, 4)),
        Link("press", "a", Fraction(1)),
    )
    found = bases(replace(case, influence=InfluenceMap(links)))
    pair = found.pair("a", "b")
    assert SharedHistory((), (links[0],)) in pair.holds
    assert CommonTies((), ("c",)) in pair.holds
    assert found.drawn_from == {"a", "b", "mediator"}
