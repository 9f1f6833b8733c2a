"""Every package whose rows all reach their thresholds, found layer by layer with Lagrangian bounds.

Partial packages are extended one choice at a time. One is dropped when some non-negative multipliers show
that no completion reaches all thresholds; the multipliers are dual solutions of the linear programs that
sample partial packages leave, rounded to whole numbers, so every comparison is exact. Near the largest
smallest share this leaves few partial packages, where branch and bound on single ones needs many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import highspy
import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import FloatArray, Space

Sharpen = Callable[[FloatArray], FloatArray]
"""From rows of complete packages (packages, rows) to thresholds at least as high as before."""


@dataclass(frozen=True, eq=False)
class Reached:
    """Packages that reach the thresholds: an option of each choice, shape (packages, choices), and their rows.

    `complete`: these are all of them (of the last thresholds, when they were sharpened on the way).
    """

    options: NDArray[np.int16]
    rows: FloatArray
    complete: bool
    partials: int


@dataclass(frozen=True)
class Caps:
    """When to stop: after more than this many packages; how many multipliers to learn in each layer; and whether
    packages with the same rows all count (`alike`) or one of them stands for all."""

    packages: int = 20_000
    multipliers: int = 16
    alike: bool = False


class Duals:
    """Multipliers that bound what the remaining choices can add: duals of one linear program, solved warm."""

    def __init__(self, space: Space, unit: FloatArray | None = None) -> None:
        self.tables = [choice.rows for choice in space.choices]
        self.width = len(space.start)
        self.count = len(self.tables)
        stacked = np.concatenate([np.zeros((0, self.width)), *self.tables])
        spread = stacked.std(axis=0) if len(stacked) else np.ones(self.width)
        self.unit = np.where(spread > 0, spread, 1.0) if unit is None else unit
        self.solver = self._model(stacked)
        top = sum((np.abs(t).max(axis=0) for t in self.tables), np.abs(space.start)).sum()
        bits = min(16, 50 - int(np.ceil(np.log2(top + 2))))
        self.resolution = float(2**bits)

    def _model(self, stacked: FloatArray) -> highspy.Highs:
        """max t with sum of chosen rows - unit x t >= threshold - what is there, choices to be fractional."""
        sizes = [len(table) for table in self.tables]
        columns = len(stacked) + 1
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, self.count + self.width
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.append(np.zeros(columns - 1), 1.0)
        lp.col_lower_ = np.append(np.zeros(columns - 1), -1e9)
        lp.col_upper_ = np.append(np.ones(columns - 1), 1e9)
        lp.row_lower_ = np.append(np.ones(self.count), np.zeros(self.width))
        lp.row_upper_ = np.append(np.ones(self.count), np.full(self.width, inf))
        dense = np.zeros((self.count + self.width, columns))
        dense[np.repeat(np.arange(self.count), sizes), np.arange(columns - 1)] = 1.0
        dense[self.count :, :-1] = stacked.T
        dense[self.count :, -1] = -self.unit
        row, column = np.nonzero(dense)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.append(0, np.cumsum(np.bincount(row, minlength=len(dense)))).astype(np.int32)
        lp.a_matrix_.index_ = column.astype(np.int32)
        lp.a_matrix_.value_ = dense[row, column]
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(lp)
        return solver

    def multipliers(self, decided: int, there: FloatArray, least: FloatArray) -> FloatArray | None:
        """Whole-number multipliers for a partial package with the first choices decided; None if none help."""
        for k in range(self.count):
            open_ = float(k >= decided)
            self.solver.changeRowBounds(k, open_, open_)
        for p, due in enumerate(least - there):
            self.solver.changeRowBounds(self.count + p, float(due), inf)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        dual = np.maximum(-np.array(self.solver.getSolution().row_dual)[self.count :], 0.0)
        most = dual.max(initial=0.0)
        return None if most <= 0 else np.round(dual / most * self.resolution)


FIRST = 10
"""Bounds that every partial package is held against first."""

PACE = 8_000
"""Partial packages of a layer for which it may learn one multiplier more."""


class Layer:
    """The bounds used once the first `decided` choices are made."""

    def __init__(self, duals: Duals, decided: int, root: FloatArray) -> None:
        self.duals, self.decided = duals, decided
        self.tables = duals.tables[decided:]
        best = sum((t.max(axis=0) for t in self.tables), np.zeros(duals.width))
        self.lines = np.concatenate([root[:, None], np.eye(duals.width)], axis=1)
        self.reach = np.append(self._most(root), best)
        self.dropped = np.zeros(len(self.reach))
        self.learnt = self.seen = 0

    def _most(self, line: FloatArray) -> float:
        return float(sum((t @ line).max() for t in self.tables))

    def extend(
        self, rows: FloatArray, table: FloatArray, least: FloatArray
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], FloatArray]:
        """Which partial packages, with which option of the next choice, may still reach all thresholds."""
        due = least @ self.lines - self.reach
        # The lines that dropped most so far go first, the others see only what is left.
        order = np.argsort(-self.dropped, kind="stable")
        first, others = order[:FIRST], order[FIRST:]
        before, added = self.lines[:, first].T @ rows.T, self.lines[:, first].T @ table.T
        kept = np.ones((len(rows), len(table)), bool)
        for line, there, more in zip(first, before, added, strict=True):
            enough = more[None, :] >= (due[line] - there)[:, None]
            self.dropped[line] += enough.size - np.count_nonzero(enough)
            kept &= enough
        state, option = np.nonzero(kept)
        extended = rows[state] + table[option]
        left = self._past(extended, due, others)
        return state[left], option[left], extended[left]

    def _past(self, rows: FloatArray, due: FloatArray, lines: NDArray[np.intp]) -> NDArray[np.bool_]:
        short = due[lines, None] > self.lines[:, lines].T @ rows.T
        self.dropped[lines] += short.sum(axis=1)
        return np.asarray(~short.any(axis=0))

    def share(self, rows: FloatArray, least: FloatArray, unit: FloatArray) -> FloatArray:
        """A bound on how many units above the thresholds all rows can end; -inf where one cannot be reached."""
        slack = rows @ self.lines + (self.reach - least @ self.lines)
        steps = unit @ self.lines
        bounds: FloatArray = np.min(slack[:, steps > 0] / steps[steps > 0], axis=1, initial=np.inf)
        bounds[(slack[:, steps <= 0] < 0).any(axis=1)] = -np.inf
        return bounds

    def learn(self, rows: FloatArray, least: FloatArray, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Add multipliers from a few of these partial packages; which of them are left."""
        fresh = []
        for k in rng.choice(len(rows), min(len(rows), 4), replace=False):
            line = self.duals.multipliers(self.decided, rows[k], least)
            self.learnt += 1
            if line is not None:
                fresh.append(line)
        known = len(self.reach)
        if fresh:
            self.lines = np.concatenate([self.lines, np.array(fresh).T], axis=1)
            self.reach = np.append(self.reach, [self._most(line) for line in fresh])
            self.dropped = np.append(self.dropped, np.zeros(len(fresh)))
        return self._past(rows, least @ self.lines - self.reach, np.arange(known, len(self.reach)))


