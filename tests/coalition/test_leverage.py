"""What a party has: each asset against its definition."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from tests.brute import packages as allowed
from tests.strategies import cases

from makeable.casefile.load import load, read_case_text
from makeable.coalition.leverage import (
    BlocksWith,
    CheapGift,
    DecidesDraft,
    Leverage,
    NeededForAny,
    Pivotal,
    ProcessRight,
    TipsPackages,
    WaitsOn,
    WalksAway,
    WellConnected,
    leverage,
)
from makeable.finding import Reason
from makeable.model import Case

CASES = Path(__file__).parents[2] / "cases"
R = TypeVar("R", bound=Reason)


def only(found: Leverage, kind: type[R]) -> R:
    return next(asset for asset in found.assets if isinstance(asset, kind))


@settings(max_examples=25, deadline=None)
@given(cases(parties=(2, 4), continuous=False))
def test_what_it_tips_and_stops_is_counted(case: Case) -> None:
    packages = allowed(case)
    yes = [{party for party, sheet in case.sheets.items() if sheet.gain(p) >= 0} for p in packages]
    for party in case.party:
        tipped = sum(case.rule.holds(says) and party in says and not case.rule.holds(says - {party}) for says in yes)
        stopped = sum(
            party not in says and not case.rule.holds(says) and case.rule.holds(says | {party}) for says in yes
        )
        found = [asset for asset in leverage(case, party).assets if isinstance(asset, TipsPackages)]
        assert [(one.tipped, one.stopped) for one in found] == ([(tipped, stopped)] if tipped or stopped else [])


@settings(max_examples=25, deadline=None)
@given(cases(parties=(1, 4), continuous=False))
def test_a_veto_is_named_when_nothing_passes_without(case: Case) -> None:
    everyone = set(case.party)
    for party in case.party:
        found = leverage(case, party).assets
        needed = any(isinstance(asset, NeededForAny) for asset in found)
        assert needed == (not case.rule.holds(everyone - {party}))


def test_the_league_in_the_sports_complex() -> None:
    found = leverage(load(CASES / "sports-complex"), "league")
    assert only(found, Pivotal).share == Fraction(1, 10)
    assert set(only(found, BlocksWith).groups) == {("mayor", "league"), ("cities", "league"), ("union", "league")}
    assert only(found, TipsPackages).tipped == 23
    assert only(found, WalksAway).share > Fraction(1, 2)


def test_the_union_gives_compensation_most_cheaply() -> None:
    """E1 costs the union 6 of its 100 points; the mayor would lose 10, Tourism 11, SportCo 23."""
    found = leverage(load(CASES / "sports-complex"), "union")
    gift = next(g for g in found.assets if isinstance(g, CheapGift) and (g.to, g.issue) == ("cities", "E"))
    assert (gift.settlement, gift.costs, gift.worth, gift.next_costs) == (
        "E1", Fraction(6, 100), Fraction(60, 100), Fraction(10, 100),
    )  # fmt: skip


def test_required_parties_commitments_and_friends() -> None:
    found = leverage(load(CASES / "bus-corridor"), "water")
    assert only(found, NeededForAny).named
    assert only(found, DecidesDraft).yes
    assert only(found, WaitsOn).others == ("city",)


CHAMBERS = """
makeable: 1
issues: [{id: x, options: [l, r]}]
parties: [a, b, c, d, e]
rule:
  chambers: [{at_least: 2, of: [a, b, c]}, {at_least: 1, of: [d, e]}]
history:
  - {between: [a, d], text: Wrote the first plan together, tone: 1}
"""


def test_a_chamber_and_a_friend() -> None:
    case, problems = read_case_text(CHAMBERS)
    assert case is not None, problems
    found = leverage(case, "a")
    assert only(found, ProcessRight).among == ("a", "b", "c")
    assert only(found, WellConnected).other == "d"
    assert found.drawn_from == frozenset()


def test_a_party_that_has_nothing_gets_an_empty_list() -> None:
    text = "makeable: 1\nissues: [{id: x, options: [l, r]}]\nparties: [a, b]\nrule: {required: [a]}\n"
    case, problems = read_case_text(text)
    assert case is not None, problems
    assert leverage(case, "b").assets == ()
    with pytest.raises(KeyError):
        leverage(case, "z")
