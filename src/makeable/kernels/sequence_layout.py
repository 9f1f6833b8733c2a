"""How the states of a campaign lie in memory, so that the exact program is whole-array work.

A state gives every unit a level. The units are split in two: rows are the joint levels of the first units,
columns those of the others. Columns are sorted into layers of equal rank, latest first, so that whatever an
approach leads to lies in an earlier layer of the same row or in a later row: a layer is computed at once.
Odds factorise over the split: the odds of a party are a row's factor times a column's factor.
"""

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.sequence import BoolArray, Campaign, FloatArray, Unit

IntArray = NDArray[np.int64]

COLUMNS = 70_000
"""Most columns: small enough for a processor's cache."""

LEAST, SHARE = 2_200, 20
"""A small problem has at least LEAST columns where it can, a large one about a SHARE-th of its states."""


@dataclass(frozen=True)
class Side:
    """The joint levels of some units, numbered in mixed radix and, for columns, sorted.

    levels (states, units); aboard, refused: bit masks over parties; settled: parties that have answered;
    factor (states, n): this side's part of every party's odds; place: number -> position;
    turned[j]: position -> position after party j's joining turned others against us, None where it does not.
    """

    units: tuple[Unit, ...]
    levels: NDArray[np.int16]
    aboard: IntArray
    refused: IntArray
    settled: IntArray
    rank: IntArray
    factor: NDArray[np.floating]
    strides: tuple[int, ...]
    place: IntArray
    turned: tuple[IntArray | None, ...]

    def at(self, levels: tuple[int, ...]) -> int:
        """The position of the state with these levels."""
        number = sum(level * stride for level, stride in zip(levels, self.strides, strict=True))
        return int(self.place[number])

    def moved(self, unit: int, positions: IntArray, level: int) -> IntArray:
        """The positions reached from these when one unit goes to a level."""
        numbers = self.levels[positions].astype(np.int64) @ np.array(self.strides, dtype=np.int64)
        numbers += (level - self.levels[positions, unit].astype(np.int64)) * self.strides[unit]
        return np.asarray(self.place[numbers])


def split(problem: Campaign) -> int:
    """How many of the units are rows."""
    columns, most = 1, min(COLUMNS, max(LEAST, problem.states // SHARE))
    for position in range(len(problem.units) - 1, -1, -1):
        columns *= len(problem.units[position].aboard)
        if columns > most:
            return position + 1
    return 0


LARGEST = {np.dtype(np.float64): 340.0, np.dtype(np.float32): 40.0}
"""Log-odds at which one side's factor is cut, so that the product of two stays a number."""


def side(problem: Campaign, units: tuple[Unit, ...], base: FloatArray, layered: bool, kind: np.dtype[Any]) -> Side:
    """One side's states; `base` (n,) is added to its log-odds; layered sorts by rank, latest first."""
    shape = tuple(len(unit.aboard) for unit in units)
    count = int(np.prod(shape, dtype=np.int64)) if shape else 1
    levels = np.stack(np.unravel_index(np.arange(count), shape), axis=1) if shape else np.zeros((1, 0), dtype=int)
    rank = _total(units, levels, [unit.rank for unit in units])
    order = np.argsort(-rank, kind="stable") if layered else np.arange(count)
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    levels = levels[order]
    strides = tuple(int(np.prod(shape[k + 1 :], dtype=np.int64)) for k in range(len(units)))
    aboard = _masks(units, levels, [unit.aboard for unit in units])
    refused = _masks(units, levels, [unit.refused for unit in units])
    bits = np.arange(problem.size)
    joined = ((aboard[:, None] >> bits) & 1).astype(bool)
    against = ((refused[:, None] >> bits) & 1).astype(bool)
    shift = base + joined @ problem.joined.T + against @ problem.refused.T
    turned = tuple(_turned(problem, units, levels, strides, place, party) for party in range(problem.size))
    return Side(
        units, levels.astype(np.int16), aboard, refused, _settled(units, levels), rank[order],
        np.exp(np.clip(shift, -LARGEST[kind], LARGEST[kind])).astype(kind), strides, place, turned,
    )  # fmt: skip


def layers(part: Side) -> list[slice]:
    """The runs of equal rank of a layered side."""
    cuts = np.flatnonzero(np.diff(part.rank)) + 1
    ends = [0, *cuts.tolist(), len(part.rank)]
    return [slice(start, stop) for start, stop in itertools.pairwise(ends)]


def _total(units: tuple[Unit, ...], levels: IntArray, values: list[tuple[int, ...]]) -> IntArray:
    result = np.zeros(len(levels), dtype=np.int64)
    for column in range(len(units)):
        result += np.array(values[column], dtype=np.int64)[levels[:, column]]
    return result


def _settled(units: tuple[Unit, ...], levels: IntArray) -> IntArray:
    counts = [tuple((a | r).bit_count() for a, r in zip(unit.aboard, unit.refused, strict=True)) for unit in units]
    return _total(units, levels, counts)


def _masks(units: tuple[Unit, ...], levels: IntArray, masks: list[tuple[int, ...]]) -> IntArray:
    spread = [
        tuple(sum(1 << party for k, party in enumerate(unit.members) if mask >> k & 1) for mask in masks[column])
        for column, unit in enumerate(units)
    ]
    return _total(units, levels, spread)


def _turned(
    problem: Campaign, units: tuple[Unit, ...], levels: IntArray, strides: tuple[int, ...], place: IntArray, party: int
) -> IntArray | None:
    if problem.turns is None:
        return None
    hit = [k for k, unit in enumerate(units) if unit.turned and problem.turns[unit.members[0], party]]
    if not hit:
        return None
    after = levels.copy()
    for column in hit:
        after[:, column] = np.array(units[column].turned)[levels[:, column]]
    return np.asarray(place[after @ np.array(strides, dtype=np.int64)])


def members_in(mask: int, size: int) -> BoolArray:
    """A bit mask as booleans over the parties."""
    return (mask >> np.arange(size) & 1).astype(bool)