class Bounds:
    """The layers of a space, kept from one search to the next: bounds hold whatever the thresholds."""

    def __init__(self, space: Space, unit: FloatArray | None = None) -> None:
        self.duals = Duals(space, unit)
        root = self.duals.multipliers(0, space.start, space.least)
        self.root = np.ones(len(space.start)) if root is None else root
        self.layers: dict[int, Layer] = {}

    def begin(self) -> None:
        """Let every layer learn anew, in addition to what it knows."""
        for layer in self.layers.values():
            layer.learnt = layer.seen = 0

    def layer(self, decided: int) -> Layer:
        """The bounds once this many choices are made."""
        if decided not in self.layers:
            self.layers[decided] = Layer(self.duals, decided, self.root)
        return self.layers[decided]


def reach(
    space: Space,
    effort: Effort,
    caps: Caps | None = None,
    sharpen: Sharpen | None = None,
    bounds: Bounds | None = None,
) -> Reached:
    """All packages of a space that reach its thresholds, or as many as time and `caps` allow.

    `bounds`: those of an earlier search of the same choices, whatever its thresholds were.
    """
    if space.empty:
        none = np.zeros((0, len(space.choices)), np.int16)
        return Reached(none, np.zeros((0, len(space.start))), True, 0)
    search = _Search(space, caps or Caps(), sharpen, bounds or Bounds(space))
    complete = search.run(effort)
    options, rows = search.results()
    return Reached(options, rows, complete, search.partials)


