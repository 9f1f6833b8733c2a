import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makeable.coalition.game_file import looks_like_game, read_game, read_game_text
from makeable.coalition.table_game import TableGame
from makeable.errors import BadInput


def test_positions_are_bit_masks(tmp_path: Path) -> None:
    file = tmp_path / "game.json"
    file.write_text('{"players": 3, "v": [1, 2, 12, 3, 13, 23, 123]}')
    game = read_game(file)
    assert game.players == ("1", "2", "3")
    assert game.worth[0b101] == 13
    assert game.names(0b110) == ("2", "3")
    assert game.whole == 123


def test_names_costs_and_exact_numbers() -> None:
    text = '{"players": ["n", "f"], "c": [0.1, "1/3", 1e2], "title": "T", "source": "S"}'
    game = read_game_text(text, "game")
    assert game == TableGame(
        ("n", "f"), (Fraction(0), Fraction(1, 10), Fraction(1, 3), Fraction(100)), "cost", "T", "S"
    )
    assert game.table == (0, -3, -10, -3000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "mapping"),
        ('{"v": [1]}', "`players` is missing"),
        ('{"players": 2, "v": [1, 2]}', "2 players have 3 coalitions"),
        ('{"players": 2, "v": [1, "x", 2]}', "Number 2"),
        ('{"players": 2, "v": [1, NaN, 2]}', "Number 2"),
        ('{"players": 2, "v": 3}', "list of numbers"),
        ('{"players": 99, "v": [1]}', "cannot be used"),
        ('{"players": 1.5, "v": [1]}', "cannot be used"),
        ('{"players": ["a", "a"], "v": [1, 2, 3]}', "same name"),
        ('{"players": 1, "v": [1], "extra": 2}', "no part called `extra`"),
        ('{"players": 1, "v": [1], "c": [1]}', "Both"),
        ('{"players": 1, "v": [1e999999999]}', "out of range"),
    ],
)
def test_bad_files_are_listed_problems(text: str, said: str) -> None:
    with pytest.raises(BadInput) as bad:
        read_game_text(text, "game.json")
    assert said in str(bad.value)
    assert all(problem.fix for problem in bad.value.problems)


def test_all_problems_at_once() -> None:
    with pytest.raises(BadInput) as bad:
        read_game_text('{"players": 0, "v": ["x", "y", 1], "more": 1}', "game.json")
    assert len(bad.value.problems) == 4


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.integers(-99, 99), min_size=2**n - 1, max_size=2**n - 1)))
def test_what_is_written_is_read(values: list[int]) -> None:
    n = (len(values) + 1).bit_length() - 1
    assert read_game_text(json.dumps({"players": n, "v": values}), "game").worth == (0, *values)


def test_a_case_is_not_taken_for_a_game() -> None:
    assert looks_like_game('{"players": 1, "v": [1]}')
    assert not looks_like_game('{"makeable": 1, "issues": [], "v": 1}')
    assert not looks_like_game("makeable: 1")
