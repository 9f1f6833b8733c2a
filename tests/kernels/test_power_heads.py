import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.voting_games import brute_swings

from makeable.kernels.power_heads import heads_swings, heads_work
from makeable.kernels.power_index import swings_from_counts
from makeable.kernels.power_split import count_by_size
from makeable.kernels.voting import Every, Game, Some, Threshold


@st.composite
def double_majorities(draw: st.DrawFn) -> Game:
    n = draw(st.integers(1, 7))
    weights = tuple(draw(st.lists(st.integers(0, 9), min_size=n, max_size=n)))
    heads = (1,) * n
    parts = draw(
        st.lists(
            st.one_of(
                st.integers(0, n + 1).map(lambda q: Threshold(heads, q)),
                st.integers(0, sum(weights) + 1).map(lambda q: Threshold(weights, q)),
            ),
            min_size=1,
            max_size=3,
        )
    )
    both = draw(st.sampled_from([Every, Some]))(tuple(parts))
    other = draw(st.sampled_from([Every, Some]))
    return Game(n, other((both, Threshold(heads, draw(st.integers(0, n + 1))))))


@given(double_majorities())
def test_counts_agree_with_brute_force(game: Game) -> None:
    if heads_work(game) is not None:
        assert heads_swings(game) == brute_swings(game)


def test_forty_members_counted_in_two_ways() -> None:
    rng = random.Random(4)
    weights = tuple(rng.randint(0, 60) for _ in range(32))
    both = Every((Threshold(weights, sum(weights) * 2 // 3), Threshold((1,) * 32, 20)))
    game = Game(32, Some((both, Threshold((1,) * 32, 29))))
    counts = count_by_size(game)
    assert heads_swings(game) == (swings_from_counts(counts), counts.total)


def test_it_says_when_it_does_not_apply() -> None:
    game = Game(3, Every((Threshold((1, 2, 3), 4), Threshold((3, 1, 2), 4))))
    assert heads_work(game) is None
    with pytest.raises(ValueError, match="heads and one weight"):
        heads_swings(game)
