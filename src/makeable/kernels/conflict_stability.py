"""Stability of every state for one party or coalition: Nash, GMR, SMR and SEQ, by the sanctions of the others.

Fang, Hipel and Kilgour (1993); for coalitions Kilgour, Hipel, Fang and Peng (2001).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from makeable.kernels.conflict_reach import Matrix, some

__all__ = ["Sanctioned", "sanctioned"]


class Sanctioned(NamedTuple):
    """For each state (row) and state it could be left for (column): is the improvement sanctioned?

    An improvement is `improvement`; the rest says of every pair whether the others can answer by a state that is not
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
    if others is None or improving is None:
        nothing = np.zeros_like(reach)
        return Sanctioned(leaves, nothing, nothing, nothing)
    hurts = ~better
    # from u it could still reach something better than s
    stuck = hurts & ~some(better, reach.T)
    return Sanctioned(
        leaves,
        general=some(hurts, others.T),
        symmetric=some(stuck, others.T),
        credible=some(hurts, improving.T),
    )
