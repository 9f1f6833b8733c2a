"""Decision rules as trees: what holds, who is needed, who suffices."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernels.program_brute import agreed, random_rule

from makeable.kernels.program_rule import (
    Quota,
    Yes,
    all_of,
    any_of,
    at_least,
    everyone,
    holds,
    minimal_coalitions,
    needed,
)


@given(st.integers(0, 10**9))
def test_rules_agree_with_their_definition(seed: int) -> None:
    rng = Random(seed)
    parties = rng.randint(1, 4)
    rule = random_rule(rng, parties, 3)
    votes = list(product((False, True), repeat=parties))
    won = [vote for vote in votes if agreed(rule, vote)]
    assert [vote for vote in votes if holds(rule, vote)] == won
    assert needed(rule, parties) == tuple(p for p in range(parties) if all(vote[p] for vote in won))
    groups = minimal_coalitions(rule, parties)
    assert won == [vote for vote in votes if any(all(vote[p] for p in group) for group in groups)]
    assert not any(set(a) < set(b) for a in groups for b in groups)


def test_required_party_and_five_of_six() -> None:
    rule = all_of(at_least(5, *(Yes(p) for p in range(6))), Yes(0))
    assert needed(rule, 6) == (0,)
    assert len(minimal_coalitions(rule, 6)) == 5
    assert not holds(rule, [False] + [True] * 5)


def test_everyone_and_anyone() -> None:
    assert minimal_coalitions(everyone(3), 3) == ((0, 1, 2),)
    assert minimal_coalitions(any_of(Yes(0), Yes(2)), 3) == ((0,), (2,))


def test_weights_must_fit() -> None:
    with pytest.raises(ValueError, match="as many weights"):
        Quota((Yes(0),), (1, 2), 1)
    with pytest.raises(ValueError, match="negative"):
        Quota((Yes(0),), (-1,), 0)
    with pytest.raises(ValueError, match="minimal coalitions"):
        minimal_coalitions(at_least(3, *(Yes(p) for p in range(6))), 6, limit=5)