class _Search:
    """Blocks of partial packages on a stack, the deepest first, so that memory stays small."""

    def __init__(self, space: Space, caps: Caps, sharpen: Sharpen | None, bounds: Bounds) -> None:
        self.space, self.caps, self.sharpen, self.bounds = space, caps, sharpen, bounds
        self.least = space.least.copy()
        self.rng = np.random.default_rng(0)
        bounds.begin()
        self.checksum = self.rng.integers(1, int(bounds.duals.resolution) + 1, len(space.start)).astype(float)
        self.widest = max(500, 2**17 // max(1, len(space.start)))
        self.pops = 0
        self.found: list[tuple[NDArray[np.int16], FloatArray]] = []
        self.partials = 0

    def run(self, effort: Effort) -> bool:
        """Search until nothing is left (True) or time or the cap on packages ends it (False)."""
        stack = [(np.zeros((1, 0), np.int16), self.space.start[None, :])]
        while stack:
            if effort.over or sum(len(rows) for _, rows in self.found) > self.caps.packages:
                return False
            options, rows = stack.pop()
            if options.shape[1] == len(self.space.choices):
                self._finish(options, rows)
                continue
            options, rows = self._extend(options, rows)
            self.partials += len(rows)
            # Small blocks first find a package soon where there are many; large ones are quicker where there are few.
            self.pops += 1
            block = min(self.widest, 1000 << min(self.pops // 64, 20))
            stack += [(options[k : k + block], rows[k : k + block]) for k in range(0, len(rows), block)]
        return True

    def _extend(self, options: NDArray[np.int16], rows: FloatArray) -> tuple[NDArray[np.int16], FloatArray]:
        """Partial packages with one more choice made, those that cannot reach the thresholds dropped."""
        decided = options.shape[1] + 1
        layer = self.bounds.layer(decided)
        state, option, extended = layer.extend(rows, self.space.choices[decided - 1].rows, self.least)
        layer.seen += len(extended)
        # More multipliers pay where the present ones leave much, and where there is much to be held against them.
        cap = self.caps.multipliers + min(layer.seen // PACE, 7 * self.caps.multipliers)
        while layer.learnt < cap and len(extended) > max(20, len(rows) // 2):
            left = layer.learn(extended, self.least, self.rng)
            state, option, extended = state[left], option[left], extended[left]
        if not self.caps.alike:
            first = self._first_of_each(extended)
            state, option, extended = state[first], option[first], extended[first]
        return np.column_stack([options[state], option.astype(np.int16)]), extended

    def _first_of_each(self, rows: FloatArray) -> NDArray[np.intp]:
        """One of the partial packages with equal rows (which end alike), where a checksum finds them."""
        _, first, each = np.unique(rows @ self.checksum, return_index=True, return_inverse=True)
        if len(first) == len(rows):
            return np.arange(len(rows))
        # Equal checksums of unequal rows: keep both.
        apart = np.flatnonzero((rows != rows[first[each]]).any(axis=1))
        return np.concatenate([first, apart])

    def _finish(self, options: NDArray[np.int16], rows: FloatArray) -> None:
        kept = (rows >= self.least).all(axis=1)
        if not kept.any():
            return
        self.found.append((options[kept], rows[kept]))
        if self.sharpen is not None:
            self.least = np.maximum(self.least, self.sharpen(rows[kept]))
            self.found = [(o[on], r[on]) for o, r in self.found if (on := (r >= self.least).all(axis=1)).any()]

    def results(self) -> tuple[NDArray[np.int16], FloatArray]:
        """What was found."""
        width = len(self.space.choices)
        options = [np.zeros((0, width), np.int16), *(o for o, _ in self.found)]
        rows = [np.zeros((0, len(self.space.start))), *(r for _, r in self.found)]
        return np.concatenate(options), np.concatenate(rows)
