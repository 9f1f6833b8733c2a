"""Pairs of half packages: how many together satisfy a question."""

from __future__ import annotations

from math import inf, prod
from typing import Any

import numpy as np
import numpy.typing as npt

from makeable.kernels import limbs
from makeable.kernels.scale import Exact, IntArray
from makeable.kernels.verdict import Question

#: columns joined through a table of suffix sums, and the cells such a table may have
DENSE_COLUMNS = 3
CELLS = 1 << 23
#: rules over more columns are not written out as tables
TABLE_COLUMNS = 16
#: second halves held against all first halves at once: their bit tables fit a processor's cache
BLOCK = 2048
FIRST = 1 << 14

Bits = npt.NDArray[np.uint64]


def join(first: Exact, counts: IntArray, second: Exact, weights: IntArray, needs: Exact, question: Question) -> int:
    """The exact sum of count times weight over all pairs that satisfy the question.

    ``first`` (halves, columns) with ``counts`` in limbs, ``second`` with ``weights`` likewise; a column's answer is
    yes when the two sums reach ``needs``.
    """
    if len(first) == 0 or len(second) == 0:
        return 0
    if _dense_cells(second) <= CELLS and question.columns <= DENSE_COLUMNS:
        return sum(
            sign * _dense(first[:, columns], counts, second[:, columns], weights, needs[columns])
            for columns, sign in inclusion_exclusion(question)
        )
    return _bitwise(first, counts, second, weights, needs, question)


