"""The values of the model: numbers, packages, rules, constraints, sheets."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import cases, packages_of, rules

from makeable.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Case,
    Curve,
    Package,
    QuantityIssue,
    Quota,
    Rule,
    exact,
    parties_of,
    plain,
)

NAMES = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12), ("-1.50", Fraction(-3, 2)), ("2/3", Fraction(2, 3)), ("40 %", Fraction(2, 5)), ("1e3", 1000),
        (" 7 ", 7), ("1_000", 1000), (".5", Fraction(1, 2)), ("5.", 5), ("−3", -3), (0.1, Fraction(1, 10)),
        ("", None), ("%", None), ("%%", None), ("1/0", None), ("nan", None), ("inf", None), ("1e9999", None),
        ("E3", None), (".", None), ("+", None), ("1,5", None), ("0x10", None), ("9" * 401, None),
        ("1" + "%" * 9999, None), (True, None), (float("nan"), None), (float("inf"), None), ("1 2", None), ("e", None),
    ],
)  # fmt: skip
def test_exact(written: str | float, value: object) -> None:
    if value is None:
        with pytest.raises(ValueError):
            exact(written)
    else:
        assert exact(written) == value


@given(st.fractions())
def test_a_number_written_plainly_is_read_exactly(value: Fraction) -> None:
    assert exact(plain(value)) == value


@given(st.integers(-(10**6), 10**6), st.integers(0, 6))
def test_decimals_are_written_as_decimals(digits: int, places: int) -> None:
    text = plain(Fraction(digits, 10**places))
    assert "/" not in text
    assert Fraction(text) == Fraction(digits, 10**places)


def groups() -> list[frozenset[str]]:
    every = chain.from_iterable(combinations(NAMES, size) for size in range(len(NAMES) + 1))
    return [frozenset(group) for group in every]


def holds(rule: Rule, yes: frozenset[str]) -> bool:
    """The definition of each rule, said once more."""
    match rule:
        case AtLeast(count, parties):
            return len(yes & set(parties)) >= count
        case Quota(weights, quota):
            return sum(weights[party] for party in yes if party in weights) >= quota
        case AllOf(parts):
            return all(holds(part, yes) for part in parts)
        case AnyOf(parts):
            return any(holds(part, yes) for part in parts)


@given(rules(NAMES))
def test_rules_hold_by_definition_and_one_more_yes_never_hurts(rule: Rule) -> None:
    for yes in groups():
        assert rule.holds(yes) == holds(rule, yes)
        if rule.holds(yes):
            assert all(rule.holds(yes | {party}) for party in NAMES)
    assert set(parties_of(rule)) <= set(NAMES)


@given(rules(NAMES))
def test_parties_a_rule_does_not_name_change_nothing(rule: Rule) -> None:
    for yes in groups():
        for party in set(NAMES) - set(parties_of(rule)):
            assert rule.holds(yes | {party}) == rule.holds(yes - {party})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_sheet_adds_scores_and_interactions(data: st.DataObject) -> None:
    case: Case = data.draw(cases())
    package = data.draw(packages_of(case.issues))
    for sheet in case.sheets.values():
        total = sum((scores.value(package[issue]) for issue, scores in sheet.scores.items()), Fraction(0))
        total += sum((i.score for i in sheet.interactions if i.when.holds(package)), Fraction(0))
        assert sheet.value(package) == total
        assert sheet.gain(package) == total - sheet.no_deal
    kept = all(constraint.allows(package) for constraint in case.constraints)
    assert case.allows(package) == kept
    assert not case.allows(Package({**package, "none such": "x"}))
    assert not case.allows(Package({key: package[key] for key in list(package)[1:]}))


def test_a_curve_is_straight_between_its_points() -> None:
    curve = Curve(((Fraction(0), Fraction(4)), (Fraction(2), Fraction(0)), (Fraction(6), Fraction(2))))
    amounts = [Fraction(n, 2) for n in range(13)]
    expected = [4 - 2 * a if a <= 2 else (a - 2) / 2 for a in amounts]
    assert [curve.value(a) for a in amounts] == expected
    assert curve.span == (0, 4)
    assert Curve(((Fraction(1), Fraction(5)),)).value(Fraction(1)) == 5


def test_a_quantity_admits_its_levels() -> None:
    stepped = QuantityIssue("q", "q", "ha", Fraction(1, 2), Fraction(2), Fraction(1, 2))
    assert stepped.levels == 4
    assert stepped.grid(99) == (Fraction(1, 2), 1, Fraction(3, 2), 2)
    assert all(stepped.admits(level) for level in stepped.grid(1))
    assert not any(stepped.admits(other) for other in (Fraction(1, 3), Fraction(0), Fraction(5, 2), "1"))
    free = QuantityIssue("q", "q", "", Fraction(0), Fraction(1))
    assert free.continuous
    assert free.admits(Fraction(1, 3))
    assert free.grid(2) == (0, Fraction(1, 2), 1)
    with pytest.raises(ValueError, match="continuous"):
        _ = free.levels


def test_packages_are_values() -> None:
    one = Package({"a": "x", "q": 1})
    assert one == Package({"q": Fraction(1), "a": "x"})
    assert hash(one) == hash(Package({"q": Fraction(1), "a": "x"}))
    assert one.changed({"a": "y"}).differs_from(one) == ("a",)
    assert str(one) == "a=x, q=1"
    assert {one: 1}[Package({"a": "x", "q": 1})] == 1
