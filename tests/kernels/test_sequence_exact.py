"""The exact program of sequencing against its definition, published values and closed forms."""

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from tests.kernels.sequence_brute import best_value, random_campaign

from makeable.kernels import sequence_layout
from makeable.kernels.sequence import Campaign, Gate, Rival, campaign, log_odds, quota
from makeable.kernels.sequence_exact import SINGLE, solve
from makeable.kernels.sequence_state import open_units, outcomes, stop_value

TABLE = json.loads((Path(__file__).parent.parent / "data" / "sequencing_cases.json").read_text())


@pytest.mark.parametrize("entry", TABLE["explicit_instances"], ids=lambda e: e["id"])
def test_published_instances_with_every_first_approach(entry) -> None:
    n = len(entry["beta"])
    problem = campaign(
        entry["beta"],
        np.array(entry["w"]).T,
        np.array(entry["u"]).T,
        ask=entry["c"],
        win=entry["s"],
        lose=entry["f"],
        worth=entry["b"],
        rule=quota(entry["wt"], entry["quota"]),
        prize=entry["Vwin"],
    )
    solution = solve(problem)
    first = dict(solution.approaches((0,) * n))
    assert solution.start == pytest.approx(entry["exact_optimal_value"], abs=1e-9)
    assert [first[i] for i in range(n)] == pytest.approx(entry["value_if_forced_first"], abs=1e-9)
    assert solution.approaches((0,) * n)[0][0] == entry["optimal_first_approach"]


@pytest.mark.parametrize("columns", [1, 30, 70_000])
@pytest.mark.parametrize("seed", range(4))
def test_plain_campaigns_agree_with_the_definition_however_they_are_laid_out(monkeypatch, seed, columns) -> None:
    monkeypatch.setattr(sequence_layout, "COLUMNS", columns)
    problem = random_campaign(seed, 6)
    assert solve(problem).start == pytest.approx(best_value(problem), abs=1e-9)


def _features(n: int) -> dict[str, dict[str, object]]:
    turns = np.zeros((n, n), dtype=bool)
    turns[0, 1] = turns[3, 1] = turns[2, 4] = True
    again = np.full(n, np.nan)
    again[[1, 3]] = -0.7, 0.4
    rival = Rival(0.7, np.array([1.0, 0.0, 2.0, 1.0, 0.5]), np.array([0.5, 0.9, 0.3, 0.8, 0.6]))
    calm = Rival(0.7, np.array([0.0, 0.0, 2.0, 1.0, 0.5]), np.array([0.5, 0.9, 0.3, 0.8, 0.6]))
    block = quota([3, 1, 2, 2, 1], 5)
    latest = np.array([2.0, 5, 1, 5, 3])
    return {
        "turns": {"turns": turns},
        "again": {"again": again},
        "rival": {"rival": rival},
        "block": {"block": block, "loss": 12.0},
        "latest": {"latest": latest},
        "clinch": {"clinch": np.full(n, 0.9)},
        "together": {"together": ((0, 3), (1, 4))},
        "three together": {"together": ((0, 2, 3),)},
        "all but groups": {
            "turns": turns, "again": again, "rival": rival, "block": block, "loss": 9.0,
            "latest": latest, "clinch": np.full(n, 0.9),
        },
        "with a group": {
            "together": ((0, 1),), "rival": calm, "block": block, "loss": 9.0, "latest": latest,
            "turns": np.where(np.arange(n)[:, None] > 1, turns, False),
            "again": np.where(np.arange(n) > 2, again, np.nan),
        },
    }  # fmt: skip


@pytest.mark.parametrize("columns", [1, 20, 70_000])
@pytest.mark.parametrize("feature", list(_features(5)))
def test_every_feature_agrees_with_the_definition(monkeypatch, feature, columns) -> None:
    monkeypatch.setattr(sequence_layout, "COLUMNS", columns)
    for seed in range(3):
        problem = random_campaign(100 + seed, 5, **_features(5)[feature])
        solution = solve(problem)
        assert solution.start == pytest.approx(best_value(problem), abs=1e-9)
        best = max(
            [stop_value(problem, (0,) * len(problem.units))]
            + [v for _, v in solution.approaches((0,) * len(problem.units))]
        )
        assert best == pytest.approx(solution.start, abs=1e-9)


