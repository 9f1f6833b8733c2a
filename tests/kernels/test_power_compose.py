import random
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from tests.voting_games import brute_shapley, brute_swings, games

from makeable.kernels.power_compose import compound, exact_swings, numeric_power
from makeable.kernels.power_index import banzhaf_counts, shapley_from_swings
from makeable.kernels.voting import Every, Game, Some, Threshold


@given(games())
def test_both_algebras_agree_with_brute_force(game: Game) -> None:
    parts = compound(game)
    assert parts is not None
    swings, winning = brute_swings(game)
    assert exact_swings(parts) == (swings, winning)
    found = numeric_power(parts)
    n = game.players
    assert found.shapley == pytest.approx(list(map(float, shapley_from_swings(swings))), abs=1e-13)
    assert found.banzhaf == pytest.approx([s / 2 ** (n - 1) for s in banzhaf_counts(swings)], abs=1e-13)
    assert found.passing == pytest.approx(winning / 2**n, abs=1e-13)


@given(games(most=5))
def test_the_shapley_index_is_the_share_of_orders(game: Game) -> None:
    assert shapley_from_swings(brute_swings(game)[0]) == brute_shapley(game)


@pytest.mark.parametrize("share", [0.5, 0.7, 0.85])
def test_fewer_nodes_than_the_degree_stay_within_the_proven_error(share: float) -> None:
    rng = random.Random(7)
    weights = tuple(int(rng.paretovariate(1.1) * 10) % 400 + 1 for _ in range(120))
    parts = compound(Game(120, Threshold(weights, int(sum(weights) * share) + 1)))
    assert parts is not None
    exact = shapley_from_swings(exact_swings(parts)[0])
    for error in (1e-4, 1e-8, 1e-14):
        found = numeric_power(parts, error)
        assert found.error <= error * 1.01 + 1e-17
        off = max(abs(float(a - Fraction(b))) for a, b in zip(exact, found.shapley, strict=True))
        assert off <= found.error + 2e-14
    assert found.node_count < 60
    assert sum(found.shapley) == pytest.approx(1, abs=1e-13)


def federal(senate: int, house: int, tie_break: bool) -> Game:
    """President, Vice President, Senate and House: a law, or a veto overridden by two thirds of both chambers."""
    n = 2 + senate + house
    president = tuple(int(i == 0) for i in range(n))
    chair = tuple(int(i == 1) for i in range(n))
    senators = tuple(int(2 <= i < 2 + senate) for i in range(n))
    members = tuple(int(i >= 2 + senate) for i in range(n))
    passed: list[Threshold | Every] = [Threshold(senators, senate // 2 + 1)]
    if tie_break:
        passed.append(Every((Threshold(senators, senate // 2), Threshold(chair, 1))))
    law = Every((Threshold(president, 1), Some(tuple(passed)), Threshold(members, house // 2 + 1)))
    override = Every((Threshold(senators, -(-senate * 2 // 3)), Threshold(members, -(-house * 2 // 3))))
    return Game(n, Some((law, override)))


def test_a_small_federal_system_by_brute_force() -> None:
    game = federal(4, 5, tie_break=True)
    parts = compound(game)
    assert parts is not None
    assert exact_swings(parts) == brute_swings(game)


def test_the_us_federal_system() -> None:
    parts = compound(federal(100, 435, tie_break=True))
    assert parts is not None
    found = numeric_power(parts)
    assert sum(found.shapley) == pytest.approx(1, abs=1e-12)
    # Taylor and Pacelli (2008), Mathematics and Politics, ch. 9: the President has about 16 percent
    assert found.shapley[0] == pytest.approx(0.16, abs=0.005)
    assert found.shapley[2] > found.shapley[1] > found.shapley[-1] > 0


def test_k_of_n_among_many() -> None:
    parts = compound(Game(300, Threshold((1,) * 300, 200)))
    assert parts is not None
    swings, winning = exact_swings(parts)
    assert swings[0][199] == comb(299, 199)
    assert winning == sum(comb(300, k) for k in range(200, 301))
    assert numeric_power(parts).shapley == pytest.approx([1 / 300] * 300, abs=1e-15)


def test_members_in_two_chambers_are_few_or_it_does_not_apply() -> None:
    weights = tuple(range(1, 15))
    assert compound(Game(14, Every((Threshold(weights, 50), Threshold((1,) * 14, 8))))) is None
    some = Every((Threshold(weights, 50), Threshold((1, 1, 1) + (0,) * 11, 2)))
    assert compound(Game(14, some)) is not None
