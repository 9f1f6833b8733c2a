"""Many campaigns played at once under a policy: what a policy is worth when states are too many to count.

The draws that decide answers are made before anyone is asked, one per party and approach, so that policies
are compared on the same luck (common random numbers).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from makeable.kernels.sequence import BoolArray, Campaign, FloatArray, meets
from makeable.kernels.sequence_layout import IntArray, members_in
from makeable.kernels.sequence_state import State, masks

STOP = -1


@dataclass(frozen=True)
class Luck:
    """answers (runs, n, 2): a party says yes when its draw at this approach is below its chance; rival (runs, n, 3)."""

    answers: FloatArray
    rival: FloatArray

    @classmethod
    def draw(cls, problem: Campaign, runs: int, seed: int) -> "Luck":
        """Luck for so many campaigns. Answers come as u and 1 - u in pairs, which steadies averages."""
        rng = np.random.default_rng(seed)
        half = rng.random(((runs + 1) // 2, problem.size, 2))
        answers = np.concatenate([half, 1 - half])[:runs]
        moves = rng.random((runs, 2 * problem.size, 3)) if problem.rival is not None else np.zeros((runs, 0, 3))
        return cls(answers, moves)


class Field:
    """Where so many campaigns stand: one row per campaign, one column per party."""

    def __init__(self, problem: Campaign, runs: int, state: State | None = None) -> None:
        n = problem.size
        aboard, refused = masks(problem, state) if state is not None else (0, 0)
        self.problem = problem
        self.aboard: BoolArray = np.tile(members_in(aboard, n), (runs, 1))
        self.refused: BoolArray = np.tile(members_in(refused, n), (runs, 1))
        once = np.zeros(n, dtype=bool)
        if state is not None:
            for unit, level in zip(problem.units, state, strict=True):
                once[list(unit.members)] |= level != 0 and level in unit.asks
        self.once: BoolArray = np.tile(once, (runs, 1))
        self.odds: FloatArray = np.tile(
            problem.alone + problem.joined @ self.aboard[0] + problem.refused @ self.refused[0], (runs, 1)
        )
        if problem.again is not None:
            self.odds += np.where(self.once, np.nan_to_num(problem.again), 0.0)
        self.spent = np.zeros(runs)
        self.active = np.ones(runs, dtype=bool)
        self.lead = np.array([unit.members[0] for unit in problem.units])

    def open(self) -> BoolArray:
        """(runs, n): the parties that may be approached now; of a group met together, its first member."""
        free = ~self.aboard & (~self.refused | self.once)
        if self.problem.together:
            rest = [party for unit in self.problem.units for party in unit.members[1:]]
            free[:, rest] = False
        if self.problem.latest is not None:
            settled = (self.aboard | self.refused).sum(axis=1)
            limit = self.problem.latest.copy()
            for unit in self.problem.units:
                limit[unit.members[0]] = min(self.problem.latest[list(unit.members)])
            free &= settled[:, None] < limit
        return free & self.active[:, None]

    def chances(self) -> FloatArray:
        """(runs, n): each party's chance of a yes if approached now, what completes the rule left aside."""
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(self.odds, -700, 700))))

    def approach(self, party: IntArray, luck: Luck, step: int) -> None:
        """Every active campaign approaches its party (STOP ends it), hears the answer, and the rival moves."""
        self.active &= party != STOP
        runs = np.flatnonzero(self.active)
        if not self.problem.together:
            self._answer(runs, party[runs], luck)
        else:
            self._meeting(runs, party[runs], luck)
        if self.problem.rival is not None and len(runs):
            self._rival(runs, luck.rival[runs, step])

    def _meeting(self, runs: IntArray, party: IntArray, luck: Luck) -> None:
        odds = self.odds.copy()
        for unit in self.problem.units:
            where = runs[party == unit.members[0]]
            for member in unit.members:
                self._answer(where, np.full(len(where), member), luck, odds)

    def _answer(self, runs: IntArray, party: IntArray, luck: Luck, odds: FloatArray | None = None) -> None:
        problem = self.problem
        shift = (self.odds if odds is None else odds)[runs, party]
        if problem.clinch is not None:
            with_it = self.aboard[runs].copy()
            with_it[np.arange(len(runs)), party] = True
            completes = meets(problem.rule, with_it) & ~meets(problem.rule, self.aboard[runs])
            shift = shift + np.where(completes, problem.clinch[party], 0.0)
        again = self.once[runs, party]
        draw = luck.answers[runs, party, again.astype(int)]
        yes = draw < 1.0 / (1.0 + np.exp(-np.clip(shift, -700, 700)))
        self.spent[runs] += problem.ask[party] + np.where(yes, problem.win[party], problem.lose[party])
        joined, left = runs[yes], runs[~yes]
        self._set(joined, party[yes], True)
        self._set(left, party[~yes], False)
        if problem.turns is not None:
            for run, who in zip(joined, party[yes], strict=True):
                for other in np.flatnonzero(problem.turns[:, who]):
                    self._lose(np.array([run]), np.array([other]))

    def _set(self, runs: IntArray, party: IntArray, yes: bool) -> None:
        """Record answers and what they do to the others' odds."""
        problem = self.problem
        second = self.once[runs, party]
        if yes:
            self.aboard[runs, party] = True
            self.odds[runs] += problem.joined[:, party].T
            if second.any():  # no longer counted among those who refused
                self.odds[runs[second]] -= problem.refused[:, party[second]].T
                self.refused[runs, party] = False
        else:
            self.refused[runs, party] = True
            self.odds[runs[~second]] += problem.refused[:, party[~second]].T
            if problem.again is not None:
                may = ~second & ~np.isnan(problem.again[party])
                self.odds[runs[may], party[may]] += problem.again[party[may]]
                self.once[runs[may], party[may]] = True
                second = second | ~may
        if problem.again is not None:
            over = runs if yes else runs[second]
            self.once[over, party if yes else party[second]] = False

    def _lose(self, runs: IntArray, party: IntArray) -> None:
        """Parties lost for good, whatever they said before."""
        was_aboard, was_refused = self.aboard[runs, party], self.refused[runs, party]
        self.odds[runs[was_aboard]] -= self.problem.joined[:, party[was_aboard]].T
        self.odds[runs[~was_refused]] += self.problem.refused[:, party[~was_refused]].T
        self.aboard[runs, party], self.refused[runs, party], self.once[runs, party] = False, True, False

    def _rival(self, runs: IntArray, draws: FloatArray) -> None:
        rival = self.problem.rival
        assert rival is not None
        free = ~self.aboard[runs] & ~self.refused[runs]
        pull = np.where(free, rival.court, 0.0)
        total = pull.sum(axis=1)
        moves = (draws[:, 0] < rival.pace) & (total > 0)
        edges = np.cumsum(pull, axis=1)
        party = (edges <= draws[:, 1:2] * total[:, None]).sum(axis=1).clip(max=self.problem.size - 1)
        hit = moves & (draws[:, 2] < rival.grip[party])
        self._lose(runs[hit], party[hit])

    def worth(self) -> FloatArray:
        """(runs,): what each campaign has come to, costs paid so far deducted."""
        problem = self.problem
        value = self.aboard @ problem.worth + problem.prize * meets(problem.rule, self.aboard).astype(float)
        return np.asarray(value - problem.loss * meets(problem.block, self.refused).astype(float) - self.spent)


