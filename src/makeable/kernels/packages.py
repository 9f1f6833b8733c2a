"""Layers of partial sums with pointers back to the packages behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import IntArray

Pointers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Layer:
    """One issue merged: how each point after it arose.

    Point ``j`` arose in the ways ``starts[j] .. starts[j+1]``: from point ``previous[w]`` of the layer before by
    any alternative in ``members[heads[group[w]] : heads[group[w] + 1]]`` of ``issue``.
    """

    issue: int
    starts: IntArray
    previous: Pointers
    group: Pointers
    members: IntArray
    heads: IntArray

    @property
    def points(self) -> int:
        return len(self.starts) - 1


def multiplicities(layers: Sequence[Layer]) -> list[int]:
    """How many packages stand behind each point of the last layer, as exact Python integers."""
    counts = np.ones(1, dtype=np.int64)
    for layer in layers:
        sizes = np.diff(layer.heads)
        ways = int(np.diff(layer.starts).max(initial=0)) * int(sizes.max(initial=0))
        if counts.dtype != object and int(counts.max(initial=0)) * ways >= 2**62:
            counts = counts.astype(object)
        arrivals = counts[layer.previous]
        if sizes.max(initial=1) > 1:
            arrivals = arrivals * sizes[layer.group]
        counts = np.add.reduceat(arrivals, layer.starts[:-1]) if layer.points else counts[:0]
    return [int(count) for count in counts]


def representatives(layers: Sequence[Layer], points: IntArray, issues: int) -> IntArray:
    """One package for each given point of the last layer: alternatives per issue, shape (points, issues)."""
    chosen = np.zeros((len(points), issues), dtype=np.int64)
    at: npt.NDArray[np.integer[Any]] = points
    for layer in reversed(layers):
        way = layer.starts[:-1][at]
        chosen[:, layer.issue] = layer.members[layer.heads[layer.group[way]]]
        at = layer.previous[way]
    return chosen


def iterate(layers: Sequence[Layer], point: int) -> Iterator[tuple[int, ...]]:
    """Every package behind one point of the last layer, lazily, always in the same order."""
    depth = len(layers)
    chosen = [0] * depth
    stack = [(depth, point, 0, 0)]
    while stack:
        level, at, issue, alternative = stack.pop()
        if level < depth:
            chosen[issue] = alternative
        if level == 0:
            yield tuple(chosen)
            continue
        layer = layers[level - 1]
        for way in range(int(layer.starts[at + 1]) - 1, int(layer.starts[at]) - 1, -1):
            group, previous = int(layer.group[way]), int(layer.previous[way])
            for member in layer.members[layer.heads[group] : layer.heads[group + 1]][::-1]:
                stack.append((level - 1, previous, layer.issue, int(member)))
