import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makeable.coalition.core import Balanced, Complains, allocated, core
from makeable.coalition.table_game import TableGame, airport_game, bankruptcy_game, game_from
from makeable.errors import BadInput

TABLES = json.loads((Path(__file__).parent.parent / "data" / "coalition_tables.json").read_text())


def published(entry: dict[str, Any]) -> TableGame:
    """A game of the tables that names its coalitions by their players."""
    worth = entry["characteristic_function"]
    return game_from(entry["players"], lambda group: Fraction(str(worth["".join(group)])), entry["kind"])


@pytest.mark.parametrize("entry", TABLES["tu"], ids=lambda entry: entry["name"])
def test_published_games(entry: dict[str, Any]) -> None:
    found = core(published(entry))
    said = entry["published_answers"].get("core")
    if said:
        assert found.empty == said.startswith("empty")
    assert found.empty == (found.least_core_excess > 0)
    assert sum(found.allocation) == published(entry).whole


def test_raiffas_three_cannot_be_held_together() -> None:
    found = core(game_from("ABC", lambda g: {"AB": 118, "AC": 84, "BC": 50, "ABC": 121}.get("".join(g), 0)))
    assert found.empty
    assert found.least_core_excess == Fraction(10, 3)
    asked = [reason for reason in found.reasons if isinstance(reason, Balanced)]
    assert sum(r.weight * r.worth for r in asked) == 126 > 121
    for player in "ABC":
        assert sum(r.weight for r in asked if player in r.players) == 1


games = (
    st.integers(1, 4)
    .flatmap(lambda n: st.lists(st.fractions(-5, 9, max_denominator=4), min_size=2**n - 1, max_size=2**n - 1))
    .map(lambda v: TableGame(tuple("abcd"[: (len(v) + 1).bit_length() - 1]), (Fraction(0), *v)))
)


@given(games)
def test_the_balancing_groups_prove_what_is_said(game: TableGame) -> None:
    found = core(game)
    balanced = [reason for reason in found.reasons if isinstance(reason, Balanced)]
    if len(game.players) > 1:
        for player in game.players:
            assert sum(r.weight for r in balanced if player in r.players) == 1
        asked = sum((r.weight * r.worth for r in balanced), Fraction(0))
        assert (asked > game.whole) == found.empty
    seen = allocated(game, found.allocation)
    if len(game.players) > 1:
        assert seen.excess == found.least_core_excess
    assert seen.in_core == (not found.empty)
    assert set(seen.worst) == set(found.worst)


@given(games)
def test_convex_games_have_a_core(game: TableGame) -> None:
    found = core(game)
    masks = range(len(game.worth))
    convex = all(game.worth[a | b] + game.worth[a & b] >= game.worth[a] + game.worth[b] for a in masks for b in masks)
    assert found.convex == convex
    assert not (convex and found.empty)


def test_costs_are_complaints_about_being_charged_too_much() -> None:
    game = airport_game({"small": 10, "medium": 16, "large": 20})
    found = core(game)
    assert not found.empty
    assert sum(found.allocation) == 20
    seen = allocated(game, [Fraction(4), Fraction(4), Fraction(12)])
    assert seen.in_core
    over = allocated(game, [Fraction(11), Fraction(4), Fraction(5)])
    assert not over.in_core
    assert over.reasons[0] == Complains(("small",), Fraction(1))
    # a group's cost is that of its most demanding member (Littlechild and Owen 1973)
    for size in (1, 2, 3):
        for group in combinations(range(3), size):
            assert game.worth[sum(1 << i for i in group)] == (10, 16, 20)[max(group)]


def test_bankruptcy_games_are_convex() -> None:
    found = core(bankruptcy_game(200, {"a": 100, "b": 200, "c": 300}))
    assert found.convex
    assert found.least_core_excess == -50


def test_an_allocation_must_share_out_what_there_is() -> None:
    game = bankruptcy_game(200, {"a": 100, "b": 200})
    with pytest.raises(BadInput, match="2 players"):
        allocated(game, [Fraction(200)])
    with pytest.raises(BadInput, match="add up to 150, but there is 200"):
        allocated(game, [Fraction(100), Fraction(50)])
