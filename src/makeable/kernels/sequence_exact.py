"""The exact program: what is the best policy of approach worth, and what does it do in every situation?

One sweep over all joint levels of the parties (3**n for n plain parties), every state after those it leads
to. The value of a state is the better of stopping there and of the best next approach; stopping is always
allowed, and what is aboard then is what counts. Cost: about 5 ns per state and open approach, 8 bytes a state
(4 above `SINGLE` states, where values carry a relative error of about 1e-6), twice that with a rival.

Source of the method: finite-horizon stochastic dynamic programming (Bellman 1957); the problem is the testing
of systems by costly components (Mitten 1960, Ben-Dov 1981) with answers that influence each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.sequence import CERTAIN, Campaign, FloatArray, subset_sums, table
from makeable.kernels.sequence_layout import IntArray, Side, layers, side, split
from makeable.kernels.sequence_state import State, open_units, outcomes

SINGLE = 1 << 24
"""States above which values are kept in single precision."""

Values = NDArray[np.floating]


@dataclass(frozen=True)
class Move:
    """One approach as the sweep uses it, for the columns of one layer.

    unit, members: which, and who of it is asked; columns: where it is open; targets: columns reached per answer;
    odds: per member.
    """

    unit: int
    members: tuple[int, ...]
    columns: IntArray
    targets: tuple[IntArray, ...]
    odds: tuple[Values, ...]
    settled: IntArray


@dataclass(frozen=True)
class Solution:
    """The value of every state, from which the policy is read; `start` is the value before anyone is asked."""

    problem: Campaign
    rows: Side
    columns: Side
    values: Values
    onward: Values

    @property
    def start(self) -> float:
        return self.value((0,) * len(self.problem.units))

    def value(self, state: State) -> float:
        """What is expected from this state on, gains so far not counted twice: worth is paid at the end."""
        return float(self.values[self._place(state)])

    def _place(self, state: State) -> tuple[int, int]:
        cut = len(self.rows.units)
        return self.rows.at(state[:cut]), self.columns.at(state[cut:])

    def approaches(self, state: State) -> list[tuple[int, float]]:
        """Every approach open in this state with its value, best first."""
        found = []
        for unit in open_units(self.problem, state):
            worth = 0.0
            for probability, cost, after in outcomes(self.problem, state, unit):
                worth += probability * (float(self.onward[self._place(after)]) - cost)
            found.append((unit, worth))
        return sorted(found, key=lambda pair: -pair[1])


def solve(problem: Campaign, order: Sequence[int] | None = None) -> Solution:
    """The best policy; or, given an order of the units, the policy that always asks the first one still open.

    Either may stop whenever stopping is worth more than going on. Second approaches of an order come after all
    first ones, in the same order. Needs memory for one number per state: see `Campaign.states`.
    """
    return _Sweep(problem).run(order)


def worth_of_orders(problem: Campaign, orders: NDArray[np.int64], state: State) -> FloatArray:
    """(orders,): what each row of `orders` is worth from a state on, as a policy of `solve`; tables are made once."""
    sweep = _Sweep(problem)
    return np.array([sweep.run(order.tolist()).value(state) for order in orders])


class _Sweep:
    """The tables that all rows share, and the work on one row."""

    def __init__(self, problem: Campaign) -> None:
        cut, n = split(problem), problem.size
        kind = np.dtype(np.float64 if problem.states <= SINGLE else np.float32)
        rows = side(problem, problem.units[:cut], problem.alone, layered=False, kind=kind)
        columns = side(problem, problem.units[cut:], np.zeros(n), layered=True, kind=kind)
        self.problem, self.rows, self.columns = problem, rows, columns
        self.values: Values = np.empty((len(rows.rank), len(columns.rank)), dtype=kind)
        self.onward: Values = np.empty_like(self.values) if problem.rival is not None else self.values
        self.order: Sequence[int] | None = None
        self.gain = (problem.prize * table(problem.rule, n) + subset_sums(problem.worth)).astype(kind)
        self.blocked = (problem.loss * table(problem.block, n)).astype(kind) if problem.block else None
        self.factor = np.ascontiguousarray(columns.factor.T)
        self.clinch = _clinch(problem)
        self.layers = layers(columns)
        self.moves = [self._moves(layer) for layer in self.layers]
        self.everywhere = np.arange(len(columns.rank))

    def run(self, order: Sequence[int] | None) -> Solution:
        """Sweep all rows; the solution's arrays are overwritten by the next run."""
        self.order = order
        for row in range(len(self.rows.rank) - 1, -1, -1):
            self.row(row)
        return Solution(self.problem, self.rows, self.columns, self.values, self.onward)

    def _moves(self, layer: slice) -> list[Move]:
        """The approaches to units of the columns, in the columns of one layer."""
        found = []
        columns = np.arange(layer.start, layer.stop)
        for k, unit in enumerate(self.columns.units):
            for level, reached in unit.asks.items():
                where = columns[self.columns.levels[layer, k] == level]
                if not len(where):
                    continue
                targets, members = [], unit.asked(level)
                for answer, to in enumerate(reached):
                    after = self.columns.moved(k, where, to)
                    for turned in self._turned(self.columns, members, answer):
                        after = turned[after]
                    targets.append(after)
                odds = tuple(self.factor[party].take(where) * self._again(party, level) for party in members)
                number = len(self.rows.units) + k
                found.append(Move(number, members, where, tuple(targets), odds, self.columns.settled[where]))
        return found

    def _again(self, party: int, level: int) -> float:
        again = self.problem.again
        return float(np.exp(again[party])) if level and again is not None else 1.0

    def _turned(self, part: Side, members: tuple[int, ...], answer: int) -> list[IntArray]:
        """The maps on a side's positions that a set of yeses among the members brings about."""
        maps = (part.turned[party] for k, party in enumerate(members) if answer >> k & 1)
        return [each for each in maps if each is not None]

    def row(self, row: int) -> None:
        """All states of one row, given all later rows."""
        values, aboard = self.values[row], self.columns.aboard + self.rows.aboard[row]
        np.take(self.gain, aboard, out=values)
        if self.blocked is not None:
            values -= self.blocked.take(self.columns.refused + self.rows.refused[row])
        own = self._own_moves(row)
        for layer, moves in zip(self.layers, self.moves, strict=True):
            steps = [(move.unit, 0, self._step(row, move, aboard)) for move in moves]
            steps += [(unit, level, self._own_step(row, unit, level, layer, aboard)) for unit, level in own]
            self._combine(values, layer, steps, moves)
            if self.problem.rival is not None:
                self._rival(row, layer)

    def _own_moves(self, row: int) -> list[tuple[int, int]]:
        levels = self.rows.levels[row]
        return [(k, int(levels[k])) for k, unit in enumerate(self.rows.units) if int(levels[k]) in unit.asks]

    def _step(self, row: int, move: Move, aboard: IntArray) -> Values:
        """What asking a unit of the columns is worth, in the columns where it is open."""
        members = move.members
        after = []
        for answer, target in enumerate(move.targets):
            to = row
            for turned in self._turned(self.rows, members, answer):
                to = int(turned[to])
            after.append(self.onward[to].take(target))
        odds = [part * self.rows.factor[row, party] for part, party in zip(move.odds, members, strict=True)]
        if self.clinch is not None:
            odds = [
                part * self.clinch[p].take(aboard.take(move.columns)) for part, p in zip(odds, members, strict=True)
            ]
        return self._worth(members, after, odds, move.settled + self.rows.settled[row])

    def _own_step(self, row: int, k: int, level: int, layer: slice, aboard: IntArray) -> Values:
        """What asking a unit of the row is worth, in the columns of a layer."""
        unit = self.rows.units[k]
        members = unit.asked(level)
        after = []
        for answer, level_after in enumerate(unit.asks[level]):
            to = row + (level_after - level) * self.rows.strides[k]
            for turned in self._turned(self.rows, members, answer):
                to = int(turned[to])
            target = self.everywhere[layer]
            maps = self._turned(self.columns, members, answer)
            for shifted in maps:
                target = shifted[target]
            after.append(self.onward[to].take(target) if maps else self.onward[to, layer])
        odds = [self.factor[p, layer] * (self.rows.factor[row, p] * self._again(p, level)) for p in members]
        if self.clinch is not None:
            odds = [part * self.clinch[p].take(aboard[layer]) for part, p in zip(odds, members, strict=True)]
        return self._worth(members, after, odds, self.columns.settled[layer] + self.rows.settled[row])

    def _worth(self, members: tuple[int, ...], after: list[Values], odds: list[Values], settled: IntArray) -> Values:
        """Expected value of an approach from the values per answer and the odds per member."""
        problem, cost = self.problem, 0.0
        for k in range(len(members) - 1, -1, -1):
            party = members[k]
            odd = odds[k]
            share = odd / (odd + 1)
            half, bonus = 1 << k, problem.lose[party] - problem.win[party]
            after = [_mixed(after[answer], after[answer + half], share, bonus) for answer in range(half)]
            cost += problem.ask[party] + problem.lose[party]
        worth = after[0] - cost
        if problem.latest is not None:
            limit = min(problem.latest[party] for party in members)
            worth[settled >= limit] = -np.inf
        return worth

    def _combine(self, values: Values, layer: slice, steps: list[tuple[int, int, Values]], moves: list[Move]) -> None:
        """Turn stop values of a layer into values: the best step, or the first open one of the order."""
        if self.order is None:
            for k, (_, _, worth) in enumerate(steps):
                if k < len(moves):
                    columns = moves[k].columns
                    values[columns] = np.maximum(values.take(columns), worth)
                else:
                    np.maximum(values[layer], worth, out=values[layer])
            return
        place = {unit: k for k, unit in enumerate(self.order)}
        chosen = np.full(layer.stop - layer.start, -np.inf, dtype=values.dtype)
        asked = self._second(steps, moves)
        ranked = sorted(range(len(steps)), key=lambda k: (-asked[k], -place.get(steps[k][0], len(place))))
        for k in ranked:
            unit, _, worth = steps[k]
            if unit not in place:
                continue
            at = (moves[k].columns if k < len(moves) else self.everywhere[layer]) - layer.start
            chosen[at] = np.where(np.isneginf(worth), chosen[at], worth)
        np.maximum(values[layer], chosen, out=values[layer])

    def _second(self, steps: list[tuple[int, int, Values]], moves: list[Move]) -> list[int]:
        """Per step, 1 when it is a second approach."""
        asked = []
        for k, (unit, level, _) in enumerate(steps):
            if k < len(moves):
                level = int(self.columns.levels[moves[k].columns[0], unit - len(self.rows.units)])
            asked.append(1 if level else 0)
        return asked

    def _rival(self, row: int, layer: slice) -> None:
        """The value when the rival moves next, in the columns of a layer."""
        rival = self.problem.rival
        assert rival is not None
        values, onward = self.values[row, layer], self.onward[row, layer]
        terms: list[tuple[int, Values | float, Values]] = []
        for k, unit in enumerate(self.rows.units):
            if unit.turned and self.rows.levels[row, k] == 0:
                to = row + unit.turned[0] * self.rows.strides[k]
                terms.append((unit.members[0], 1.0, self.values[to, layer]))
        columns = self.everywhere[layer]
        for k, unit in enumerate(self.columns.units):
            if unit.turned:
                open_ = self.columns.levels[layer, k] == 0
                after = self.columns.moved(k, columns, unit.turned[0])
                terms.append((unit.members[0], open_.astype(values.dtype), self.values[row].take(after)))
        total = sum((rival.court[party] * open_ for party, open_, _ in terms), np.zeros(len(columns)))
        onward[:] = values
        for party, open_, lost in terms:
            hit = rival.pace * rival.court[party] * rival.grip[party] * open_
            onward += np.divide(hit, total, out=np.zeros(len(columns)), where=total > 0) * (lost - values)


def _mixed(no: Values, yes: Values, share: Values, bonus: float) -> Values:
    """no + share * (yes - no + bonus), with few passes over the arrays."""
    result = yes - no
    if bonus:
        result += bonus
    result *= share
    result += no
    return result


def _clinch(problem: Campaign) -> list[Values] | None:
    """Per party, what multiplies its odds, by the mask of those aboard."""
    if problem.clinch is None:
        return None
    met, masks = table(problem.rule, problem.size), np.arange(1 << problem.size)
    factors = []
    for party in range(problem.size):
        completes = ~met & met[masks | (1 << party)]
        factors.append(np.where(completes, np.exp(min(float(problem.clinch[party]), CERTAIN)), 1.0))
    return factors
