import numpy as np
import pytest
from hypothesis import given
from tests.voting_games import games

from makeable.kernels.voting import Every, Game, Some, Threshold, subset_sums, wins


@given(games())
def test_the_table_says_what_the_rule_says(game: Game) -> None:
    assert game.table().tolist() == [wins(game.rule, mask) for mask in range(1 << game.players)]


@given(games())
def test_whoever_cannot_win_is_blocked_by_the_rest(game: Game) -> None:
    dual = game.dual()
    everybody = (1 << game.players) - 1
    assert all(wins(dual.rule, m) != wins(game.rule, everybody ^ m) for m in range(1 << game.players))


@given(games())
def test_vetoes_are_those_without_whom_nobody_wins(game: Game) -> None:
    everybody = (1 << game.players) - 1
    needed = tuple(i for i in range(game.players) if not wins(game.rule, everybody ^ 1 << i))
    assert game.vetoes() == (needed if wins(game.rule, everybody) else ())
    assert game.everybody_wins == wins(game.rule, everybody)
    assert game.nobody_wins == wins(game.rule, 0)


def test_blocs_vote_with_their_members_weight() -> None:
    game = Game(4, Every((Threshold((3, 2, 1, 1), 4), Some((Threshold((1, 0, 0, 0), 1),)))))
    blocs = game.merged([(0, 3), (1,), (2,)])
    assert blocs.rule == Every((Threshold((4, 2, 1), 4), Some((Threshold((1, 0, 0), 1),))))


def test_players_whom_the_rule_cannot_tell_apart_are_one_class() -> None:
    game = Game(5, Every((Threshold((1, 1, 1, 1, 1), 3), Threshold((1, 1, 0, 0, 0), 2))))
    assert game.classes == ((0, 1), (2, 3, 4))
    assert game.cells == 3 * 4
    assert game.shared == (0, 1)


def test_subset_sums_are_in_the_order_of_bit_masks() -> None:
    assert subset_sums(np.array([1, 10, 100])).tolist() == [0, 1, 10, 11, 100, 101, 110, 111]


def test_a_rule_must_be_monotone_and_fit_the_players() -> None:
    with pytest.raises(ValueError, match="negative"):
        Threshold((1, -1), 1)
    with pytest.raises(ValueError, match="3 players"):
        Game(3, Threshold((1, 1), 1))
