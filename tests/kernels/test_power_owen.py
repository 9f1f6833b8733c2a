from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.voting_games import brute_owen, brute_shapley, games, partitions

from makeable.kernels import power_owen
from makeable.kernels.power_owen import owen
from makeable.kernels.voting import Game, Threshold


@given(games(most=5), st.data())
def test_it_is_the_share_of_orders_that_keep_unions_together(game: Game, data: st.DataObject) -> None:
    unions = data.draw(partitions(game.players))
    truth = brute_owen(game, unions)
    assert owen(game, unions) == truth
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(power_owen, "_work", lambda _: (1, 0))  # the other of its two ways
        assert owen(game, unions) == truth


@given(games(most=5))
def test_unions_of_one_and_one_union_of_all_change_nothing(game: Game) -> None:
    shapley = brute_shapley(game)
    assert owen(game, [[i] for i in range(game.players)]) == shapley
    assert owen(game, [list(range(game.players))]) == shapley


def test_a_union_can_gain_by_voting_together() -> None:
    game = Game(3, Threshold((1, 1, 1), 2))
    assert owen(game, [[0, 1], [2]]) == (Fraction(1, 2), Fraction(1, 2), Fraction(0))


def test_every_player_is_in_one_union() -> None:
    with pytest.raises(ValueError, match="exactly one"):
        owen(Game(3, Threshold((1, 1, 1), 2)), [[0, 1]])
