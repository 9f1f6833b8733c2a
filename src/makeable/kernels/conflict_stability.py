"""Stability of every state for one party or coalition: Nash, GMR, SMR and SEQ, by the sanctions of the others.

Fang, Hipel and Kilgour (1993); for coalitions Kilgour, Hipel, Fang and Peng (2001).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.conflict_reach import Matrix, meets, packed

__all__ = ["Sanctioned", "sanctioned"]


class Sanctioned(NamedTuple):
    """For each state (row) and state it could be left for (column): is the improvement sanctioned?

    `improvement`: the pairs that count. The rest says of these whether the others can answer by a state that is not
    better (`general`), one from which the leaver finds no way to anything better (`symmetric`), one they would reach
    by improving themselves step by step (`credible`).
    """

    improvement: Matrix
    general: Matrix
    symmetric: Matrix
    credible: Matrix

    def stable(self, kind: str) -> Matrix:
        """(states,): stable under a concept: nash, gmr, smr or seq."""
        if kind == "nash":
            return np.asarray(~self.improvement.any(axis=1))
        answered = {"gmr": self.general, "smr": self.symmetric, "seq": self.credible}[kind]
        return np.asarray(~(self.improvement & ~answered).any(axis=1))


def sanctioned(reach: Matrix, better: Matrix, others: Matrix | None, improving: Matrix | None) -> Sanctioned:
    """What protects each state against a party (or coalition) leaving it.

    `reach[s, t]`: it can take s to t. `better[s, t]`: it prefers t to s (a coalition: every member does).
    `others`: where the others together can take a state; `improving`: likewise by steps each of which improves the
    mover (None: there are no others).
    """
    leaves = reach & better
    nothing = np.zeros_like(reach)
    if others is None or improving is None:
        return Sanctioned(leaves, nothing, nothing, nothing)
    states, ends = np.nonzero(leaves)
    hurts, answers = packed(~better), packed(others)
    stuck = packed(_stuck(reach, better, np.unique(states)))
    found = []
    for wanted, reached in ((hurts, answers), (stuck, answers), (hurts, packed(improving))):
        matrix = nothing.copy()
        matrix[states, ends] = meets(wanted, reached, states, ends)
        found.append(matrix)
    return Sanctioned(leaves, *found)


def _stuck(reach: Matrix, better: Matrix, states: NDArray[np.int64]) -> Matrix:
    """[s, u], for the states asked for: u is no better than s, and from u nothing better than s can be reached."""
    out, wanted = packed(reach), packed(better)
    stuck = np.zeros_like(reach)
    for state in states.tolist():
        stuck[state] = ~better[state] & ~(out & wanted[state]).any(axis=1)
    return stuck