def test_a_rule_may_have_several_conditions_and_alternatives() -> None:
    chambers = Gate(np.array([[1.0, 1, 1, 0, 0], [0, 0, 2, 1, 1]]), np.array([2.0, 2.0]))
    alone = Gate(np.array([[0.0, 0, 0, 1, 0]]), np.array([1.0]))
    problem = campaign([0.1, -0.4, 0.3, -1.5, 0.2], ask=0.3, lose=0.1, rule=(chambers, alone), prize=10)
    assert solve(problem).start == pytest.approx(best_value(problem), abs=1e-9)


def test_single_precision_stays_within_its_stated_error(monkeypatch) -> None:
    problem = random_campaign(3, 9)
    exact = solve(problem).start
    monkeypatch.setattr("makeable.kernels.sequence_exact.SINGLE", 10)
    assert SINGLE > 10
    assert solve(problem).start == pytest.approx(exact, rel=1e-5)
    assert solve(problem).values.dtype == np.float32


def value_of_order(problem: Campaign, order) -> float:
    """The value of asking in a fixed order with best stopping, straight from the definition."""

    def worth(state, position) -> float:
        stop = stop_value(problem, state)
        if position == len(order):
            return stop
        branches = outcomes(problem, state, order[position])
        return max(stop, sum(p * (worth(after, position + 1) - cost) for p, cost, after in branches))

    return worth((0,) * len(problem.units), 0)


@pytest.mark.parametrize("columns", [1, 20, 70_000])
def test_a_fixed_order_is_worth_what_its_definition_says(monkeypatch, columns) -> None:
    monkeypatch.setattr(sequence_layout, "COLUMNS", columns)
    for order in [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1), (1, 3, 4, 0, 2)]:
        problem = random_campaign(11, 5)
        assert solve(problem, order).start == pytest.approx(value_of_order(problem, order), abs=1e-9)


# Closed forms. All with independent answers; the cost is what the policy minimises, the prize makes it go on.


def _cost(p, c, k) -> float:
    """Expected cost of finding out whether k of n say yes: a prize far above all costs, never worth giving up."""
    n, huge = len(p), 1e5
    yes = Gate(np.ones((1, n)), np.array([float(k)]))
    # What is known at the end is worth the same for a yes and for a proven no.
    no = Gate(np.ones((1, n)), np.array([float(n - k + 1)]))
    problem = campaign(log_odds(p), ask=c, rule=(yes,), prize=huge, block=(no,), loss=-huge)
    return huge - solve(problem).start


@pytest.mark.parametrize("entry", TABLE["k_of_n_instances"], ids=lambda e: f"k={e['k']}")
def test_k_of_n_costs(entry) -> None:
    assert _cost(entry["p"], entry["c"], entry["k"]) == pytest.approx(entry["optimal_expected_cost"], abs=1e-6)


def _series(p, c, order, go_on) -> float:
    """Cost of asking in an order, going on with probability go_on(p) after each."""
    total, reach = 0.0, 1.0
    for i in order:
        total += reach * c[i]
        reach *= go_on(p[i])
    return total


