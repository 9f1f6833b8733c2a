from math import comb, factorial

import numpy as np
import pytest

from makeable.kernels.power_nodes import nodes, nodes_needed, truncation_bound


def moment(a: int, b: int, count: int) -> float:
    """The integral of p^a (1 - p)^b by these nodes."""
    p, weight = nodes(count)
    both = np.where(p < 0.5, p**a * (1 - p) ** b + (1 - p) ** a * p**b, p**a * (1 - p) ** b)
    return float((both * weight).sum())


@pytest.mark.parametrize("count", [1, 2, 5, 8, 13])
def test_the_nodes_are_exact_to_their_degree(count: int) -> None:
    for a in range(2 * count):
        b = 2 * count - 1 - a
        assert moment(a, b, count) == pytest.approx(factorial(a) * factorial(b) / factorial(a + b + 1), rel=1e-12)


@pytest.mark.parametrize("players", [5, 40, 101, 300])
def test_the_bound_holds_for_the_hardest_powers(players: int) -> None:
    for count in range(1, (players + 1) // 2, max(1, players // 20)):
        bound = truncation_bound(players, count)
        for a in {0, 1, players // 3, (players - 1) // 2, players - 1}:
            b = players - 1 - a
            # one size of coalitions taken whole: the largest polynomials a player's swings can make
            exact = 1 / players
            assert abs(comb(a + b, a) * moment(a, b, count) - exact) <= bound + 1e-13


def test_few_nodes_are_needed_for_many_players() -> None:
    assert nodes_needed(1, 1e-14) == 1
    assert nodes_needed(27, 1e-14) == 14
    assert nodes_needed(190, 1e-14) < 60
    assert truncation_bound(190, 95) == 0
    assert truncation_bound(190, 60) < 1e-14
