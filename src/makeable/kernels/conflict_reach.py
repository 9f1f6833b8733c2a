"""Where a group can take a conflict: every sequence of its members' moves in which nobody moves twice in a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Matrix", "joint_reach", "some"]

Matrix = NDArray[np.bool_]
"""Booleans of shape (states, states): from, to."""


def some(left: Matrix, right: Matrix) -> Matrix:
    """Whether there is a state between: (a, b) and (b, c) -> (a, c)."""
    # sums of up to 2^24 ones are exact in single precision, and positive when there is any
    product: NDArray[np.float32] = left.astype(np.float32) @ right.astype(np.float32)
    return product > 0


def joint_reach(moves: Sequence[Matrix]) -> Matrix:
    """Which states a group can reach from each state, one matrix of moves a member; no member: nothing.

    A member may move again only after another one has moved. Where a party's moves are not transitive this differs
    from its reachability in the plain graph. Fang, Hipel and Kilgour, *Interactive Decision Making* (1993).
    """
    if not moves:
        raise ValueError("a group has at least one member")
    last = [np.array(own, dtype=bool) for own in moves]  # last[i]: reached with i moving last
    fresh = [own.copy() for own in last]
    while any(new.any() for new in fresh):
        added = []
        for i, own in enumerate(moves):
            others = [new for j, new in enumerate(fresh) if j != i and new.any()]
            grown = some(np.logical_or.reduce(others), own) & ~last[i] if others else np.zeros_like(last[i])
            added.append(grown)
        for seen, grown in zip(last, added, strict=True):
            seen |= grown
        fresh = added
    reached: Matrix = np.logical_or.reduce(last)
    return reached
