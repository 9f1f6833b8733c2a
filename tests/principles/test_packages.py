"""Package principles on published bargaining problems, and what sets each apart from its neighbours."""

from __future__ import annotations

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.strategies import cases

from makeable.casefile import read_case_text
from makeable.model import AtLeast, Case, ChoiceIssue, Curve, Option, Party, QuantityIssue, Scores, Sheet
from makeable.principles import Asked, Division, registered

EVERY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# J. F. Nash, Econometrica 18 (1950): what each good is worth to Bill and to Jack; the first five are Bill's.
GOODS = {
    "book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1),
    "pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2),
}  # fmt: skip
# The upper hull of all 512 trades, as gains of Bill and Jack.
HULL = [(-12, 10), (-2, 9), (6, 7), (12, 5), (14, 4), (20, -2), (22, -6)]


def run(name: str, case: Case, **asked: object) -> Division:
    answer = registered()[name].run(case, Asked(limit=10_000, **asked))  # type: ignore[arg-type]
    assert isinstance(answer, Division)
    return answer


def trades() -> Case:
    issues = tuple(ChoiceIssue(good, good, (Option("stays", "stays"), Option("goes", "goes"))) for good in GOODS)
    bill, jack = {}, {}
    for number, (good, (to_bill, to_jack)) in enumerate(GOODS.items()):
        sign = -1 if number < 5 else 1
        bill[good] = Scores({"stays": Fraction(0), "goes": Fraction(sign * to_bill)})
        jack[good] = Scores({"stays": Fraction(0), "goes": Fraction(-sign * to_jack)})
    parties = (Party("bill", "Bill", Sheet(Fraction(0), bill)), Party("jack", "Jack", Sheet(Fraction(0), jack)))
    return Case("Bill and Jack", issues, parties, AtLeast(2, ("bill", "jack")))


def frontier_line(points: list[tuple[int, int]]) -> Case:
    """Two parties who choose any point of a line through these gains."""
    at = [Fraction(n) for n in range(len(points))]
    issue = QuantityIssue("mix", "mix", "", at[0], at[-1], None)
    curves = [Curve(tuple((x, Fraction(point[side])) for x, point in zip(at, points, strict=True))) for side in (0, 1)]
    parties = tuple(Party(n, n, Sheet(Fraction(0), {"mix": c})) for n, c in zip(("bill", "jack"), curves, strict=True))
    return Case("A line", (issue,), parties, AtLeast(2, ("bill", "jack")))


def gains(name: str, case: Case) -> tuple[Fraction, ...]:
    return tuple(run(name, case).gains.values())


def test_bill_and_jack_trade_as_nash_said() -> None:
    found = run("nash", trades())
    assert tuple(found.gains.values()) == (12, 5)
    given = {good for good, way in found.packages[0].items() if way == "goes"}
    assert given == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
    assert sum(gains("utilitarian", trades())) == 18


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nash", (12, 5)),
        ("kalai-smorodinsky", (Fraction(324, 29), Fraction(153, 29))),
        ("egalitarian", (Fraction(27, 4), Fraction(27, 4))),
    ],
)
def test_bill_and_jack_with_lotteries(name: str, expected: tuple[Fraction, Fraction]) -> None:
    found = gains(name, frontier_line(HULL))
    assert all(abs(a - b) < Fraction(1, 10**6) for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize(("a", "b"), [(10, 10), (30, 12), (7, 100)])
def test_on_a_straight_frontier(a: int, b: int) -> None:
    line = frontier_line([(0, b), (a, 0)])
    close = Fraction(1, 10**4)
    for name in ("nash", "kalai-smorodinsky", "raiffa"):
        assert abs(gains(name, line)[0] - Fraction(a, 2)) < a * close, name
    for name in ("egalitarian", "maximin", "rawlsian", "kalai-proportional"):
        assert abs(gains(name, line)[0] - Fraction(a * b, a + b)) < a * close, name


TEXT = """
makeable: 1
issues: [{id: share, options: [low, fair, even, high]}]
parties:
  - {id: rich, sheet: {no_deal: 100, scores: {share: {low: 101, fair: 110, even: 105, high: 120}}}}
  - {id: poor, sheet: {no_deal: 10, scores: {share: {low: 19, fair: 11, even: 15, high: 10}}}}
"""


def test_what_each_looks_at() -> None:
    """Gains, positions and percentages are three different things."""
    case = read_case_text(TEXT).case
    assert case is not None
    chosen = {name: str(run(name, case).packages[0]["share"]) for name in registered()}
    assert chosen["egalitarian"] == chosen["maximin"] == chosen["equal-gain"] == "even"
    assert chosen["rawlsian"] == "low"
    assert chosen["proportional-gains"] == "fair"
    assert chosen["utilitarian"] == "high"


SMALL = cases(continuous=False)


@EVERY
@given(case=SMALL, weights=st.lists(st.sampled_from([1, 2, 5, Fraction(1, 3)]), min_size=4, max_size=4))
@pytest.mark.parametrize("over", ["unanimous", "passing", "all"])
def test_agreed_proportions_are_kept_to_both_ways(case: Case, weights: list[Fraction], over: str) -> None:
    given = {party: Fraction(weight) for party, weight in zip(case.party, weights, strict=False)}
    expected = brute.best(case, "kalai-proportional", over, given)
    assert set(run("kalai-proportional", case, weights=given, over=over).packages) == expected
    with patch("makeable.principles.choice._small_space", lambda _: None):
        found = run("kalai-proportional", case, weights=given, over=over)
    assert set(found.packages) <= expected
    assert bool(found.packages) == bool(expected)


@pytest.mark.parametrize("name", [p.name for p in registered().values() if "contraction" in p.axioms])
@EVERY
@given(case=cases(continuous=False, constraints=False, any_rule=False), seed=st.integers(0, 10**6))
def test_taking_away_what_was_not_chosen_changes_nothing(name: str, case: Case, seed: int) -> None:
    """The chosen gains stay chosen when another package is taken away (contraction independence)."""
    chosen = run(name, case)
    others = [package for package in brute.packages(case) if package not in chosen.packages]
    if not chosen.packages or not others:
        return
    gone = others[seed % len(others)]
    vectors = {brute.values(case, package) for package in chosen.packages}
    allows = Case.allows
    with patch.object(Case, "allows", lambda self, package: package != gone and allows(self, package)):
        after = {brute.values(case, package) for package in brute.best(case, name, chosen.over)}
    assert after == vectors


def test_who_has_nothing_without_a_deal_has_no_percentage() -> None:
    case = read_case_text(TEXT.replace("no_deal: 10,", "no_deal: 0,")).case
    assert case is not None
    found = run("proportional-gains", case)
    assert any(getattr(reason, "what", "") == "no unit" and reason.party == "poor" for reason in found.reasons)  # type: ignore[attr-defined]
