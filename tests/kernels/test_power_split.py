import pytest
from hypothesis import given
from tests.voting_games import brute_swings, games

from makeable.kernels import power_split
from makeable.kernels.power_index import swings_from_counts
from makeable.kernels.power_split import count_by_size, sorted_work
from makeable.kernels.voting import Every, Game, Some, Threshold


@given(games())
def test_counts_agree_with_brute_force(game: Game) -> None:
    counts = count_by_size(game)
    swings, winning = brute_swings(game)
    assert swings_from_counts(counts) == swings
    assert counts.total == winning


@given(games())
def test_sorting_and_comparing_count_the_same(game: Game) -> None:
    if sorted_work(game) is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        by_sorting = count_by_size(game)
        patch.setattr(power_split, "heads_and_weight", lambda _: None)
        assert count_by_size(game) == by_sorting


def test_heads_beside_one_weight_need_no_comparing() -> None:
    weights = (7, 5, 3, 2, 1)
    both = Every((Threshold(weights, 9), Threshold((1,) * 5, 3)))
    assert sorted_work(Game(5, Some((both, Threshold((1,) * 5, 4))))) is not None
    assert sorted_work(Game(5, Every((both, Threshold((1, 0, 1, 0, 1), 2))))) is None


def test_it_refuses_what_it_cannot_count_exactly() -> None:
    with pytest.raises(ValueError, match="48"):
        count_by_size(Game(49, Threshold((1,) * 49, 25)))
