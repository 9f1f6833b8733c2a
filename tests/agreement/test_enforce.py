"""Self-enforcement against closed forms, against enumeration of what can hold, and the order of unravelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.cases import F, case_of, dilemma, exchange

from makeable.agreement.enforce import Breach, enforcement, game_of
from makeable.agreement.incentive import Kept
from makeable.finding import Assumed
from makeable.model import Commitment, Scenario, Stakes
from makeable.model.commitment import Remedy
from makeable.model.stakes import Shift, Turn

payoffs = st.tuples(st.integers(0, 9), st.integers(1, 9), st.integers(1, 9)).map(
    lambda t: (t[0] + t[1] + t[2], t[0] + t[1], t[0])
)


@given(payoffs, st.fractions(F("1/20"), F("19/20"), max_denominator=40))
@settings(max_examples=60, deadline=None)
def test_repeated_dilemma_has_the_textbook_threshold(payoff: tuple[int, int, int], discount: Fraction) -> None:
    temptation, reward, punishment = payoff
    found = enforcement(dilemma(discount, temptation, reward, punishment))
    textbook = Fraction(temptation - reward, temptation - punishment)
    assert {s.threshold.at for s in found.standings} == {textbook}
    assert all(s.threshold.exact for s in found.standings)
    assert found.holds == (discount >= textbook)


@given(payoffs, st.fractions(F("1/10"), 1, max_denominator=20))
@settings(max_examples=40, deadline=None)
def test_dilemma_with_imperfect_monitoring(payoff: tuple[int, int, int], seen: Fraction) -> None:
    """Noticed with probability q, the threshold is g / (g + q (R - P))."""
    temptation, reward, punishment = payoff
    case = dilemma(F("1/2"), *payoff)
    agreement = case.agreement
    assert agreement is not None
    watched = {c.id: replace(c, remedy=Remedy(detected=seen)) for c in agreement.commitments}
    found = enforcement(replace(case, agreement=agreement.with_commitments(watched)))
    gain = temptation - reward
    assert {s.threshold.at for s in found.standings} == {gain / (gain + seen * (reward - punishment))}


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), st.fractions(0, F("19/20"), max_denominator=20))
@settings(max_examples=60, deadline=None)
def test_two_step_exchange(cost: int, cost_back: int, value: int, discount: Fraction) -> None:
    """The first giver keeps when its cost is at most the discounted return; the second needs its cost as a deposit."""
    bare = enforcement(exchange({"a": cost, "b": cost_back}, {"a": value, "b": 5}, discount))
    first, second = bare.standings
    assert first.margin == discount * value - cost
    assert second.margin == -cost_back
    assert second.threshold.at is None
    assert first.threshold.at == (Fraction(cost, value) if cost < value else None) or cost == value
    exact = enforcement(
        exchange({"a": cost, "b": cost_back}, {"a": value, "b": 5}, discount, b=Remedy(deposit=F(cost_back)))
    )
    assert exact.standings[1].margin == 0
    less = Remedy(deposit=F(cost_back) - F("1/1000"))
    assert not enforcement(exchange({"a": 1, "b": cost_back}, {"a": 9, "b": 5}, F("9/10"), b=less)).holds


def test_penalties_count_what_is_collected_and_when_it_is_noticed() -> None:
    remedy = Remedy(penalty=F(10), collected=F("1/2"), detected=F("4/5"), noticed_after=12)
    found = enforcement(exchange({"a": 4, "b": 3}, {"a": 6, "b": 6}, F("1/2"), b=remedy))
    assert found.standings[1].margin == F("4/5") * F("1/2") * 10 * F("1/2") - 3


def test_relationship_is_lost_for_as_long_as_it_is_remembered() -> None:
    def margin(memory: int | None) -> Fraction:
        case = exchange({"a": 1, "b": 3}, {"a": 6, "b": 6}, F("1/2"))
        sheet = case.sheets["b"]
        assert sheet.stakes is not None
        held = replace(sheet.stakes, relationship=F(4), memory=memory)
        return enforcement(case.with_sheets({"b": replace(sheet, stakes=held)})).standings[1].margin

    assert margin(None) == 4 * F("1/2") / (1 - F("1/2")) - 3
    assert margin(2) == 4 * (F("1/2") + F("1/4")) - 3


def test_unravelling_runs_backwards_from_the_last_to_act() -> None:
    found = enforcement(exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5")))
    rounds = [[o.commitment for o in one] for one in found.outcomes[0].rounds]
    assert rounds == [["b-gives"], ["a-gives"]]
    assert found.outcomes[0].left == 0
    assert [r for r in found.reasons if isinstance(r, Breach)] == [Breach("b", "b-gives", None, F(3), first=True)]


def test_a_fixed_term_unravels_where_an_open_one_holds() -> None:
    open_ended = dilemma(F("3/4"), 5, 3, 1)
    agreement = open_ended.agreement
    assert agreement is not None
    fixed = replace(open_ended, agreement=replace(agreement, term=date(2034, 12, 31)))
    renewed = replace(open_ended, agreement=replace(agreement, term=date(2034, 12, 31), renews=True))
    assert enforcement(open_ended).holds
    assert enforcement(renewed).holds
    found = enforcement(fixed)
    assert not found.holds
    years = [sorted({o.day.year for o in one}) for one in found.outcomes[0].rounds]
    assert years == [[2033, 2034], [2031, 2032], [2030]]  # two years of future are worth keeping for, one is not
    assert found.outcomes[0].left == 0


def test_a_scenario_changes_figures_and_who_breaks() -> None:
    case = dilemma(F("3/5"), 5, 3, 1)
    sheet = case.sheets["a"]
    assert sheet.stakes is not None
    assert case.agreement is not None
    held = replace(sheet.stakes, turns={"new-mayor": Turn(discount=F("2/5")), "cut": Turn({"a-gives": Shift(F(3))})})
    scenarios = (
        Scenario("new-mayor", "A new mayor", "leadership_change"),
        Scenario("cut", "A cut", "budget_cut"),
        Scenario("walks", "B stops", "non_compliance", breaks=("b-gives",)),
    )
    case = replace(
        case.with_sheets({"a": replace(sheet, stakes=held)}), agreement=replace(case.agreement, scenarios=scenarios)
    )
    found = enforcement(case)
    broken = {(r.scenario, r.party) for r in found.reasons if isinstance(r, Breach)}
    assert broken == {("new-mayor", "a"), ("cut", "a")}
    walked = found.outcomes[3]
    assert walked.planned == 0
    assert walked.left == 0


def test_what_is_unknown_is_said_and_not_judged() -> None:
    commitments = [
        Commitment("x", "x", "a", due=date(2031, 1, 1)),
        Commitment("y", "y", "b", due=date(2031, 1, 1)),
        Commitment("z", "z", "a"),
    ]
    found = enforcement(case_of(commitments, {"a": Stakes(costs={"z": F(1)}), "b": Stakes(costs={"y": F(0)})}))
    said = {(r.what, r.about) for r in found.reasons if isinstance(r, Assumed)}
    assert {("cost_unknown", "x"), ("no_date", "z")} <= said
    assert [s.commitment for s in found.standings] == ["y"]


@st.composite
def webs(draw: st.DrawFn) -> object:
    """Two to four dated commitments of three parties that answer one another at random."""
    count = draw(st.integers(2, 4))
    keys = [f"c{k}" for k in range(count)]
    owners = [draw(st.sampled_from("abc")) for _ in keys]
    commitments = []
    for k, key in enumerate(keys):
        others = [other for other in keys if other != key]
        linked = tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=2)))
        deposit = F(draw(st.integers(0, 3)))
        day = date(2031 + draw(st.integers(0, 3)), 1, 1)
        commitments.append(
            Commitment(key, key, owners[k], due=day, in_return_for=linked, remedy=Remedy(deposit=deposit))
        )
    stakes = {
        party: Stakes(
            F("4/5"),
            costs={key: F(draw(st.integers(0, 6))) for key, owner in zip(keys, owners, strict=True) if owner == party},
            values={key: F(draw(st.integers(0, 6))) for key, owner in zip(keys, owners, strict=True) if owner != party},
        )
        for party in "abc"
    }
    return case_of(commitments, stakes)


@given(webs())
@settings(max_examples=60, deadline=None)
def test_what_is_left_holds_by_itself(case: object) -> None:
    """Each occurrence left at the end is worth keeping given the rest; brute force from the definition."""
    found = enforcement(case)  # type: ignore[arg-type]
    game = game_of(case)  # type: ignore[arg-type]
    gone = {o for one in (*found.outcomes[0].rounds, *found.outcomes[0].lapsed) for o in one}
    kept = Kept(frozenset(set(game.table.occurrences) - gone), frozenset())
    assert len(kept.occurrences) == found.outcomes[0].left
    agreement = game.agreement
    for one in kept.occurrences:
        owner = agreement.commitment[one.commitment].owner
        stakes = game.world.views[owner]
        reached, ahead = set(), [one.commitment]
        while ahead:
            key = ahead.pop()
            for c in agreement.commitments:
                if key in c.linked and c.id not in reached and c.due is not None and c.due > one.day:
                    reached.add(c.id)
                    ahead.append(c.id)
        lost = agreement.commitment[one.commitment].remedy.deposit
        for other in kept.occurrences:
            if other.commitment in reached and other.day > one.day:
                own = agreement.commitment[other.commitment].owner == owner
                points = -stakes.costs[other.commitment] if own else stakes.values[other.commitment]
                lost += points * F("4/5") ** (other.day.year - one.day.year)
        assert lost >= stakes.costs[one.commitment]
