"""Robustness: exact where it can be, sampling that agrees with it, worst cases and variance by brute force."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.cases import START, F, case_of

from makeable.agreement.odds import Shock, active, exact_odds, paths, sampled_odds, variance
from makeable.agreement.robust import robustness
from makeable.agreement.surplus import effects
from makeable.model import Case, Commitment, Contingency, Scenario, Stakes
from makeable.model.scenario import Payment
from makeable.model.stakes import Shift, Turn

numbers = st.integers(-6, 6).map(Fraction)
shocks = st.builds(
    lambda name, p, years, adds: Shock(name, p, years, (F(1), F(1)), tuple((F(0), add) for add in adds)),
    st.sampled_from("stuvw"),
    st.fractions(0, 1, max_denominator=10),
    st.sampled_from([None, 1, 2]),
    st.tuples(numbers, numbers),
)


@given(st.tuples(numbers, numbers), st.lists(shocks, max_size=4, unique_by=lambda s: s.scenario))
@settings(max_examples=60, deadline=None)
def test_exact_odds_weigh_every_combination(base: tuple[Fraction, Fraction], found: list[Shock]) -> None:
    odds = exact_odds(base, found, 3)
    assert odds is not None
    for year in (1, 2, 3):
        wanted = [F(0), F(0)]
        everyone = F(0)
        for on in product((False, True), repeat=len(found)):
            weight = F(1)
            level = list(base)
            for shock, happens in zip(found, on, strict=True):
                weight *= active(shock, year) if happens else 1 - active(shock, year)
                if happens:
                    level = [a + shock.adds[k][1] for k, a in enumerate(level)]
            for k in (0, 1):
                wanted[k] += weight if level[k] >= 0 else 0
            everyone += weight if min(level) >= 0 else 0
        assert [c.value for c in odds.parties[year - 1]] == wanted
        assert odds.everyone[year - 1].value == everyone


def test_the_sample_agrees_with_the_exact_odds() -> None:
    found = [
        Shock("s", F("1/5"), None, (F(1), F(1)), ((F(0), F(-4)), (F(0), F(1)))),
        Shock("t", F("3/10"), 2, (F(1), F(1)), ((F(0), F(-3)), (F(0), F(-3)))),
    ]
    base = (F(3), F(2))
    exact = exact_odds(base, found, 4)
    rough, throughout = sampled_odds(base, found, 4, 7, 20_000)
    assert exact is not None
    for year in range(4):
        for k in (0, 1):
            estimate = rough.parties[year][k]
            assert abs(float(estimate.value - exact.parties[year][k].value)) < 0.015
            assert estimate.interval is not None
    assert all(throughout[k].value <= rough.parties[y][k].value for k in (0, 1) for y in range(4))


def test_a_seed_gives_the_same_answer_and_scenarios_do_not_share_luck() -> None:
    one = Shock("s", F("1/5"), None, (F("1/2"), F("3/2")), ((F(-4), F(0)),))
    two = Shock("t", F("1/5"), None, (F(1), F(1)), ((F(-4), F(0)),))
    assert (paths((F(3),), [one, two], 4, 5, 200) == paths((F(3),), [one, two], 4, 5, 200)).all()
    lost = paths((F(0),), [one, two], 4, 5, 200) - paths((F(0),), [two], 4, 5, 200)
    assert abs(lost - paths((F(0),), [one], 4, 5, 200)).max() < 1e-9


@given(st.fractions(0, 1, max_denominator=8), numbers, numbers, st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_variance_by_its_definition(p: Fraction, turned: Fraction, fixed: Fraction, low: int, more: int) -> None:
    """A scenario is on with probability p at a severity drawn evenly: integrated by hand, by Simpson's rule (exact)."""
    shock = Shock("s", p, None, (F(low), F(low + more)), ((turned, fixed),))
    ends = [F(low), F(low) + Fraction(more, 2), F(low + more)]
    effect = [turned * x + fixed for x in ends]
    mean = p * (effect[0] + 4 * effect[1] + effect[2]) / 6
    square = p * (effect[0] ** 2 + 4 * effect[1] ** 2 + effect[2] ** 2) / 6
    assert variance(shock, 0, 1) == square - mean**2


def overrun_case() -> Case:
    """A builds for b; costs may run over; b has much to spare, and there may be a term that pays."""
    commitments = [Commitment("build", "build", "a", ("b",), START)]
    stakes = {
        "a": Stakes(costs={"build": F(10)}, turns={"overrun": Turn({"build": Shift(F("3/2"))})}),
        "b": Stakes(values={"build": F(20)}, money=F(2)),
    }
    scenarios = (
        Scenario("overrun", "Overrun", "cost_overrun", probability=F("1/4")),
        Scenario("walks", "A stops", "non_compliance", probability=F("1/10"), breaks=("build",)),
    )
    return case_of(commitments, stakes, {"a": 3, "b": 8}, scenarios=scenarios, term=START.replace(year=2031))


def test_effects_count_costs_values_and_what_is_not_done() -> None:
    case = overrun_case()
    assert case.agreement is not None
    overrun, walks = case.agreement.scenarios
    assert effects(case, overrun) == {"a": (F(-5), F(0)), "b": (F(0), F(0))}
    assert effects(case, walks) == {"a": (F(0), F(10)), "b": (F(0), F(-20))}


def test_outlook_drivers_and_cures() -> None:
    found = robustness(overrun_case())
    a, b = found.outlooks
    assert (a.planned, a.worst, a.breaking) == (3, -2, ("overrun",))
    assert (b.worst, b.breaking) == (-12, ("walks",))
    assert found.proof.kind == "proven"
    assert [c.value for c in a.chances] == [1 - F("1/4") * F("9/10"), 1 - (1 - F("3/4") ** 2) * F("9/10") ** 2]
    assert [d.share for d in b.drivers] == [1, 0]
    cure = found.cures[0]
    assert cure.scenario == "overrun"
    assert cure.payments == (Payment("b", "a", F(2)),)  # b's points count double in money: 4 of its 8 to spare
    assert cure.cured is not None
    assert cure.cured.value == (1 - F("1/10")) ** 2


def test_a_contingent_term_is_counted_and_its_worth_is_told() -> None:
    case = overrun_case()
    assert case.agreement is not None
    term = Contingency("share", "overrun", "b shares it", (Payment("b", "a", F(2)),))
    covered = robustness(replace(case, agreement=replace(case.agreement, contingencies=(term,))))
    bare = robustness(case)
    assert covered.everyone[-1].value > bare.everyone[-1].value
    told = next(cure for cure in covered.cures if cure.scenario == "overrun")
    assert told.bare is not None
    assert told.bare.value == bare.everyone[-1].value


def test_money_that_is_not_there_cannot_cure() -> None:
    case = overrun_case()
    sheet = replace(case.sheets["b"], no_deal=F(7))
    found = robustness(case.with_sheets({"b": sheet}))
    assert next(cure for cure in found.cures if cure.scenario == "overrun").payments is None


def test_varying_severity_is_sampled_and_says_so() -> None:
    case = overrun_case()
    assert case.agreement is not None
    wide = tuple(replace(s, severity=(F("1/2"), F("3/2"))) for s in case.agreement.scenarios)
    found = robustness(replace(case, agreement=replace(case.agreement, scenarios=wide)), runs=4000)
    assert found.proof.kind == "sampled"
    # a stays while the overrun is below 3/5 of what was written: a tenth of the severities from 1/2 to 3/2
    chance = found.outlooks[0].chances[0]
    assert chance.interval is not None
    assert chance.interval[0] < 1 - 0.25 * 0.9 * 0.9 < chance.interval[1]
