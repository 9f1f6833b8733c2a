"""Parts of a room that share nothing: what is decided in one never touches another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def connected(count: int, one: Ints, other: Ints) -> Ints:
    """The smallest node number in the connected part of each of `count` nodes, given edges one[i] - other[i]."""
    label = np.arange(count)
    while True:
        a, b = label[one], label[other]
        apart = a != b
        if not apart.any():
            return label
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(label, further := label[label]):
            label = further


def batches(part: Ints, at_least: int) -> Iterator[Ints]:
    """Element numbers grouped so that parts stay whole and small parts come together, `at_least` elements a group.

    `part` holds each element's part. Programs grow faster than in proportion to their size, and each has a fixed
    cost: so neither one program for all nor one for every tiny part.
    """
    if not len(part):
        return
    _, label = np.unique(part, return_inverse=True)
    size = np.bincount(label)
    largest = np.argsort(-size, kind="stable")
    place = np.empty_like(largest)
    place[largest] = np.arange(len(largest))
    before = np.cumsum(size[largest]) - size[largest]
    batch = (before // at_least)[place[label]]
    order = np.argsort(batch, kind="stable")
    edges = np.flatnonzero(np.diff(batch[order])) + 1
    yield from np.split(order, edges)
