"""The cheapest repair: it holds, any smaller one fails, and no other choice of measures is cheaper."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.cases import F, case_of, exchange

from makeable.agreement import repair as repair_module
from makeable.agreement.enforce import enforcement
from makeable.agreement.measures import Measure, exchanges, in_steps, stepped, with_measures
from makeable.agreement.needs import needs
from makeable.agreement.repair import TogetherShort, Unmendable, _Search, repair
from makeable.agreement.repair_program import prices_of, solver_guess
from makeable.errors import TooLarge
from makeable.model import Case, Commitment, Scenario, Stakes
from makeable.model.agreement import Allowance, Limits, Monitor
from makeable.model.commitment import Remedy
from makeable.model.stakes import Shift, Turn

WIDE = Allowance(F(1000))


def kinds(measures: tuple[Measure, ...] | None) -> list[str]:
    assert measures is not None
    return sorted(measure.kind for measure in measures)


def limited(case: Case, **limits: object) -> Case:
    assert case.agreement is not None
    return replace(case, agreement=replace(case.agreement, limits=Limits(**limits)))  # type: ignore[arg-type]


def test_the_second_of_an_exchange_lays_down_exactly_its_cost() -> None:
    found = repair(limited(exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5")), deposit=WIDE))
    assert [(m.kind, m.commitment, m.amount) for m in found.measures or ()] == [("deposit", "b-gives", F(3))]
    assert found.proof.kind == "proven"
    assert found.repaired is not None
    assert enforcement(found.repaired).holds


def test_smaller_steps_need_smaller_deposits() -> None:
    """In three steps the second to give can gain only a third of its cost by stopping."""
    case = exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5"))
    whole = repair(limited(case, deposit=WIDE, steps=3, step_price=F(5)))
    cut = repair(limited(case, deposit=WIDE, steps=3, step_price=F("1/10")))
    assert kinds(whole.measures) == ["deposit"]
    assert whole.price == 3
    assert kinds(cut.measures) == ["deposit", "steps"]
    assert {m.amount for m in cut.measures or ()} == {F(3), F(1)}  # three steps, a deposit of 3 / 3
    assert cut.repaired is not None
    assert enforcement(cut.repaired).holds


def test_a_penalty_beyond_what_was_allowed_is_not_proposed() -> None:
    found = repair(limited(exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5")), penalty=Allowance(F(2))))
    assert found.measures is None
    assert found.reasons[0] == Unmendable("b", "b-gives", None, F(1))


def test_monitoring_pays_when_penalties_are_rarely_noticed() -> None:
    rare = Remedy(detected=F("1/10"))
    case = exchange({"a": 1, "b": 3}, {"a": 90, "b": 6}, F("4/5"), a=rare, b=rare)
    audit = Monitor("audit", "A yearly audit", F("9/10"), F(2))
    assert kinds(repair(limited(case, penalty=WIDE, monitors=(audit,))).measures) == ["monitor", "penalty"]
    poor = repair(limited(case, penalty=WIDE, monitors=(audit,), monitoring_budget=F(1)))
    assert [(m.kind, m.amount) for m in poor.measures or ()] == [("penalty", F(30))]


def test_a_reward_is_paid_out_of_what_the_deal_brings_the_payer() -> None:
    def found(gain: int) -> object:
        case = exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5"))
        sheet = replace(case.sheets["a"], no_deal=F(10 - gain))
        return repair(limited(case.with_sheets({"a": sheet}), payment=WIDE))

    rich, poor = found(3), found(2)
    assert [(m.kind, m.payer, m.amount) for m in rich.measures] == [("reward", "a", F(3))]  # type: ignore[attr-defined]
    assert poor.measures is None  # type: ignore[attr-defined]


def test_a_contingent_reward_costs_only_as_often_as_it_is_due() -> None:
    case = exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5"), b=Remedy(deposit=F(3)))
    sheet = case.sheets["b"]
    assert sheet.stakes is not None
    assert case.agreement is not None
    held = replace(sheet.stakes, turns={"overrun": Turn({"b-gives": Shift(F(2))})})
    overrun = Scenario("overrun", "Costs double", "cost_overrun", probability=F("1/5"))
    case = replace(
        case.with_sheets({"b": replace(sheet, stakes=held)}), agreement=replace(case.agreement, scenarios=(overrun,))
    )
    found = repair(limited(case, payment=WIDE, deposit=WIDE))
    assert [(m.kind, m.scenario, m.amount, m.price) for m in found.measures or ()] == [
        ("contingent", "overrun", F(3), F("3/5"))
    ]
    assert found.repaired is not None
    assert enforcement(found.repaired).holds


def test_together_they_may_take_more_than_the_payer_has() -> None:
    commitments = [Commitment(k, k, "b", ("a",), date(2031, 1, 1)) for k in ("x", "y")]
    stakes = {"a": Stakes(values={"x": F(5), "y": F(5)}), "b": Stakes(costs={"x": F(3), "y": F(3)})}
    found = repair(limited(case_of(commitments, stakes, {"a": 5, "b": 10}), payment=WIDE))
    assert found.measures is None
    assert found.reasons[0] == TogetherShort()


def test_nothing_to_mend_asks_for_nothing() -> None:
    found = repair(
        limited(exchange({"a": 4, "b": 3}, {"a": 9, "b": 6}, F("4/5"), b=Remedy(deposit=F(3))), deposit=WIDE)
    )
    assert found.measures == ()
    assert found.price == 0


@st.composite
def shaky(draw: st.DrawFn) -> Case:
    """Two to four commitments that answer one another, two scenarios, and a menu of measures."""
    count = draw(st.integers(2, 4))
    keys = [f"c{k}" for k in range(count)]
    owners = ["ab"[k % 2] for k in range(count)]
    seen = [draw(st.sampled_from([F("1/2"), F("4/5"), F(1)])) for _ in keys]
    linked = [
        tuple(draw(st.lists(st.sampled_from(keys[:k]), unique=True, max_size=2))) if k else () for k in range(count)
    ]
    commitments = [
        Commitment(
            keys[k], keys[k], owners[k], due=date(2031 + k, 1, 1), depends_on=linked[k],
            remedy=Remedy(detected=seen[k]), divisible=draw(st.booleans()),
        )
        for k in range(count)
    ]  # fmt: skip
    stakes = {}
    for party in "ab":
        own = [key for key, owner in zip(keys, owners, strict=True) if owner == party]
        others = [key for key in keys if key not in own]
        stakes[party] = Stakes(
            draw(st.sampled_from([F("1/2"), F("9/10")])),
            costs={key: F(draw(st.integers(1, 6))) for key in own},
            values={key: F(draw(st.integers(0, 8))) for key in others},
            turns={"bad": Turn({key: Shift(F(draw(st.integers(1, 2)))) for key in own})},
        )
    monitors = (Monitor("m1", "M1", F("4/5"), F(draw(st.integers(1, 3)))), Monitor("m2", "M2", F(1), F(3), (keys[0],)))
    limits = Limits(
        deposit=Allowance(F(draw(st.sampled_from([3, 8, 50])))), monitors=monitors, monitoring_budget=F(4),
        steps=2, step_price=F(draw(st.integers(1, 2))),
    )  # fmt: skip
    return case_of(commitments, stakes, scenarios=(Scenario("bad", "Bad", "cost_overrun"),), limits=limits)


def cheapest_by_brute_force(case: Case) -> Fraction | None:
    """Every choice of monitoring and steps; the deposit each commitment then needs, read off its margins."""
    agreement = case.agreement
    assert agreement is not None
    groups = [g for g in exchanges(agreement) if stepped(agreement, g)]
    best: Fraction | None = None
    subsets = chain.from_iterable(combinations(agreement.limits.monitors, n) for n in range(3))
    for on in subsets:
        fixed = sum((m.cost for m in on), F(0))
        if fixed > 4:
            continue
        watched = with_measures(
            case,
            [
                Measure("monitor", c.id, monitor=m.id)
                for m in on
                for c in agreement.commitments
                if not m.watches or c.id in m.watches
            ],
        )
        for bits in range(2 ** len(groups)):
            tried, price = watched, fixed
            for k, group in enumerate(groups):
                if bits >> k & 1:
                    tried, price = in_steps(tried, group, 2), price + agreement.limits.step_price
            deposits: dict[str, Fraction] = {}
            for s in enforcement(tried).standings:
                deposits[s.commitment] = max(deposits.get(s.commitment, F(0)), -s.margin / s.detected)
            most = agreement.limits.deposit.at_most if agreement.limits.deposit else F(0)
            if all(amount <= most for amount in deposits.values()):
                total = price + sum(deposits.values())
                best = total if best is None else min(best, total)
    return best


@given(shaky())
@settings(max_examples=60, deadline=None)
def test_no_choice_of_measures_is_cheaper(case: Case) -> None:
    found = repair(case)
    assert found.proof.kind == "proven"
    assert found.price == cheapest_by_brute_force(case)
    if found.measures is not None:
        assert found.repaired is not None
        assert enforcement(found.repaired).holds


@given(shaky())
@settings(max_examples=60, deadline=None)
def test_any_smaller_repair_fails(case: Case) -> None:
    """Less of any amount, or any measure left out, and somebody gains from breaking again."""
    measures = repair(case).measures or ()
    for measure in measures:
        others = [m for m in measures if m != measure]
        if measure.kind == "monitor":
            others = [m for m in others if m.monitor != measure.monitor]
        assert not enforcement(with_measures(case, others)).holds
        if measure.kind not in ("monitor", "steps"):
            less = replace(measure, amount=measure.amount - measure.amount / 10**6)
            assert not enforcement(with_measures(case, [*others, less])).holds


@given(shaky())
@settings(max_examples=30, deadline=None)
def test_the_solver_and_the_exact_search_agree(case: Case) -> None:
    """HiGHS in floats and branch and bound in fractions come to the same price; fractions price both."""
    required, prices = needs(case, [None, "bad"]), prices_of(case)
    guess = solver_guess(required, prices)
    exact = repair(case)
    assert (guess is None) == (exact.measures is None)
    if guess is not None:
        judge = _Search(case, required, prices)
        assert judge.try_plan(*guess) == exact.price


@given(shaky())
@settings(max_examples=30, deadline=None)
def test_a_search_stopped_early_says_how_far_it_may_be_off(case: Case) -> None:
    exact = repair(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repair_module, "PATIENT", 0)
        patch.setattr(repair_module, "LARGEST", 0)
        if exact.price is None:
            with suppress(TooLarge):
                assert repair(case).measures is None
            return
        stopped = repair(case)
    assert stopped.price is not None
    gap = stopped.proof.gap or Fraction(0)
    assert stopped.price - gap <= exact.price <= stopped.price
