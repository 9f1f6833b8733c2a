import pytest
from tests.voting_games import brute_owen, brute_swings

from makeable.kernels.power_index import banzhaf_counts, shapley_from_swings
from makeable.kernels.power_sample import sample_banzhaf, sample_shapley, wilson
from makeable.kernels.voting import Every, Game, Threshold

GAME = Game(6, Every((Threshold((4, 4, 4, 2, 2, 1), 12), Threshold((1,) * 6, 3))))


def test_most_intervals_hold_the_truth() -> None:
    swings, winning = brute_swings(GAME)
    shapley = shapley_from_swings(swings)
    held = total = 0
    for seed in range(40):
        found = sample_shapley(GAME, 1500, seed)
        held += sum(low <= s <= high for s, (low, high) in zip(shapley, found.intervals, strict=True))
        total += len(shapley)
    assert held / total == pytest.approx(0.95, abs=0.04)
    banzhaf, passing = sample_banzhaf(GAME, 20_000, 1)
    assert banzhaf.values == pytest.approx([s / 32 for s in banzhaf_counts(swings)], abs=0.02)
    assert passing.values[0] == pytest.approx(winning / 64, abs=0.02)


def test_orders_keep_unions_together() -> None:
    unions = [[0, 3, 5], [1, 2], [4]]
    found = sample_shapley(GAME, 30_000, 3, unions)
    assert found.values == pytest.approx(list(map(float, brute_owen(GAME, unions))), abs=0.02)


def test_the_same_seed_gives_the_same_sample() -> None:
    assert sample_shapley(GAME, 500, 9) == sample_shapley(GAME, 500, 9)


@pytest.mark.parametrize("quota", [0, 99])
def test_where_nobody_decides_nobody_has_power(quota: int) -> None:
    assert sample_shapley(Game(3, Threshold((1, 1, 1), quota)), 100, 1).values == (0, 0, 0)


def test_wilson_interval() -> None:
    # Brown, Cai and DasGupta (2001): never degenerate at the ends
    assert wilson(0, 10, 0.95) == pytest.approx((0, 0.2775), abs=1e-3)
    assert wilson(5, 10, 0.95) == pytest.approx((0.2366, 0.7634), abs=1e-3)
