"""What is already settled about a decision when only some parties' answers are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rule = Callable[[npt.NDArray[np.bool_]], npt.NDArray[np.bool_]]
Status = npt.NDArray[np.int8]

NO, OPEN, YES = 0, 1, 2
#: up to here every rule is looked at whole; beyond, it must be monotone
TABULATED = 10


@dataclass(frozen=True)
class Question:
    """Which yes-patterns count: the first ``parties`` columns by ``rule`` (None: all of them yes), the rest all yes."""

    parties: int
    columns: int
    rule: Rule | None

    def holds(self, yes: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """For complete answers, shape (patterns, columns): does each pattern count?"""
        if self.rule is None:
            return np.asarray(yes.all(axis=1), dtype=np.bool_)
        inside = yes[:, self.parties :].all(axis=1)
        kept: npt.NDArray[np.bool_] = np.zeros(len(yes), dtype=np.bool_)
        if inside.any():
            kept[inside] = np.asarray(self.rule(yes[inside, : self.parties]), dtype=np.bool_)
        return kept

    def truth(self) -> npt.NDArray[np.bool_]:
        """The answer for each of the 2**columns patterns, column 0 the highest bit."""
        return self.holds(patterns(self.columns))


def patterns(columns: int) -> npt.NDArray[np.bool_]:
    """All yes-patterns of so many columns, shape (2**columns, columns), column 0 the highest bit."""
    numbers = np.arange(1 << columns)
    return ((numbers[:, None] >> np.arange(columns - 1, -1, -1)) & 1).astype(np.bool_)


def settle(question: Question) -> Callable[[Status], Status]:
    """A function from partial answers, shape (states, columns) of NO, OPEN, YES, to what they settle.

    NO: no completion counts; YES: every completion counts; OPEN: it depends. Exact for any rule of up to ten
    parties; above that the rule must be monotone, one more yes never undoing a deal.
    """
    if question.rule is None:
        return _least
    voters, rule = question.parties, question.rule
    if voters > TABULATED:

        def bounded(status: Status) -> Status:
            least = np.asarray(rule(status == YES), dtype=np.bool_)
            most = np.asarray(rule(status != NO), dtype=np.bool_)
            return (least.astype(np.int8) + most).astype(np.int8)

        decide: Callable[[Status], Status] = bounded
    else:
        table = _settled(question)
        weights = 3 ** np.arange(voters - 1, -1, -1)

        def looked_up(status: Status) -> Status:
            return np.asarray(table[status.astype(np.int64) @ weights])

        decide = looked_up

    def settled(status: Status) -> Status:
        voted = decide(status[:, :voters])
        if status.shape[1] == voters:
            return voted
        within = _least(status[:, voters:])
        return np.minimum(voted, within)

    return settled


def _least(status: Status) -> Status:
    return np.asarray(status.min(axis=1, initial=YES), dtype=np.int8)


def _settled(question: Question) -> Status:
    voters = question.parties
    answers = np.asarray(question.rule(patterns(voters)) if question.rule else True, dtype=np.bool_)
    table = np.zeros((3,) * voters, dtype=np.int8)
    table[np.ix_(*[[NO, YES]] * voters)] = np.where(answers, YES, NO).reshape((2,) * voters)
    for axis in range(voters):
        view = np.moveaxis(table, axis, 0)
        view[OPEN] = np.where(view[NO] == view[YES], view[NO], OPEN)
    return table.reshape(-1)
