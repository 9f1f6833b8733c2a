from math import comb

import pytest
from hypothesis import given
from tests.voting_games import games, minimal

from makeable.kernels.minimal_winning import _PRIMES, count_minimal, minimal_work, some_minimal
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


def test_large_counts_are_put_together_from_remainders() -> None:
    assert count_minimal(Game(301, Threshold((1,) * 301, 140))) == comb(301, 140)
    two = Every((Threshold((2,) * 90 + (0,) * 80, 99), Threshold((0,) * 90 + (1,) * 80, 41)))
    assert count_minimal(Game(170, two)) == comb(90, 50) * comb(80, 41)


@pytest.mark.parametrize("number", _PRIMES)
def test_the_moduli_are_primes(number: int) -> None:
    # Miller-Rabin with these bases is a proof below 3.3e24 (Sorenson and Webster 2015)
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41):
        powers = [pow(base, odd << k, number) for k in range(twos)]
        assert powers[0] == 1 or number - 1 in powers