def join_cost(first: Exact, second: Exact, weights: IntArray, question: Question) -> float:
    """Roughly how many nanoseconds `join` will take."""
    if len(first) == 0 or len(second) == 0:
        return 0.0
    if question.rule is not None and question.columns > TABLE_COLUMNS:
        return inf
    if _dense_cells(second) <= CELLS and question.columns <= DENSE_COLUMNS:
        terms = len(inclusion_exclusion(question))
        return float(terms * (5 * _dense_cells(second) * weights.shape[1] + 200 * len(first)))
    planes = int(np.bitwise_or.reduce(weights[:, -1])).bit_length() + limbs.BITS * (weights.shape[1] - 1)
    effort = question.columns if question.rule is None else len(_plan(question)) * 2
    words = -(-len(second) // 64)
    blocks = -(-len(second) // BLOCK)
    return float(len(first) * (words * (1.5 * effort + planes) + blocks * question.columns * 10))


def inclusion_exclusion(question: Question) -> list[tuple[list[int], int]]:
    """Sets of columns and signs: the question's answer is the signed sum of "all of these say yes"."""
    columns = question.columns
    if question.rule is None:
        return [(list(range(columns)), 1)]
    signs = question.truth().astype(np.int64).reshape((2,) * columns)
    for axis in range(columns):
        view = np.moveaxis(signs, axis, 0)
        view[1] -= view[0]
    return [
        ([c for c in range(columns) if index[c]], int(signs[index]))
        for index in np.ndindex(signs.shape)
        if signs[index]
    ]


def _dense_cells(second: Exact) -> int:
    if second.dtype == object:
        return CELLS + 1
    spans = second.max(axis=0) - second.min(axis=0) if second.shape[1] else ()
    return prod(int(span) + 2 for span in spans)


def _dense(first: Exact, counts: IntArray, second: Exact, weights: IntArray, needs: Exact) -> int:
    """All columns yes: look up, for each first half, the weight of the second halves that suffice."""
    if first.shape[1] == 0:
        return limbs.total(counts) * limbs.total(weights)
    low = second.min(axis=0)
    spans = tuple(int(span) + 2 for span in second.max(axis=0) - low)
    place = np.ravel_multi_index(tuple((second - low).T), spans)
    wanted = np.clip(needs - first - low, 0, np.array(spans) - 1)
    at = np.ravel_multi_index(tuple(wanted.T), spans)
    found = 0
    for limb in range(weights.shape[1]):
        table = np.zeros(prod(spans), dtype=np.int64)
        np.add.at(table, place, weights[:, limb])
        table = table.reshape(spans)
        for axis in range(len(spans)):
            table = np.flip(np.cumsum(np.flip(table, axis), axis=axis), axis)
        found += limbs.weighted_total(counts, table.reshape(-1)[at]) << (limbs.BITS * limb)
    return found


def _bitwise(first: Exact, counts: IntArray, second: Exact, weights: IntArray, needs: Exact, question: Question) -> int:
    """Every pair, 64 second halves at a time: one bit each, one operation per column and step of the rule."""
    plan = _plan(question)
    columns = question.columns
    rising = [np.sort(second[:, c]) for c in range(columns)]
    wanted = [np.searchsorted(rising[c], needs[c] - first[:, c], side="left") for c in range(columns)]
    found = 0
    planes = _planes(weights)
    hits = np.zeros((len(first), len(planes)), dtype=np.int64)
    for begin in range(0, len(second), BLOCK):
        part = second[begin : begin + BLOCK]
        tables = [_threshold_bits(part[:, c], rising[c]) for c in range(columns)]
        chosen = [_pack(plane[begin : begin + BLOCK]) for _, plane in planes]
        whole = _pack(np.ones(len(part), dtype=np.bool_))
        for start in range(0, len(first), FIRST):
            rows = slice(start, start + FIRST)
            bits = [table[local[wanted[c][rows]]] for c, (table, local) in enumerate(tables)]
            passing = _evaluate(plan, bits, whole, len(first[rows]))
            for k, plane in enumerate(chosen):
                hits[rows, k] += np.bitwise_count(passing & plane).sum(axis=1, dtype=np.int64)
    for k, (power, _) in enumerate(planes):
        found += limbs.weighted_total(counts, hits[:, k]) << power
    return found


def _planes(weights: IntArray) -> list[tuple[int, npt.NDArray[np.bool_]]]:
    """Binary digits of the weights: each power of two that occurs, and who has it."""
    planes = []
    for limb in range(weights.shape[1]):
        present = int(np.bitwise_or.reduce(weights[:, limb]))
        for bit in range(present.bit_length()):
            if present >> bit & 1:
                planes.append((limbs.BITS * limb + bit, (weights[:, limb] >> bit & 1).astype(np.bool_)))
    return planes


def _threshold_bits(values: Exact, rising: Exact) -> tuple[Bits, npt.NDArray[np.int32]]:
    """Rows of bits "at or above the r-th smallest here", and which row each place in ``rising`` means."""
    order = np.argsort(values, kind="stable")
    above = np.arange(len(values) + 1)[:, None] <= np.argsort(order, kind="stable")[None, :]
    local = np.searchsorted(values[order], rising, side="left").astype(np.int32)
    return _pack(above), np.append(local, np.int32(len(values)))


def _pack(flags: npt.NDArray[np.bool_]) -> Bits:
    packed = np.packbits(flags, axis=-1)
    missing = -packed.shape[-1] % 8
    if missing:
        packed = np.concatenate([packed, np.zeros((*packed.shape[:-1], missing), dtype=np.uint8)], axis=-1)
    return np.ascontiguousarray(packed).view(np.uint64)


#: a step of a rule: (column, place of the result if no, place of the result if yes); places 0 and 1 are no and yes
Plan = list[tuple[int, int, int]]


def _plan(question: Question) -> Plan:
    """The rule as a decision diagram with equal parts shared, so that k of n takes about k * n steps."""
    columns = question.columns
    if question.rule is None:
        return [(c, 0, i + 1) for i, c in enumerate(range(columns))]
    steps: Plan = []
    seen: dict[Any, int] = {}

    def place(column: int, truth: npt.NDArray[np.bool_]) -> int:
        if not truth.any():
            return 0
        if truth.all():
            return 1
        key = (column, truth.tobytes())
        if key not in seen:
            half = len(truth) // 2
            no, yes = place(column + 1, truth[:half]), place(column + 1, truth[half:])
            if no == yes:
                seen[key] = no
            else:
                steps.append((column, no, yes))
                seen[key] = len(steps) + 1
        return seen[key]

    root = place(0, question.truth())
    return steps if steps and root == len(steps) + 1 else [(0, root, root)]


def _evaluate(plan: Plan, bits: list[Bits], whole: Bits, rows: int) -> Bits:
    none = np.zeros_like(whole)
    results: list[Bits] = [none, whole]
    for column, no, yes in plan:
        if no == yes:
            results.append(results[no])
        elif no == 0:
            results.append(bits[column] & results[yes] if yes != 1 else bits[column])
        else:
            results.append((bits[column] & results[yes]) | (~bits[column] & results[no]))
    return np.broadcast_to(results[-1], (rows, len(whole)))
