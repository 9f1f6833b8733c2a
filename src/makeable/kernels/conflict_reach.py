"""Where a group can take a conflict: every sequence of its members' moves in which nobody moves twice in a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bits", "Matrix", "joint_reach", "meets", "packed"]

Matrix = NDArray[np.bool_]
"""Booleans of shape (states, states): from, to."""

Bits = NDArray[np.uint8]
"""A matrix with eight columns in a byte."""

_CHUNK = 1 << 24


def packed(matrix: Matrix) -> Bits:
    """A matrix with eight columns in a byte: shape (rows, columns / 8)."""
    return np.packbits(matrix, axis=1)


def meets(left: Bits, right: Bits, rows: NDArray[np.int64], others: NDArray[np.int64]) -> Matrix:
    """Whether row `rows[k]` of the one and row `others[k]` of the other have a column in common: shape (k,)."""
    step = max(1, _CHUNK // max(1, left.shape[1]))
    found = np.zeros(len(rows), dtype=bool)
    for start in range(0, len(rows), step):
        some = slice(start, start + step)
        found[some] = (left[rows[some]] & right[others[some]]).any(axis=1)
    return found


def joint_reach(moves: Sequence[Matrix]) -> Matrix:
    """Which states a group can reach from each state, one matrix of moves a member.

    A member may move again only after another one has moved. Where a party's moves are not transitive this differs
    from its reachability in the plain graph. Raises ValueError for a group without members.
    Fang, Hipel and Kilgour, *Interactive Decision Making* (1993).
    """
    if not moves:
        raise ValueError("a group has at least one member")
    # last[i][t]: the states from which t is reached with i moving last, as bits
    last = [packed(own.T) for own in moves]
    fresh = [reached.copy() for reached in last]
    steps = [_by_target(own) for own in moves]
    while any(new.any() for new in fresh):
        grown = [np.zeros_like(reached) for reached in last]
        for i, (sources, targets, firsts) in enumerate(steps):
            others = [new for j, new in enumerate(fresh) if j != i]
            if others and len(targets):
                before = np.bitwise_or.reduce(others)
                grown[i][targets] = np.bitwise_or.reduceat(before[sources], firsts, axis=0)
                grown[i] &= ~last[i]
        for reached, new in zip(last, grown, strict=True):
            reached |= new
        fresh = grown
    together = np.bitwise_or.reduce(last)
    return np.unpackbits(together, axis=1, count=len(moves[0])).astype(bool).T


def _by_target(own: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The moves in the order of their targets: sources, distinct targets, and where each target's moves begin."""
    ends, starts = np.nonzero(own.T)
    targets, firsts = np.unique(ends, return_index=True)
    return starts, targets, firsts
