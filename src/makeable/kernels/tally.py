"""Counting packages exactly by dynamic programming over saturated sums, from both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from makeable.kernels import limbs
from makeable.kernels.join import join, join_cost
from makeable.kernels.nondominated import sorted_groups
from makeable.kernels.scale import Exact, IntArray
from makeable.kernels.verdict import NO, YES, Question, settle

#: candidate sums made at once
BLOCK = 1 << 21
#: states kept at most, so that memory stays below a gigabyte
STATES = 4_000_000


@dataclass
class Side:
    """Partial sums of the issues merged so far, with how many partial packages reach each.

    Sums are cut off where the issues still out can no longer change a column's answer: at ``upper`` the answer is
    yes whatever they add, at ``lower`` no.
    """

    sums: Exact
    counts: IntArray
    lower: Exact
    upper: Exact


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
        self.limbs = limbs.limbs_for(prod(len(step) for step in steps))
        self.settle = settle(question)
        self.banked = 0

    def run(self) -> int | None:
        """The count, or None where it would take more than ``work``."""
        front, back = 0, len(self.steps)
        forward = self._extend(self._start(), None, self.steps, bank=True)
        backward: Side | None = self._start()
        while front < back and forward is not None and backward is not None:
            ahead, behind = len(self.steps[front]), len(self.steps[back - 1])
            if len(forward.sums) * ahead <= len(backward.sums) * behind:
                front += 1
                forward = self._extend(forward, self.steps[front - 1], self.steps[front:], bank=True)
            else:
                back -= 1
                backward = self._extend(backward, self.steps[back], self.steps[:back], bank=False)
        if forward is None or backward is None:
            return None
        cost = join_cost(forward.sums, backward.sums, backward.counts, self.question)
        if cost <= self.work:
            self.work -= cost
            return self.banked + self._join(forward, backward)
        while front < len(self.steps) and forward is not None:
            front += 1
            forward = self._extend(forward, self.steps[front - 1], self.steps[front:], bank=True)
        return None if forward is None else self.banked

    def _start(self) -> Side:
        columns = self.question.columns
        blank = np.zeros(columns, dtype=self.dtype)
        return Side(np.zeros((1, columns), dtype=self.dtype), limbs.ones(1, self.limbs), blank, blank)

    def _join(self, forward: Side, backward: Side) -> int:
        return join(forward.sums, forward.counts, backward.sums, backward.counts, self.needs, self.question)

    def _extend(self, side: Side, step: Exact | None, out: Sequence[Exact], *, bank: bool) -> Side | None:
        """One more issue on this side; ``out`` are the issues not yet on it, ``bank`` counts what is settled."""
        columns = self.question.columns
        most = sum((table.max(axis=0) for table in out), np.zeros(columns, dtype=self.dtype))
        lower, upper = self.needs - most - 1, self.needs
        step = np.zeros((1, columns), dtype=self.dtype) if step is None else step
        self.work -= len(side.sums) * len(step) * (60 + 15 * columns + 10 * self.limbs)
        if self.work < 0:
            return None
        beyond = prod(len(table) for table in out)
        parts = []
        width = max(1, BLOCK // len(step))
        for first in range(0, max(len(side.sums), 1), width):
            sums = side.sums[first : first + width, None, :] + step[None, :, :]
            sums = np.clip(sums.reshape(-1, columns), lower, upper)
            counts = np.repeat(side.counts[first : first + width], len(step), axis=0)
            status = (sums > lower).astype(np.int8) + (sums >= upper)
            settled = self.settle(status)
            if bank:
                self.banked += limbs.total(counts[settled == YES]) * beyond
                kept = (settled != NO) & (settled != YES)
            else:
                kept = settled != NO
            parts.append(_merged(sums[kept], counts[kept], lower, upper))
        sums, counts = parts[0]
        if len(parts) > 1:
            sums, counts = (np.concatenate(pieces) for pieces in zip(*parts, strict=True))
            sums, counts = _merged(sums, counts, lower, upper)
        return None if len(sums) > STATES else Side(sums, counts, lower, upper)


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
