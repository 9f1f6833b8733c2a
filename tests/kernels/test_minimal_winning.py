import pytest
from hypothesis import given
from tests.voting_games import games, minimal

from makeable.kernels.minimal_winning import count_minimal, minimal_work, some_minimal
from makeable.kernels.voting import Every, Game, Some, Threshold


@given(games())
def test_the_count_agrees_with_brute_force(game: Game) -> None:
    if minimal_work(game) is not None:
        assert count_minimal(game) == len(minimal(game))


@given(games())
def test_what_is_found_by_dismissing_is_minimal(game: Game) -> None:
    orders = [range(game.players), range(game.players - 1, -1, -1)]
    found = [sum(1 << i for i in group) for group in some_minimal(game, orders)]
    assert set(found) <= set(minimal(game))
    assert bool(found) == game.everybody_wins


def test_chambers_multiply_and_alternatives_add() -> None:
    upper, lower = Threshold((1, 1, 1, 0, 0, 0, 0), 2), Threshold((0, 0, 0, 1, 1, 1, 1), 3)
    assert count_minimal(Game(7, Every((upper, lower)))) == 3 * 4
    assert count_minimal(Game(7, Some((upper, lower)))) == 3 + 4


def test_it_says_when_it_does_not_apply() -> None:
    game = Game(3, Every((Threshold((1, 1, 1), 2), Threshold((1, 0, 0), 1))))
    assert minimal_work(game) is None
    with pytest.raises(ValueError, match="share members"):
        count_minimal(game)
