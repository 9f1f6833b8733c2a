"""Terms on events and schedules: closed forms, exact programs, and nobody worse off by its own lights."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.casefile import load
from makeable.invent.appearance import courtesies
from makeable.invent.forecast import best_term, state_terms
from makeable.invent.state_term import StateTerm
from makeable.invent.timing import best_schedule, present_value
from makeable.invent.trades import trades
from makeable.model import AtLeast, Case, ChoiceIssue, Option, Package, Party, Scores, Sheet
from makeable.model.flows import Flows
from makeable.model.prospects import Prospects, Risk
from makeable.model.uncertainty import Uncertainty

RAIN = Uncertainty("rain", "Rain", influenced_by=("b",))


def table(*prospects: Prospects, flows: Flows | None = None) -> Case:
    issue = ChoiceIssue("i", "i", (Option("x", "x"), Option("y", "y")))
    scores = {"i": Scores({"x": Fraction(0), "y": Fraction(100)})}
    parties = tuple(
        Party(name, name, Sheet(Fraction(0), scores, prospects=held))
        for name, held in zip("abcd", prospects, strict=False)
    )
    rule = AtLeast(len(parties), tuple(party.id for party in parties))
    return Case("Rain", (issue,), parties, rule, events=(RAIN,), flows=flows)


def held(chance: str, exposure: int = 0, risk: Risk | None = None) -> Prospects:
    p = Fraction(chance)
    return Prospects(
        {"rain": {"yes": p, "no": 1 - p}}, {"rain": {"yes": Fraction(exposure)}} if exposure else {}, risk=risk
    )


def balanced(term: StateTerm) -> None:
    for outcome in ("yes", "no"):
        assert sum(row[outcome] for row in term.pays.values()) == 0


def test_two_who_expect_different_things_bet_to_the_limit() -> None:
    case = table(held("1/4"), held("3/4"))
    term = best_term(case, RAIN, ("a", "b"), Fraction(10))
    assert term is not None
    assert term.kind == "forecast"
    assert term.basis == "linear"
    assert dict(term.pays["b"]) == {"yes": 10, "no": -10}
    assert dict(term.gains) == {"a": 5, "b": 5}
    assert dict(term.tempted) == {"b": "yes"}
    balanced(term)


def test_no_bet_where_all_expect_the_same() -> None:
    assert best_term(table(held("1/3"), held("1/3"), held("1/3")), RAIN, ("a", "b", "c")) is None


@settings(max_examples=40, deadline=None)
@given(chances=st.lists(st.integers(1, 9), min_size=2, max_size=3), limit=st.integers(1, 5))
def test_no_bet_on_a_grid_does_better_for_the_least_satisfied(chances: list[int], limit: int) -> None:
    case = table(*(held(f"{chance}/10") for chance in chances))
    names = tuple("abc"[: len(chances)])
    term = best_term(case, RAIN, names, Fraction(limit))
    least = min(term.gains.values()) if term is not None else Fraction(0)
    steps = range(-limit, limit * (len(names) - 1) + 1)
    best = Fraction(0)
    for free in product(steps, repeat=2 * (len(names) - 1)):
        yes, no = list(free[::2]), list(free[1::2])
        yes.append(-sum(yes))
        no.append(-sum(no))
        if min(*yes, *no) >= -limit:
            gains = [Fraction(c, 10) * y + (1 - Fraction(c, 10)) * n for c, y, n in zip(chances, yes, no, strict=True)]
            best = max(best, min(gains))
    assert least >= best
    if term is not None:
        balanced(term)
        assert all(-limit <= amount for row in term.pays.values() for amount in row.values())


def test_a_risk_goes_to_who_does_not_mind_it() -> None:
    """One risk-averse party with a loss and one neutral: the neutral one carries it all, but for the price."""
    averse = Risk("exponential", Fraction(10))
    case = table(held("1/5", -20, averse), held("1/5"))
    term = best_term(case, RAIN, ("a", "b"))
    assert term is not None
    assert term.kind == "risk"
    balanced(term)
    assert float(term.pays["a"]["yes"] - term.pays["a"]["no"]) == pytest.approx(20, abs=1e-2)
    certain = -10 * log(0.2 * exp(2) + 0.8)
    assert float(term.gains["a"]) == pytest.approx((-4 - certain) / 2, abs=1e-3)
    assert float(term.gains["b"]) == pytest.approx((-4 - certain) / 2, abs=1e-3)


def test_exponential_parties_carry_risk_in_proportion_to_tolerance() -> None:
    case = table(held("1/4", -12, Risk("exponential", Fraction(10))), held("1/4", 0, Risk("exponential", Fraction(30))))
    term = best_term(case, RAIN, ("a", "b"))
    assert term is not None
    assert term.basis == "exponential"
    assert dict(term.carries) == {"a": Fraction(1, 4), "b": Fraction(3, 4)}
    assert float(term.pays["a"]["yes"] - term.pays["a"]["no"]) == pytest.approx(9, abs=1e-5)
    assert term.off < 1e-6


def test_logarithmic_parties_keep_their_shares_of_all_wealth() -> None:
    case = table(held("1/2", -40, Risk("log", Fraction(100))), held("1/2", 0, Risk("log", Fraction(100))))
    term = best_term(case, RAIN, ("a", "b"))
    assert term is not None
    assert term.basis == "logarithmic"
    share = [(100 + loss + float(term.pays["a"][o])) / (200 + loss) for o, loss in (("yes", -40), ("no", 0))]
    assert share[0] == pytest.approx(share[1], abs=1e-6)
    assert min(term.gains.values()) > 0


def test_limits_make_it_numerical_and_are_kept() -> None:
    case = table(held("1/4", -12, Risk("exponential", Fraction(10))), held("1/4", 0, Risk("log", Fraction(90))))
    term = best_term(case, RAIN, ("a", "b"), Fraction(2))
    assert term is not None
    assert term.basis == "numerical"
    assert all(float(amount) >= -2.00001 for row in term.pays.values() for amount in row.values())
    assert min(term.gains.values()) > 0


def flows(**rows: list[int]) -> Flows:
    return Flows((0, 1, 2), {party: tuple(map(Fraction, row)) for party, row in rows.items()})


def rate(text: str) -> Prospects:
    return Prospects(discount_rate=Fraction(text))


def test_who_is_impatient_is_paid_first() -> None:
    case = table(rate("0.5"), rate("0"), flows=flows(a=[2, 2, 2], b=[2, 2, 2]))
    found = best_schedule(case)
    assert found is not None
    assert found.first == ("a", "b")
    assert found.pays["a"][0] == 4
    assert [sum(column) for column in zip(*found.pays.values(), strict=True)] == [4, 4, 4]
    assert found.gains["a"] == found.gains["b"] > 0
    assert found.after["b"] == present_value(found.pays["b"], (0, 1, 2), Fraction(0))


def test_no_schedule_is_better_where_all_discount_alike() -> None:
    assert best_schedule(table(rate("0.1"), rate("0.1"), flows=flows(a=[2, 2, 2], b=[2, 2, 2]))) is None


@settings(max_examples=25, deadline=None)
@given(one=st.integers(0, 40), other=st.integers(0, 40), rows=st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_no_schedule_on_a_grid_is_better(one: int, other: int, rows: list[int]) -> None:
    rates = [Fraction(one, 100), Fraction(other, 100)]
    case = table(
        Prospects(discount_rate=rates[0]), Prospects(discount_rate=rates[1]), flows=flows(a=rows[:3], b=rows[3:])
    )
    assert case.flows is not None
    found = best_schedule(case)
    least = min(found.gains.values()) if found is not None else Fraction(0)
    (_, top_a), (_, top_b) = case.flows.bounds("a"), case.flows.bounds("b")
    totals = [x + y for x, y in zip(rows[:3], rows[3:], strict=True)]
    for paid in product(*(range(total + 1) for total in totals)):
        rest = [total - x for total, x in zip(totals, paid, strict=True)]
        if max(paid) <= top_a and max(rest) <= top_b:
            gains = [
                present_value(tuple(map(Fraction, row)), (0, 1, 2), r) - present_value(case.flows.of[p], (0, 1, 2), r)
                for p, row, r in (("a", paid, rates[0]), ("b", rest, rates[1]))
            ]
            assert min(gains) <= least


def test_the_shipped_case_has_a_trade_of_every_kind() -> None:
    case = load("cases/winter-ferry")
    assert case.draft is not None
    found = trades(case, case.draft)
    assert found.valuation is not None
    assert found.valuation.trades
    assert found.appearance[0].dear_to == "island"
    assert found.timing is not None
    for term in (*found.forecasts, *found.risks):
        assert min(term.gains.values()) > 0
        assert term.off < 1e-6
    assert found.forecasts
    assert found.risks
    assert {party for term in found.forecasts for party in term.tempted} == {"city", "island"}
    assert len(state_terms(case)) == len(found.forecasts) + len(found.risks)


def test_a_gesture_that_costs_as_much_as_it_means_is_none() -> None:
    issue = ChoiceIssue("bow", "bow", (Option("x", "x"), Option("y", "y", appearance=True)))
    plain = ChoiceIssue("i", "i", (Option("x", "x"), Option("y", "y")))

    def party(name: str, bow: int, other: int) -> Party:
        scores = {
            "bow": Scores({"x": Fraction(0), "y": Fraction(bow)}),
            "i": Scores({"x": Fraction(0), "y": Fraction(other)}),
        }
        return Party(name, name, Sheet(Fraction(0), scores))

    base = Package({"bow": "x", "i": "x"})
    cheap = Case("c", (issue, plain), (party("a", 30, 70), party("b", -10, 90)), AtLeast(2, ("a", "b")))
    assert [(c.dear_to, c.cheap_to) for c in courtesies(cheap, base)] == [("a", ("b",))]
    dear = replace(cheap, parties=(party("a", 30, 70), party("b", -20, 80)))
    assert courtesies(dear, base) == ()
