"""Trades: every one is judged, and on small cases they are exactly those that brute force finds."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.brute import packages
from tests.strategies import cases, packages_of

from makeable.casefile import load
from makeable.invent.judge import judge
from makeable.invent.logroll import Logrolls, Sought, logrolls
from makeable.model import AtLeast, Case, ChoiceIssue, Option, Package, Party, Scores, Sheet


def by_brute_force(case: Case, base: Package, sought: Sought) -> set[Package]:
    """Every package that is a trade and contains no smaller one, from the definition."""
    known = case.sheets
    lines = {p: s.no_deal if sought.line == "no_deal" else s.value(base) for p, s in known.items()}
    trades = {}
    for package in packages(case):
        steps = {party: sheet.value(package) - lines[party] for party, sheet in known.items()}
        good = all(step >= 0 for step in steps.values()) and all(steps[p] > 0 for p in sought.among)
        if not sought.among and sought.line == "package":
            good = good and any(step > 0 for step in steps.values())
        if good and (package != base):
            trades[frozenset((i, package[i]) for i in package.differs_from(base))] = package
    smaller = set(trades)
    return {
        package
        for changes, package in trades.items()
        if not any(frozenset(part) in smaller for n in range(1, len(changes)) for part in combinations(changes, n))
    }


small = cases(parties=(1, 4), issues=(1, 4), continuous=False)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=small, data=st.data())
def test_the_minimal_trades_are_those_of_brute_force(case: Case, data: st.DataObject) -> None:
    base = data.draw(packages_of(case.issues))
    among = data.draw(st.sets(st.sampled_from([p.id for p in case.parties])))
    line = data.draw(st.sampled_from(["package", "no_deal"]))
    sought = Sought(among=tuple(among), line=line, limit=10_000)
    found = logrolls(case, base, sought)
    assert found.complete_to == len(case.issues)
    if found.above:
        assert all(sheet.gain(base) >= 0 for sheet in case.sheets.values())
        return
    assert {trade.package for trade in found.trades} == by_brute_force(case, base, sought)
    assert found.found == len(found.trades)


def verified(case: Case, found: Logrolls) -> None:
    """The judge agrees: allowed, gainers strictly better, everybody else exactly where it was."""
    before = judge(case, found.package, limit=0)
    for trade in found.trades:
        after = judge(case, trade.package, limit=0)
        assert after.allowed
        for party in found.parties:
            step = after.values[party] - before.values[party]
            assert step == trade.gains[party]
            assert (step > 0) == (party in trade.gainers)
            assert step >= 0
            told = sum((felt[party] for felt in trade.effects.values()), Fraction(0))
            assert told + trade.bonus.get(party, 0) == step


@pytest.mark.parametrize("name", ["one-front-door", "sports-complex", "valley-water"])
def test_the_judge_verifies_every_trade_of_the_shipped_cases(name: str) -> None:
    case = load(f"cases/{name}")
    assert case.draft is not None
    found = logrolls(case, case.draft)
    verified(case, found)
    if name == "sports-complex":
        assert found.efficient
        assert not found.trades


def ring(parties: int) -> Case:
    """Each party can do a favour to the next that costs it 1 and is worth 3 there."""
    issues = tuple(ChoiceIssue(f"i{n}", f"i{n}", (Option("no", "no"), Option("yes", "yes"))) for n in range(parties))
    table = []
    for n in range(parties):
        gives = Scores({"no": Fraction(1), "yes": Fraction(0)})
        gets = Scores({"no": Fraction(0), "yes": Fraction(3)})
        table.append(Party(f"p{n}", f"p{n}", Sheet(Fraction(0), {f"i{n}": gives, f"i{(n - 1) % parties}": gets})))
    return Case("Ring", issues, tuple(table), AtLeast(parties, tuple(p.id for p in table)))


@pytest.mark.parametrize("parties", [2, 3, 5])
def test_a_ring_is_found_whole_and_called_by_its_name(parties: int) -> None:
    case = ring(parties)
    base = Package({issue.id: "no" for issue in case.issues})
    found = logrolls(case, base)
    assert found.found == 1
    trade = found.trades[0]
    assert trade.kind == ("swap" if parties == 2 else "cycle")
    assert len(trade.ring) == parties
    assert trade.gives("p0") == ("i0",)
    assert trade.gets("p0") == (f"i{parties - 1}",)
    assert set(trade.gains.values()) == {2}
    verified(case, found)


def test_a_larger_trade_is_shown_where_the_search_ends_before_it() -> None:
    case = ring(5)
    base = Package({issue.id: "no" for issue in case.issues})
    found = logrolls(case, base, Sought(most=3))
    assert (found.found, found.complete_to, found.efficient) == (0, 3, False)
    assert found.larger is not None
    assert len(found.larger.changes) == 5


def test_others_can_be_left_out_of_it_altogether() -> None:
    case = load("cases/one-front-door")
    assert case.draft is not None
    found = logrolls(case, case.draft, Sought(among=("housing", "youth"), unaffected=True))
    for trade in found.trades:
        assert set(trade.involved) <= {"housing", "youth"}
        assert {"housing", "youth"} <= set(trade.gainers)


def test_work_that_runs_out_is_said() -> None:
    case = load("cases/one-front-door")
    assert case.draft is not None
    found = logrolls(case, case.draft, Sought(work=300))
    assert found.complete_to < len(case.issues)
    assert all(len(trade.changes) <= found.complete_to for trade in found.trades)


def test_what_is_given_out_of_what_is_above_no_deal_is_called_so() -> None:
    case = load("cases/winter-ferry")
    assert case.draft is not None
    found = logrolls(case, case.draft, Sought(line="no_deal"))
    assert found.trades[0].kind == "spared"
    assert dict(found.trades[0].changes) == {"sailings": "six"}
    assert all(min(trade.gains.values()) >= 0 for trade in found.trades)
