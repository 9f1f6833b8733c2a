"""What parties are likely to say of a change, going by value functions that fit their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
import numpy.typing as npt

from makeable.kernels.value_samples import CLEAR
from makeable.model import Case, ChoiceIssue, Issue, Package, QuantityIssue, Settlement

__all__ = ["Likely", "Move", "Proposal", "moves_from"]

Floats = npt.NDArray[np.float64]

KNOTS = 5
"""Amounts of a quantity between which its worth is taken to run straight."""

REACHES = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 16))
"""How far a quantity moves in a proposal, as shares of its range."""

EXTENDED = 40
"""So many promising pairs of moves are extended by a third one."""


@dataclass(frozen=True)
class Move:
    """One issue settled otherwise."""

    issue: str
    way: Settlement


@dataclass(frozen=True)
class Proposal:
    """Some moves together: the chance that nobody is worse off and somebody better, and what they may bring."""

    moves: tuple[int, ...]
    chance: float
    promise: float


def moves_from(case: Case, now: Package) -> list[Move]:
    """Every way to settle a single issue otherwise: other options; for quantities, steps up and down."""
    moves = []
    for issue in case.issues:
        ways = issue.by_id if isinstance(issue, ChoiceIssue) else _amounts(issue, Fraction(now[issue.id]))
        moves += [Move(issue.id, way) for way in ways if way != now[issue.id]]
    return moves


def _amounts(issue: QuantityIssue, now: Fraction) -> list[Fraction]:
    found = set()
    for reach in REACHES:
        for sign in (1, -1):
            amount = min(max(now + sign * reach * (issue.high - issue.low), issue.low), issue.high)
            if issue.step is not None:
                amount = issue.low + round((amount - issue.low) / issue.step) * issue.step
            found.add(amount)
    return sorted(found)


class Likely:
    """Packages as features: one per option, and for a quantity one per knot, between which it runs straight."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.first: dict[str, int] = {}
        width = 0
        for issue in case.issues:
            self.first[issue.id] = width
            width += len(issue.options) if isinstance(issue, ChoiceIssue) else KNOTS
        self.width = width

    def features(self, package: Package) -> Floats:
        """The features of a package, shape (width,)."""
        row = np.zeros(self.width)
        for issue in self.case.issues:
            self.put(row, issue, package[issue.id], 1.0)
        return row

    def put(self, row: Floats, issue: Issue, way: Settlement, sign: float) -> None:
        """Add what one settled issue contributes."""
        first = self.first[issue.id]
        if isinstance(issue, ChoiceIssue):
            row[first + list(issue.by_id).index(str(way))] += sign
            return
        span = issue.high - issue.low
        at = float((Fraction(way) - issue.low) / span) * (KNOTS - 1) if span else 0.0
        knot = min(int(at), KNOTS - 2)
        row[first + knot] += sign * (1 - (at - knot))
        row[first + knot + 1] += sign * (at - knot)

    def differences(self, now: Package, moves: Sequence[Move]) -> Floats:
        """What each move changes of the features, shape (width, moves)."""
        found = np.zeros((len(moves), self.width))
        for row, move in zip(found, moves, strict=True):
            issue = self.case.issue[move.issue]
            self.put(row, issue, move.way, 1.0)
            self.put(row, issue, now[move.issue], -1.0)
        return found.T

    def proposals(self, moves: Sequence[Move], worth: Sequence[Floats]) -> list[Proposal]:
        """One, two or three moves together, the most promising first.

        `worth`: for each party, what each move is worth by each drawn value function, shape (drawn, moves).
        """
        issue = [move.issue for move in moves]
        sets: list[tuple[int, ...]] = [(m,) for m in range(len(moves))]
        sets += [pair for pair in combinations(range(len(moves)), 2) if issue[pair[0]] != issue[pair[1]]]
        found = self.weighed(sets, worth)
        found.sort(key=_promising, reverse=True)
        triples = {
            tuple(sorted((*proposal.moves, m)))
            for proposal in found[:EXTENDED]
            if len(proposal.moves) == 2
            for m in range(len(moves))
            if issue[m] not in {issue[p] for p in proposal.moves}
        }
        found += self.weighed(sorted(triples), worth)
        return sorted(found, key=_promising, reverse=True)

    def weighed(self, sets: Sequence[tuple[int, ...]], worth: Sequence[Floats]) -> list[Proposal]:
        """The chance and the promise of each set of moves."""
        if not sets or not worth:
            return []
        size = max(map(len, sets))
        index = np.array([[*s, *[-1] * (size - len(s))] for s in sets])
        chance, nothing, promise = np.ones(len(sets)), np.ones(len(sets)), np.zeros(len(sets))
        for table in worth:
            padded = np.concatenate([table, np.zeros((len(table), 1))], axis=1)
            total = padded[:, index].sum(axis=2)
            not_worse = total >= -CLEAR
            chance *= not_worse.mean(axis=0)
            nothing *= (total < CLEAR).mean(axis=0)
            promise += np.where(not_worse, total, 0.0).mean(axis=0)
        return [
            Proposal(s, float(c * (1 - n)), float(p)) for s, c, n, p in zip(sets, chance, nothing, promise, strict=True)
        ]


def _promising(proposal: Proposal) -> tuple[bool, float, float]:
    return proposal.chance > 0, proposal.chance * proposal.promise, proposal.chance