Policy = Callable[[Field], IntArray]
"""From where the campaigns stand to the party each approaches next: the first member of a unit, or STOP."""


def play(
    problem: Campaign, policy: Policy, luck: Luck, state: State | None = None, first: IntArray | None = None
) -> FloatArray:
    """(runs,): the value each campaign reaches from a state; `first` (runs,) fixes the first approach."""
    field = Field(problem, len(luck.answers), state)
    for step in range(2 * problem.size):
        field.approach(first if step == 0 and first is not None else policy(field), luck, step)
        if not field.active.any():
            break
    return field.worth()


def in_order(order: list[int]) -> Policy:
    """Always the first party of the order that is still open; second approaches after all first ones."""
    place = np.array(order)

    def policy(field: Field) -> IntArray:
        open_ = field.open()
        fresh = open_ & ~field.once
        waiting = np.any(fresh, axis=1, keepdims=True)
        pool: BoolArray = np.where(waiting, fresh, open_)[:, place]
        return np.where(np.any(pool, axis=1), place[pool.argmax(axis=1)], STOP)

    return policy


def until_decided(policy: Policy) -> Policy:
    """The policy, ended where the rule is met, or can no longer be, and nobody is worth having by itself."""

    def decided(field: Field) -> IntArray:
        rule = field.problem.rule
        over = meets(rule, field.aboard) | ~meets(rule, field.aboard | field.open())
        return np.where(over & ~(field.problem.worth > 0).any(), STOP, policy(field))

    return decided
