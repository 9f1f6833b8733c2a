from fractions import Fraction

import pytest
from hypothesis import given
from tests.voting_games import games, minimal

from makeable.kernels.coalition_cells import Cells
from makeable.kernels.voting import Game, Threshold, wins


def normalised(raw: list[Fraction]) -> tuple[Fraction, ...]:
    total = sum(raw, Fraction(0))
    return tuple(r / total if total else Fraction(0) for r in raw)


@given(games())
def test_minimal_coalitions_agree_with_brute_force(game: Game) -> None:
    cells = Cells(game)
    listed = list(cells.minimal_coalitions())
    assert sorted(sum(1 << i for i in group) for group in listed) == minimal(game)
    assert cells.minimal_count == len(listed)
    assert list(map(len, listed)) == sorted(map(len, listed))


@given(games())
def test_indices_of_minimal_coalitions(game: Game) -> None:
    found, n = minimal(game), game.players
    if found == [0]:
        found = []
    held = [[m for m in found if m >> i & 1] for i in range(n)]
    assert Cells(game).public_good() == normalised([Fraction(len(h)) for h in held])
    shared = [sum((Fraction(1, m.bit_count()) for m in h), Fraction(0)) for h in held]
    assert Cells(game).deegan_packel() == normalised(shared)


@given(games())
def test_johnston_shares_each_coalition_among_those_who_can_break_it(game: Game) -> None:
    raw = [Fraction(0)] * game.players
    for mask in range(1 << game.players):
        members = [i for i in range(game.players) if mask >> i & 1]
        breakers = [i for i in members if wins(game.rule, mask) and not wins(game.rule, mask ^ 1 << i)]
        for i in breakers:
            raw[i] += Fraction(1, len(breakers))
    assert Cells(game).johnston() == normalised(raw)


def test_many_alike_are_counted_without_listing_them() -> None:
    cells = Cells(Game(200, Threshold((5, *(1,) * 199), 150)))
    assert cells.minimal_count > 10**40
    assert len(list(cells.minimal_coalitions(3))) == 3
    assert sum(cells.johnston()) == 1


def test_it_refuses_more_than_it_can_look_at() -> None:
    with pytest.raises(ValueError, match="kinds of coalition"):
        Cells(Game(26, Threshold(tuple(range(1, 27)), 100)))
