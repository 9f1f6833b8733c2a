"""What partial answers settle is what all their completions agree on."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.test_count import truth_table

from makeable.kernels.verdict import NO, OPEN, YES, Question, patterns, settle


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2), st.integers(0, 2**32), st.booleans())
def test_settled_means_every_completion_agrees(voters: int, goods: int, seed: int, whole: bool) -> None:
    question = Question(voters, voters + goods, None if whole else truth_table(voters, seed, False))
    states = np.array(list(product([NO, OPEN, YES], repeat=question.columns)), dtype=np.int8)
    for state, verdict in zip(states, settle(question)(states), strict=True):
        completions = np.array(list(product(*([a] if a != OPEN else [NO, YES] for a in state)))) == YES
        outcomes = set(question.holds(completions).tolist())
        settled = OPEN if len(outcomes) == 2 else YES if outcomes == {True} else NO
        # with resources, what is settled may be seen a little later than it is, never wrongly
        assert verdict == settled or (goods > 0 and verdict == OPEN and OPEN in state)


@pytest.mark.parametrize("quorum", [1, 7, 12])
def test_large_bodies_with_a_monotone_rule(quorum: int) -> None:
    question = Question(12, 12, lambda yes: yes.sum(axis=1) >= quorum)
    rng = np.random.default_rng(quorum)
    states = rng.integers(0, 3, (500, 12)).astype(np.int8)
    surely, maybe = (states == YES).sum(axis=1), (states != NO).sum(axis=1)
    expected = np.where(surely >= quorum, YES, np.where(maybe >= quorum, OPEN, NO))
    assert settle(question)(states).tolist() == expected.tolist()


def test_patterns_count_in_binary() -> None:
    assert patterns(2).tolist() == [[False, False], [False, True], [True, False], [True, True]]
