"""Random voting games, and their power by looking at every coalition: the judge of every faster way."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product
from math import factorial

from hypothesis import strategies as st

from makeable.kernels.voting import Every, Game, Some, Threshold, VotingRule, wins

__all__ = ["brute_owen", "brute_shapley", "brute_swings", "games", "minimal", "partitions"]


@st.composite
def games(draw: st.DrawFn, most: int = 7) -> Game:
    """Any rule of thresholds joined by and / or, also ones that nobody or everybody meets."""
    n = draw(st.integers(1, most))

    def threshold() -> st.SearchStrategy[VotingRule]:
        weights = st.one_of(
            st.lists(st.sampled_from([0, 0, 1, 1, 1, 2, 3]), min_size=n, max_size=n),
            st.lists(st.integers(0, 40), min_size=n, max_size=n),
            st.just([1] * n),
        )
        return weights.flatmap(
            lambda w: st.builds(Threshold, st.just(tuple(w)), st.integers(0, min(sum(w) + 2, 2 * max(w) + 3)))
        )

    def joined(parts: st.SearchStrategy[VotingRule]) -> st.SearchStrategy[VotingRule]:
        several = st.lists(parts, min_size=1, max_size=3).map(tuple)
        return st.one_of(st.builds(Every, several), st.builds(Some, several))

    return Game(n, draw(st.recursive(threshold(), joined, max_leaves=5)))


def partitions(n: int) -> st.SearchStrategy[list[list[int]]]:
    """The players in groups."""
    return st.lists(st.integers(0, max(n - 1, 0)), min_size=n, max_size=n).map(
        lambda group: [[i for i in range(n) if group[i] == g] for g in sorted(set(group))]
    )


def brute_swings(game: Game) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Swings by player and size of the others; and the number of winning coalitions."""
    n = game.players
    swings = [[0] * n for _ in range(n)]
    winning = 0
    for mask in range(1 << n):
        winning += wins(game.rule, mask)
        for i in range(n):
            if not mask >> i & 1 and not wins(game.rule, mask) and wins(game.rule, mask | 1 << i):
                swings[i][mask.bit_count()] += 1
    return tuple(map(tuple, swings)), winning


def brute_shapley(game: Game) -> tuple[Fraction, ...]:
    """By every order of joining."""
    return brute_owen(game, [list(range(game.players))])


def brute_owen(game: Game, unions: list[list[int]]) -> tuple[Fraction, ...]:
    """By every order of joining that keeps the unions together."""
    pivotal = [0] * game.players
    orders = 0
    for by_union in permutations(unions):
        for parts in product(*(permutations(union) for union in by_union)):
            orders += 1
            before = 0
            for i in (i for part in parts for i in part):
                pivotal[i] += not wins(game.rule, before) and wins(game.rule, before | 1 << i)
                before |= 1 << i
    assert orders <= factorial(game.players)
    return tuple(Fraction(p, orders) for p in pivotal)


def minimal(game: Game) -> list[int]:
    """Masks of the minimal winning coalitions."""
    return [
        mask
        for mask in range(1 << game.players)
        if wins(game.rule, mask)
        and not any(wins(game.rule, mask ^ 1 << i) for i in range(game.players) if mask >> i & 1)
    ]
