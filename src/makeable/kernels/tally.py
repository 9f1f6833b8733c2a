"""Counting packages exactly by dynamic programming over saturated sums, from both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from makeable.kernels import limbs
from makeable.kernels.bounds import Reach
from makeable.kernels.join import join, join_cost
from makeable.kernels.nondominated import sorted_groups
from makeable.kernels.scale import Exact, IntArray
from makeable.kernels.verdict import NO, YES, Question, settle

#: candidate sums made at once
BLOCK = 1 << 19
#: states and table cells kept at most, so that memory stays below a gigabyte
STATES = 2_000_000
CELLS = 1 << 22
#: columns of sums that may be laid out as a table
GRID_COLUMNS = 3


@dataclass
class Side:
    """Partial sums of the issues merged so far, with how many partial packages reach each.

    Sums are cut off where the issues still out can no longer change a column's answer: at the needs the answer is
    yes whatever they add; one below the needs less the most they add, no.
    """

    sums: Exact
    counts: IntArray
    #: what part of the last candidates were left after cutting off and merging
    growth: float = 0.0


class Tally:
    """The number of packages whose answers satisfy a question, exactly.

    ``steps[i]`` (alternatives_i, columns) non-negative integers with column minimum 0 (Python integers in object
    arrays where their sums could overflow int64); a column's answer is yes when
    its sum is at least ``needs``. ``work`` bounds the effort, roughly in nanoseconds.
    """

    def __init__(self, steps: Sequence[Exact], needs: Sequence[int], question: Question, work: float) -> None:
        self.question = question
        self.work = work
        self.dtype = object if any(step.dtype == object for step in steps) else np.int64
        tops = [sum(int(step[:, c].max()) for step in steps) for c in range(question.columns)]
        fixed = [need <= 0 or need > top for need, top in zip(needs, tops, strict=True)]
        self.needs = np.array(
            [min(max(n, 0), 1) if f else n for n, f in zip(needs, fixed, strict=True)], dtype=self.dtype
        )
        open_columns = ~np.array(fixed, dtype=np.bool_)
        self.steps = sorted((step * open_columns for step in steps), key=lambda s: -int(s.max(axis=0).sum()))
        self.settle = settle(question)
        self.banked = 0

    def run(self) -> int | None:
        """The count, or None where it would take more than ``work``."""
        front, back = 0, len(self.steps)
        forward = self._extend(self._start(), None, front, back, ahead=True)
        backward: Side | None = self._start()
        while front < back and forward is not None and backward is not None:
            if len(forward.sums) == 0:
                return self.banked
            if len(forward.sums) * len(self.steps[front]) <= len(backward.sums) * len(self.steps[back - 1]):
                front += 1
                forward = self._extend(forward, self.steps[front - 1], front, len(self.steps), ahead=True)
            else:
                back -= 1
                backward = self._extend(backward, self.steps[back], 0, back, ahead=False)
        if forward is None or backward is None:
            return None
        cost = join_cost(forward.sums, backward.sums, backward.counts, self.question)
        if cost <= self.work:
            self.work -= cost
            joined = join(forward.sums, forward.counts, backward.sums, backward.counts, self.needs, self.question)
            return self.banked + joined
        del backward
        while front < len(self.steps) and forward is not None:
            front += 1
            forward = self._extend(forward, self.steps[front - 1], front, len(self.steps), ahead=True)
        return None if forward is None else self.banked

    def _start(self) -> Side:
        return Side(np.zeros((1, self.question.columns), dtype=self.dtype), limbs.ones(1, 1))

    def _extend(self, side: Side, step: Exact | None, begin: int, end: int, *, ahead: bool) -> Side | None:
        """One more issue on a side, which leaves out issues ``begin`` to ``end``; ahead, what is settled is counted."""
        columns = self.question.columns
        out = self.steps[begin:end]
        most = sum((table.max(axis=0) for table in out), np.zeros(columns, dtype=self.dtype))
        lower = self.needs - most - 1
        step = np.zeros((1, columns), dtype=self.dtype) if step is None else step
        counts = limbs.widened(side.counts, limbs.limbs_for(limbs.total(side.counts) * len(step)))
        grid = _grid(side.sums, step)
        candidates, width = len(side.sums) * len(step), counts.shape[1]
        dense = np.inf
        if grid and prod(grid) * width <= CELLS:
            dense = 1.5 * prod(grid) * width * (len(step) + 10)
        sparse = candidates * (60 + 15 * columns + 10 * width)
        self.work -= min(dense, sparse)
        foreseen = min(candidates * side.growth, prod(grid) if grid else np.inf)
        if self.work < 0 or foreseen > 1.5 * STATES:
            return None
        if candidates == 0:
            return side
        parts = []
        if dense < sparse:
            parts.append(self._kept(*_shifted(side.sums, counts, step, grid), lower, out, ahead=ahead))
        else:
            rows = max(1, BLOCK // len(step))
            for first in range(0, len(side.sums), rows):
                sums = (side.sums[first : first + rows, None, :] + step[None, :, :]).reshape(-1, columns)
                repeated = np.repeat(counts[first : first + rows], len(step), axis=0)
                parts.append(self._kept(sums, repeated, lower, out, ahead=ahead))
        sums, counts = parts[0]
        if len(parts) > 1:
            sums, counts = (np.concatenate(pieces) for pieces in zip(*parts, strict=True))
            sums, counts = _merged(sums, counts, lower, self.needs)
        return None if len(sums) > STATES else Side(sums, counts, len(sums) / candidates)

    def _kept(
        self, sums: Exact, counts: IntArray, lower: Exact, out: Sequence[Exact], *, ahead: bool
    ) -> tuple[Exact, IntArray]:
        """What is still open among new sums, cut off and merged; what is settled is counted, or dropped."""
        sums = np.clip(sums, lower, self.needs)
        status = (sums > lower).astype(np.int8) + (sums >= self.needs)
        settled = self.settle(status)
        kept = settled != NO
        if ahead:
            self.banked += limbs.total(counts[settled == YES]) * prod(len(table) for table in out)
            kept &= settled != YES
        if self.question.rule is None and self.question.columns > 1 and len(out) > 1:
            reach = self.ahead if ahead else self.behind
            kept[kept] = reach.within(sums[kept], len(self.steps) - len(out))
        return _merged(sums[kept], counts[kept], lower, self.needs)

    @cached_property
    def ahead(self) -> Reach:
        """What the issues after the first ones can still add together."""
        return Reach(self.steps, self._bounds)

    @cached_property
    def behind(self) -> Reach:
        """What the issues before the last ones can still add together."""
        return Reach(self.steps[::-1], self._bounds)

    @property
    def _bounds(self) -> list[int]:
        return [int(need) for need in self.needs]


def _grid(sums: Exact, step: Exact) -> tuple[int, ...]:
    """The shape of a table of all new sums, from the lowest there is; none for Python integers or many columns."""
    if sums.dtype == object or sums.shape[1] > GRID_COLUMNS or len(sums) == 0:
        return ()
    spans = sums.max(axis=0) - sums.min(axis=0) + step.max(axis=0)
    return tuple(int(span) + 1 for span in spans)


def _shifted(sums: IntArray, counts: IntArray, step: IntArray, grid: tuple[int, ...]) -> tuple[IntArray, IntArray]:
    """All sums of a point and an alternative with their counts, by adding shifted tables."""
    low = sums.min(axis=0)
    inner = tuple(int(span) + 1 for span in sums.max(axis=0) - low)
    place = np.ravel_multi_index(tuple((sums - low).T), inner)
    tables = np.zeros((counts.shape[1], *grid), dtype=np.int64)
    for limb, table in enumerate(tables):
        before = np.zeros(prod(inner), dtype=np.int64)
        before[place] = counts[:, limb]
        before = before.reshape(inner)
        for row in step:
            table[tuple(slice(int(t), int(t) + size) for t, size in zip(row, inner, strict=True))] += before
    flat = tables.reshape(counts.shape[1], -1)
    found = np.flatnonzero(flat.any(axis=0))
    return np.stack(np.unravel_index(found, grid), axis=1) + low, limbs.carry(np.ascontiguousarray(flat[:, found].T))


def _merged(sums: Exact, counts: IntArray, lower: Exact, upper: Exact) -> tuple[Exact, IntArray]:
    """Equal rows of sums made one, their counts added."""
    if len(sums) == 0:
        return sums, counts
    spans = [int(span) + 1 for span in upper - lower]
    cells = prod(spans)
    if cells > 2**62 or sums.dtype == object:
        order, starts = sorted_groups(sums)
        return sums[order[starts]], limbs.carry(np.add.reduceat(counts[order], starts, axis=0))
    weights = np.array([prod(spans[c + 1 :]) for c in range(len(spans))], dtype=np.int64)
    keys = (sums - lower) @ weights
    if cells <= 8 * len(sums):
        dense = np.zeros((counts.shape[1], cells), dtype=np.int64)
        for limb in range(counts.shape[1]):
            np.add.at(dense[limb], keys, counts[:, limb])
        distinct = np.flatnonzero(dense.any(axis=0))
        added = np.ascontiguousarray(dense[:, distinct].T)
    else:
        order = np.argsort(keys, kind="stable")
        ordered_keys = keys[order]
        begins = np.ones(len(order), dtype=np.bool_)
        np.not_equal(ordered_keys[1:], ordered_keys[:-1], out=begins[1:])
        starts = np.flatnonzero(begins)
        distinct = ordered_keys[starts]
        added = np.add.reduceat(counts[order], starts, axis=0)
    unpacked = np.stack(np.unravel_index(distinct, spans), axis=1) + lower
    return unpacked, limbs.carry(added)
