"""Weighted bounds never cut off a partial sum that can still reach everything, and cut off more than single ones."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import Space, spaces

from makeable.kernels.bounds import Reach
from makeable.kernels.enumerate import blocks
from makeable.kernels.scale import scale


@settings(max_examples=300, deadline=None)
@given(spaces(parties=5, resources=0), st.data())
def test_what_can_still_reach_is_kept(space: Space, data: st.DataObject) -> None:
    scaled = scale(space.tables)
    needs = [data.draw(st.integers(0, top + 1)) for top in scaled.tops]
    reach = Reach(scaled.tables, needs)
    for merged in range(len(scaled.tables) + 1):
        begun = next(iter(blocks(scaled.tables[:merged]))).values if merged else np.zeros((1, space.parties), dtype=int)
        rest = scaled.tables[merged:]
        ends = next(iter(blocks(rest))).values if rest else np.zeros((1, space.parties), dtype=int)
        possible = [any(all(x >= n for x, n in zip(a + b, needs, strict=True)) for b in ends) for a in begun]
        assert not (np.array(possible) & ~reach.within(begun, merged)).any()


def test_two_needs_that_no_package_meets_together_are_seen_at_once() -> None:
    # each issue gives its point to one of two parties: nobody can be refused alone, both cannot have 60 %
    reach = Reach([np.array([[1, 0], [0, 1]]) for _ in range(50)], [30, 30])
    assert not reach.within(np.zeros((1, 2), dtype=np.int64), 0).any()
