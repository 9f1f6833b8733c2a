"""Package and payments together: exact, in balance, within limits; the formula agrees with the search."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.brute import packages
from tests.strategies import cases

from makeable.casefile import load
from makeable.errors import BadInput
from makeable.frontier.transfers import Money, instalments, split, with_payments
from makeable.model import AtLeast, Case, ChoiceIssue, Option, Party, Scores, Sheet
from makeable.principles import Asked, named
from makeable.principles.transfers import divide_with_transfers

SHARED = ("egalitarian", "equal-gain", "kalai-smorodinsky", "maximin", "nash")
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def road(rule: AtLeast | None = None) -> Case:
    """A road worth 10 to one party and -4 to the other."""
    issue = ChoiceIssue("road", "Road", (Option("no", "No road"), Option("yes", "A road")))
    one = Sheet(Fraction(0), {"road": Scores({"no": Fraction(0), "yes": Fraction(10)})})
    two = Sheet(Fraction(0), {"road": Scores({"no": Fraction(0), "yes": Fraction(-4)})})
    parties = (Party("town", "Town", one), Party("farm", "Farm", two))
    return Case("road", (issue,), parties, rule or AtLeast(2, ("town", "farm")))


def test_money_makes_a_deal_where_there_was_none() -> None:
    found = divide_with_transfers(road(), "nash", Money({"town": Fraction(1), "farm": Fraction(1)}))
    assert dict(found.package or {}) == {"road": "yes"}
    assert found.payments == {"town": -7, "farm": 7}
    assert found.gains == {"town": 3, "farm": 3}
    assert found.surplus == 6
    assert found.proof.kind == "proven"


def test_money_worth_more_points_to_one_party() -> None:
    found = divide_with_transfers(road(), "egalitarian", Money({"town": Fraction(1), "farm": Fraction(2)}))
    assert found.gains["town"] == found.gains["farm"] == Fraction(16, 3)
    assert sum(found.payments.values()) == 0


def test_limits_bind_exactly() -> None:
    money = Money({"town": Fraction(1), "farm": Fraction(1)}, pays_at_most={"town": Fraction(5)})
    found = divide_with_transfers(road(), "egalitarian", money)
    assert found.payments == {"town": -5, "farm": 5}
    assert found.gains == {"town": 5, "farm": 1}
    none = Money({"town": Fraction(1), "farm": Fraction(1)}, pays_at_most={"town": Fraction(3)})
    assert dict(divide_with_transfers(road(), "egalitarian", none).package or {}) == {"road": "no"}


def test_who_could_be_left_out() -> None:
    found = divide_with_transfers(
        road(AtLeast(1, ("town", "farm"))), "nash", Money({"town": Fraction(1), "farm": Fraction(1)})
    )
    assert [(leaver.without, leaver.more) for leaver in found.leavers] == [("farm", 7)]


def test_strangers_and_nonsense_are_refused() -> None:
    with pytest.raises(BadInput, match="nobody"):
        divide_with_transfers(road(), "nash", Money({"nobody": Fraction(1)}))
    with pytest.raises(BadInput, match="above 0"):
        divide_with_transfers(road(), "nash", Money({"town": Fraction(0)}))


def test_instalments_are_worth_what_was_agreed() -> None:
    paid = instalments(Fraction(271), 3, Fraction(9, 10))
    assert paid == (100, 100, 100)
    with pytest.raises(ValueError, match="one payment"):
        instalments(Fraction(1), 0, Fraction(1))


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(
    case=cases(parties=(2, 3), continuous=False, any_rule=False),
    name=st.sampled_from(SHARED),
    prices=st.lists(st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2)]), min_size=3, max_size=3),
)
def test_the_joint_gain_is_the_largest_and_balances(case: Case, name: str, prices: list[Fraction]) -> None:
    price = dict(zip(case.sheets, prices, strict=False))
    found = divide_with_transfers(case, name, Money(price))
    worth = [sum(s.gain(p) / price[q] for q, s in case.sheets.items()) for p in packages(case)]
    if not worth or max(worth) < 0:
        assert found.package is None
        return
    assert found.package is not None
    assert sum(found.payments.values()) == 0
    assert found.surplus == max(worth)
    assert all(gain >= 0 for gain in found.gains.values())
    for party, sheet in case.sheets.items():
        assert found.gains[party] == sheet.gain(found.package) + found.payments[party] * price[party]


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(case=cases(parties=(2, 3), issues=(1, 2), continuous=False, any_rule=False), name=st.sampled_from(SHARED))
def test_the_formula_agrees_with_the_search(case: Case, name: str) -> None:
    money = Money(dict.fromkeys(case.sheets, Fraction(1)))
    found = divide_with_transfers(case, name, money)
    searched = named(name).run(with_payments(case, money), Asked(seconds=10.0, over="unanimous"))
    if found.package is None:
        assert not searched.packages  # type: ignore[attr-defined]
        return
    _, payments = split(searched.packages[0])  # type: ignore[attr-defined]
    assert sum(payments.values()) == 0
    for party, gain in searched.gains.items():  # type: ignore[attr-defined]
        assert abs(gain - found.gains[party]) <= Fraction(1, 1000)


def test_a_shipped_case_with_payments() -> None:
    case = load("cases/sports-complex")
    found = divide_with_transfers(case, "egalitarian", Money(dict.fromkeys(case.sheets, Fraction(1))))
    assert len(set(found.gains.values())) == 1
    assert min(found.gains.values()) > 15
