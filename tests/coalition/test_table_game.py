from fractions import Fraction

import pytest

from makeable.coalition.table_game import TableGame, airport_game, bankruptcy_game, game_from
from makeable.errors import BadInput


def test_a_table_has_one_number_for_each_coalition() -> None:
    with pytest.raises(BadInput, match="2 numbers"):
        TableGame(("a", "b"), (Fraction(0), Fraction(1), Fraction(2)))
    with pytest.raises(BadInput, match="empty coalition"):
        TableGame(("a",), (Fraction(1), Fraction(1)))
    with pytest.raises(BadInput, match="0 players"):
        TableGame((), (Fraction(0),))


def test_a_function_makes_a_table() -> None:
    game = game_from("abc", lambda group: Fraction(len(group) ** 2, 2))
    assert game.worth == tuple(Fraction(bin(mask).count("1") ** 2, 2) for mask in range(8))
    assert game.scale == 2
    assert game.own(9) == game.whole == Fraction(9, 2)


def test_bankruptcy_leaves_what_others_do_not_claim() -> None:
    # O'Neill 1982: the estate less the claims of those outside
    assert bankruptcy_game(200, {"a": 100, "b": 200, "c": 300}).worth == (0, 0, 0, 0, 0, 0, 100, 200)


def test_costs_count_as_negative_worth() -> None:
    game = airport_game({"a": 6, "b": 14})
    assert game.table == (0, -6, -14, -14)
    assert game.own(-6) == 6
