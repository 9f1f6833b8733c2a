"""Whom to approach next: the advice, its policy, and the story it must be able to tell."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from makeable.casefile.campaign_file import read_campaign
from makeable.errors import BadInput
from makeable.finding import Assumed
from makeable.influence.campaign import Plan, plan_of
from makeable.influence.policy import Step
from makeable.influence.sensitivity import asked_first
from makeable.influence.sequence import Scope, sequence
from makeable.model import AllOf, AnyOf, AtLeast, Case, Party, Quota
from makeable.model.approach import Approach, Prospect

ROOT = Path(__file__).resolve().parents[2]
GULF = read_campaign(ROOT / "cases" / "plans" / "gulf-coalition.yaml")[0]
HEAT = read_campaign(ROOT / "cases" / "plans" / "heat-network.yaml")[0]
DEEP = Scope(depth=12, rare=0.0, thresholds="none")
QUICK = Scope(thresholds="none")


@cache
def advice(case: str, deep: bool = False):
    """The advice on one of the plans that ship, computed once for all tests."""
    return sequence({"gulf": GULF, "heat": HEAT}[case], DEEP if deep else QUICK)


def case_of(prospects: dict[str, Prospect], rule=None, **approach) -> Case:
    ids = tuple(prospects)
    parties = tuple(Party(party, party.upper()) for party in ids)
    plan = Approach(prospects, rule=rule, **approach)
    return Case("T", (), parties, AtLeast(len(ids), ids), approach=plan)


def paths(step: Step, path=()):
    """Every way through the tree: who was approached with which answer, and how it ends."""
    if not step.branches:
        yield path, step
    for branch in step.branches:
        yield from paths(branch.step, (*path, (step.approach, branch.aboard)))


def test_the_strongest_ally_is_left_out_and_the_sceptics_come_last() -> None:
    found = advice("gulf", True)
    assert found.first == ("saudi",)
    asked = [[who for who, _ in path] for path, _ in paths(found.policy)]
    assert not any(("israel",) in path for path in asked), "its joining would drive the others away"
    won = [path for path, end in paths(found.policy) if end.won]
    assert won
    assert all(path[-1][0] == ("congress",) for path in won)
    assert all([who for who, _ in path].index(("un",)) == len(path) - 2 for path in won), "the Council just before"


def test_asking_the_sceptics_first_is_far_worse_because_a_refusal_stops_the_others() -> None:
    found = advice("gulf")
    value = {option.approach: option.value for option in found.options}
    assert value["congress",] < 0.1 * found.value
    refused = replace(GULF, approach=replace(GULF.approach, refused=("congress",)))
    assert sequence(refused, QUICK).reachable is False


def test_with_the_ally_harmless_it_would_be_asked() -> None:
    tame = {p: replace(x, leaves_if=()) for p, x in GULF.approach.prospects.items()}
    found = sequence(replace(GULF, approach=replace(GULF.approach, prospects=tame)), DEEP)
    assert any(("israel",) in [who for who, _ in path] for path, _ in paths(found.policy))


def test_the_tree_accounts_for_all_chances_and_values() -> None:
    found = advice("heat", True)
    ends = list(paths(found.policy))
    assert sum(end.reach for _, end in ends) == pytest.approx(1)
    assert sum(end.reach for _, end in ends if end.won) == pytest.approx(found.outlook.success)
    assert sum(end.reach * len(path) for path, end in ends) == pytest.approx(found.outlook.approaches)
    gain = 900 * found.outlook.success - found.outlook.spent
    assert gain == pytest.approx(found.value)


def test_the_policy_beats_every_fixed_order() -> None:
    for case in ("gulf", "heat"):
        found = advice(case)
        assert all(found.value >= base.value - 1e-9 for base in found.baselines)
        assert all(found.value >= order.value - 1e-9 for order in found.orders)
        assert found.orders[0].value >= max(base.value for base in found.baselines) - 1e-9
        firsts = [order.order[:3] for order in found.orders]
        assert len(set(firsts)) == len(firsts), "alternatives, not variants"


def test_backward_from_the_hardest_yes_that_is_needed() -> None:
    back = advice("gulf").backward
    assert back.target == "congress"
    assert back.essential
    chain = [stage.party for stage in back.chains[0]]
    assert chain == ["saudi", "arabs", "soviets", "un", "congress"]
    assert all(stage.then >= stage.alone - 1e-9 for stage in back.chains[0])
    assert back.lifts[0][0] == "un"


def test_thresholds_are_where_the_first_step_changes() -> None:
    found = sequence(HEAT, Scope(thresholds="all", orders=0))
    plan = plan_of(HEAT)
    moving = [t for t in found.thresholds if t.low is not None or t.high is not None]
    assert moving
    for t in moving:
        w = t.which
        for edge, beyond, sign in ((t.low, t.below, -1), (t.high, t.above, 1)):
            if edge is not None:
                assert asked_first(plan.with_chance(w.party, w.field, w.other, edge + 0.01 * sign)) == beyond
                assert asked_first(plan.with_chance(w.party, w.field, w.other, edge - 0.01 * sign)) == found.first


def test_after_answers_the_advice_goes_on_from_there() -> None:
    before = advice("heat")
    on_yes = next(branch for branch in before.policy.branches if branch.aboard).step
    plan = replace(HEAT.approach, aboard=before.first)
    after = sequence(replace(HEAT, approach=plan), QUICK)
    assert after.first == on_yes.approach
    assert after.value == pytest.approx(on_yes.value)


def test_a_coalition_that_stands_needs_nobody_more() -> None:
    case = case_of(
        {"a": Prospect(Fraction(1, 2)), "b": Prospect(Fraction(1, 2))}, ask=Fraction(1, 10), aboard=("a", "b")
    )
    found = sequence(case)
    assert found.won
    assert found.first == ()
    assert found.value == found.stopping == 1


def test_costs_above_the_prize_mean_stop() -> None:
    case = case_of({"a": Prospect(Fraction(1, 2)), "b": Prospect(Fraction(1, 2))}, ask=Fraction(2))
    found = sequence(case)
    assert found.first == ()
    assert not found.won
    assert found.reachable


def test_any_rule_of_a_case_file_counts() -> None:
    ids = ("a", "b", "c")
    rule = AnyOf(
        (AllOf((AtLeast(1, ("a",)), AtLeast(1, ("b", "c")))), Quota({"b": Fraction(2), "c": Fraction(3)}, Fraction(5)))
    )
    prospects = {party: Prospect(Fraction(1, 2)) for party in ids}
    campaign = plan_of(case_of(prospects, rule)).campaign
    from makeable.kernels.sequence import table

    met = table(campaign.rule, 3)
    for mask in range(8):
        yes = {ids[i] for i in range(3) if mask >> i & 1}
        assert met[mask] == rule.holds(yes)


def test_parties_aboard_that_nobody_need_ask_count_towards_the_rule() -> None:
    case = case_of({"a": Prospect(Fraction(1, 2)), "b": Prospect(Fraction(1, 2))}, aboard=("b",))
    only_a = replace(case, approach=replace(case.approach, prospects={"a": Prospect(Fraction(1, 2))}))
    found = sequence(only_a, QUICK)
    assert found.value == pytest.approx(0.5)


def test_beyond_the_exact_program_the_value_comes_with_a_bound() -> None:
    found = sequence(HEAT, replace(QUICK, states=100))
    best = advice("heat")
    assert Assumed("not_exact") in found.reasons
    assert found.proof.kind == "sampled"
    low, high = found.proof.interval
    assert low <= best.value
    assert found.bound + 4 * found.bound_error >= best.value
    assert found.first
    assert high >= low


def test_a_case_without_an_approach_says_what_to_add() -> None:
    with pytest.raises(BadInput, match="approach"):
        sequence(Case("T", (), (Party("a", "A"),), AtLeast(1, ("a",))))


def test_a_group_half_answered_is_refused() -> None:
    prospects = {"a": Prospect(Fraction(1, 2)), "b": Prospect(Fraction(1, 2))}
    with pytest.raises(BadInput, match="met together"):
        sequence(case_of(prospects, together=(("a", "b"),), aboard=("a",)))


def test_a_group_met_together_is_one_step_with_every_answer() -> None:
    prospects = {"a": Prospect(Fraction(1, 2)), "b": Prospect(Fraction(1, 4)), "c": Prospect(Fraction(1, 2))}
    found = sequence(case_of(prospects, AtLeast(2, ("a", "b", "c")), together=(("a", "b"),)), DEEP)
    step = next(end for end in _steps(found.policy) if end.approach == ("a", "b"))
    assert {branch.aboard for branch in step.branches} == {(), ("a",), ("b",), ("a", "b")}
    assert sum(branch.chance for branch in step.branches) == pytest.approx(1)


def _steps(step: Step):
    yield step
    for branch in step.branches:
        yield from _steps(branch.step)


def test_a_changed_chance_alone_moves_the_others_with_it() -> None:
    plan = plan_of(GULF)
    moved = plan.with_chance("un", "alone", "", 0.5)
    before, after = plan.campaign, moved.campaign
    i = plan.parties.index("un")
    assert after.joined[i] == pytest.approx(before.joined[i])
    assert after.alone[i] == pytest.approx(0.0)
    assert isinstance(moved, Plan)
