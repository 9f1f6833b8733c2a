"""What to do next when a campaign is too large to solve exactly, and what that is worth at least.

Two ways are tried and the better one is taken: a plan for the parties that matter next, valued exactly on its
tree of answers (`sequence_order`), and a rating tuned on simulated campaigns (`sequence_index`) with one step
looked ahead by playing every likely first approach to the end on the same luck (rollout; Bertsekas and
Tsitsiklis 1996). Both values belong to policies that exist: what no policy can exceed is in `sequence_bound`.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from makeable.kernels.sequence import SLACK, Campaign, FloatArray
from makeable.kernels.sequence_index import Weights, index_policy, ratings, tune
from makeable.kernels.sequence_layout import IntArray
from makeable.kernels.sequence_order import Planner, is_plain, rest, restrict
from makeable.kernels.sequence_simulate import Field, Luck, play
from makeable.kernels.sequence_state import State, open_units, stop_value

FOCUS = 24
"""Parties among which an order is sought when there are more."""


@dataclass(frozen=True)
class Advice:
    """The next unit to approach (None: stop), what going on is worth at least, and how sure that number is.

    error: standard error of a simulated value, 0.0 when it is exact. options: first approaches compared, each
    with its value, best first; those of a simulated advice are compared on the same luck.
    """

    unit: int | None
    value: float
    error: float
    options: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Approximate:
    """Advice for one campaign; runs: simulated campaigns behind a value; rounds: steps of tuning (fewer for more
    parties unless given)."""

    problem: Campaign
    runs: int = 1000
    rounds: int | None = None
    ahead: int = 8
    seed: int = 0
    planner: Planner = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "planner", Planner(self.problem))

    @cached_property
    def weights(self) -> Weights:
        """The tuned rating."""
        size = self.problem.size
        rounds = self.rounds if self.rounds is not None else max(100, min(160, 6400 // size))
        luck = Luck.draw(self.problem, 256 if size <= 40 else 128, self.seed + 1)
        return tune(self.problem, luck, rounds, self.seed)[0]

    def advise(self, state: State, inherited: IntArray | None = None) -> Advice:
        """The next approach in a state."""
        held = stop_value(self.problem, state)
        found = [Advice(None, held, 0.0, ())]
        if open_units(self.problem, state):
            found.append(self._rolled(state))
            planned = self._planned(state, inherited)
            if planned is not None:
                found.append(planned)
        best = max(found, key=lambda advice: advice.value - 2 * advice.error)
        return best if best.unit is None or best.value > held else found[0]

    def _planned(self, state: State, inherited: IntArray | None) -> Advice | None:
        """The plan for the parties that matter next; none when they cannot bring about anything."""
        if not is_plain(self.problem):
            return None
        left, keep = rest(self.problem, state)
        focus = _focus(left)
        if not _within_reach(left, focus, self.planner.depth):
            return None
        small = restrict(left, focus)
        sunk = stop_value(self.problem, state) - stop_value(left, (0,) * left.size)
        place = {int(keep[party]): k for k, party in enumerate(focus)}
        known = None
        if inherited is not None:
            known = np.array([place[int(p)] for p in inherited if int(p) in place], dtype=np.int64)
        plan = Planner(small, self.planner.depth).plan((0,) * small.size, known)
        if plan.party is None:
            return None
        party = int(keep[focus[plan.party]])
        return Advice(party, plan.value + sunk, 0.0, ((party, plan.value + sunk),))

    def _rolled(self, state: State) -> Advice:
        """The likely first approaches, each played to the end by the rating on the same luck."""
        problem, policy = self.problem, index_policy(self.problem, self.weights)
        lead = {unit: problem.units[unit].members[0] for unit in open_units(problem, state)}
        likely = self._likely(state)
        luck = Luck.draw(problem, max(64, self.runs // 8), self.seed + 2)

        def worth(unit: int, draws: Luck) -> FloatArray:
            return play(problem, policy, draws, state, np.full(len(draws.answers), lead[unit]))

        options = sorted(((unit, float(worth(unit, luck).mean())) for unit in likely), key=lambda option: -option[1])
        values = worth(options[0][0], Luck.draw(problem, self.runs, self.seed + 3))
        half = len(values) // 2
        pairs = (values[:half] + values[-half:]) / 2
        return Advice(options[0][0], float(values.mean()), float(pairs.std(ddof=1) / np.sqrt(half)), tuple(options))

    def _likely(self, state: State) -> list[int]:
        """The units that promise most as a first approach, by the rating and by plain shares of the need."""
        open_ = open_units(self.problem, state)
        members = [list(self.problem.units[unit].members) for unit in open_]
        here = Field(self.problem, 1, state)
        rating = ratings(self.problem, here, self.weights)[0]
        ranked = sorted(range(len(open_)), key=lambda k: -float(rating[members[k][0]]))
        return [open_[k] for k in ranked[: self.ahead]]


def _focus(left: Campaign) -> IntArray:
    """The parties among which an order is sought: by share of the need, likelihood and influence."""
    p = 1.0 / (1.0 + np.exp(-left.alone))
    need = sum((g.weights.sum(axis=0) / max(1e-9, float(g.weights.sum())) for g in left.rule), np.zeros(left.size))
    moved = (need * p * (1 - p)) @ np.maximum(left.joined, 0)
    rating = need * p + p * moved - (left.ask + left.lose - p * left.worth) / max(1.0, abs(left.prize))
    return np.sort(np.argsort(-rating, kind="stable")[:FOCUS])


def _within_reach(left: Campaign, focus: IntArray, depth: int) -> bool:
    """Whether so few parties could meet the rule at all, or there is something to gain without it."""
    if (left.worth > 0).any():
        return True
    for gate in left.rule:
        top = -np.sort(-gate.weights[:, focus], axis=1)[:, :depth]
        if (top.sum(axis=1) >= gate.quotas - SLACK).all():
            return True
    return False