def test_unanimity_asks_by_cost_over_the_chance_of_a_no() -> None:
    """Mitten 1960."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        p, c = rng.uniform(0.1, 0.9, 6), rng.uniform(0.2, 3, 6)
        order = np.argsort(c / (1 - p))
        assert _cost(p, c, 6) == pytest.approx(_series(p, c, order, lambda q: q), abs=1e-6)


def test_one_yes_suffices_asks_by_cost_over_the_chance_of_a_yes() -> None:
    rng = np.random.default_rng(6)
    for _ in range(20):
        p, c = rng.uniform(0.1, 0.9, 6), rng.uniform(0.2, 3, 6)
        order = np.argsort(c / p)
        assert _cost(p, c, 1) == pytest.approx(_series(p, c, order, lambda q: 1 - q), abs=1e-6)


def test_k_of_n_starts_with_a_party_in_both_short_lists() -> None:
    """Ben-Dov 1981; Salloum and Breuer 1984."""
    rng = np.random.default_rng(7)
    for _ in range(20):
        n = 6
        k = int(rng.integers(1, n + 1))
        p, c = rng.uniform(0.1, 0.9, n), rng.uniform(0.2, 3, n)
        both = set(np.argsort(c / p)[:k]) & set(np.argsort(c / (1 - p))[: n - k + 1])
        gates = Gate(np.ones((1, n)), np.array([float(k)])), Gate(np.ones((1, n)), np.array([float(n - k + 1)]))
        problem = campaign(log_odds(p), ask=c, rule=gates[:1], prize=1e4, block=gates[1:], loss=-1e4)
        ranked = solve(problem).approaches((0,) * n)
        best = {unit for unit, value in ranked if value > ranked[0][1] - 1e-7}
        assert both
        assert both <= best


def test_two_parties_both_needed_without_costs() -> None:
    """Ask A first exactly when p(A) p(B|A) > p(B) p(A|B)."""
    rng = np.random.default_rng(8)
    for _ in range(30):
        a, b, a_given_b, b_given_a = rng.uniform(0.05, 0.95, 4)
        joined = [[0, log_odds(a_given_b) - log_odds(a)], [log_odds(b_given_a) - log_odds(b), 0]]
        problem = campaign(log_odds([a, b]), joined, rule=quota([1, 1], 2))
        solution = solve(problem)
        assert solution.start == pytest.approx(max(a * b_given_a, b * a_given_b))
        assert solution.approaches((0, 0))[0][0] == (0 if a * b_given_a > b * a_given_b else 1)


def test_certain_answers_and_helpful_influence_recruit_the_closure_of_the_thresholds() -> None:
    rng = np.random.default_rng(9)
    for _ in range(15):
        n = 7
        joined = np.where(rng.random((n, n)) < 0.4, 50.0, 0.0)
        np.fill_diagonal(joined, 0)
        needs = rng.integers(0, 3, n)  # how many friends aboard it takes
        problem = campaign(np.zeros(n), joined, worth=1.0)
        problem = Campaign(
            25.0 - 50.0 * needs, joined, np.zeros((n, n)), problem.ask, problem.win, problem.lose, problem.worth,
            rule=(), prize=0.0,
        )  # fmt: skip
        aboard: set[int] = set()
        while True:
            more = {i for i in range(n) if i not in aboard and sum(joined[i, j] > 0 for j in aboard) >= needs[i]}
            if not more:
                break
            aboard |= more
        assert solve(problem).start == pytest.approx(len(aboard))


def test_no_order_beats_the_policy() -> None:
    problem = random_campaign(21, 4)
    best = max(solve(problem, order).start for order in permutations(range(4)))
    assert solve(problem).start >= best - 1e-12


def value_with_precedence(problem: Campaign, chain) -> float:
    """The best value when the parties of a chain keep their order among themselves, from the definition."""

    def worth(state) -> float:
        waiting = [party for party in chain if state[party] == 0]
        open_ = [i for i in open_units(problem, state) if i not in chain or i == waiting[0]]
        asked = (sum(p * (worth(s) - cost) for p, cost, s in outcomes(problem, state, i)) for i in open_)
        return max([stop_value(problem, state), *asked])

    return worth((0,) * problem.size)


@pytest.mark.parametrize("columns", [1, 20, 70_000])
@pytest.mark.parametrize("chain", [(3, 1), (4, 0, 2), (0, 1, 2, 3, 4)])
def test_a_chain_keeps_its_order(monkeypatch, chain, columns) -> None:
    monkeypatch.setattr(sequence_layout, "COLUMNS", columns)
    for more in ({}, {"latest": np.array([2.0, 5, 4, 5, 3])}, {"clinch": np.full(5, 0.7)}):
        problem = random_campaign(31, 5, **more)
        chained = replace(problem, chain=chain)
        assert solve(chained).start == pytest.approx(value_with_precedence(problem, chain), abs=1e-9)
        assert chained.states < problem.states or len(chain) < 2


def test_wrong_shapes_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="latest wants one number per party"):
        campaign([0.0, 0.0], latest=np.zeros(3))
    with pytest.raises(ValueError, match="one joint meeting only"):
        campaign([0.0] * 3, together=((0, 1), (1, 2)))
    with pytest.raises(ValueError, match="no second approach"):
        campaign([0.0] * 2, together=((0, 1),), again=np.array([0.0, np.nan]))
