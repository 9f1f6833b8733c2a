"""Every package in turn, in blocks: the brute force that judges the rest, and the way where it fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from makeable.kernels.scale import SAFE, Exact, IntArray

BLOCK = 1 << 18


@dataclass(frozen=True)
class Block:
    """Some packages: their ``numbers`` (see `decode`) and ``values``, shape (packages, parties)."""

    numbers: IntArray
    values: Exact


def blocks(
    tables: Sequence[Exact],
    *,
    uses: Sequence[Exact] | None = None,
    limits: Sequence[int] | None = None,
    block: int = BLOCK,
) -> Iterator[Block]:
    """All packages within the limits, in ascending number, at most about ``block`` at a time.

    ``tables[i]`` (alternatives_i, parties) integers, ``uses[i]`` (alternatives_i, resources), ``limits``
    (resources). Works for up to 2**62 packages in principle and about 10**8 in patience; sums are exact, in Python
    integers where int64 could overflow.
    """
    sizes = [len(table) for table in tables]
    tail = len(sizes)
    while tail > 0 and prod(sizes[tail - 1 :]) <= block:
        tail -= 1
    values, spent = _wide(tables), _wide(uses) if uses is not None and limits is not None else None
    inner = prod(sizes[tail:])
    end_values = _all_sums(values[tail:], values)
    end_spent = _all_sums(spent[tail:], spent) if spent is not None else None
    offsets = np.arange(inner, dtype=np.int64)
    for head in range(prod(sizes[:tail])):
        chosen = _digits(head, sizes[:tail])
        start = sum((values[i][a] for i, a in enumerate(chosen)), np.zeros(end_values.shape[1], dtype=np.int64))
        numbers, sums = offsets + head * inner, end_values + start
        if spent is not None and end_spent is not None and limits is not None:
            used = end_spent + sum((spent[i][a] for i, a in enumerate(chosen)), 0)
            fits = (used <= np.array([int(limit) for limit in limits], dtype=used.dtype)).astype(bool).all(axis=1)
            numbers, sums = numbers[fits], sums[fits]
        if len(numbers):
            yield Block(numbers, sums)


def decode(numbers: IntArray, sizes: Sequence[int]) -> IntArray:
    """The packages with these numbers: alternatives, shape (packages, issues); the last issue turns fastest."""
    left = np.asarray(numbers, dtype=np.int64).copy()
    chosen = np.zeros((len(left), len(sizes)), dtype=np.int64)
    for issue in range(len(sizes) - 1, -1, -1):
        left, chosen[:, issue] = np.divmod(left, sizes[issue])
    return chosen


def _digits(number: int, sizes: Sequence[int]) -> list[int]:
    digits = []
    for size in reversed(sizes):
        number, digit = divmod(number, size)
        digits.append(digit)
    return digits[::-1]


def _wide(tables: Sequence[Exact]) -> list[Exact]:
    """Tables in a type that no sum of them overflows."""
    reach = sum(max((abs(int(end)) for end in (t.max(), t.min())), default=0) for t in tables if t.size)
    return [table.astype(np.int64 if reach < SAFE else object) for table in tables]


def _all_sums(tables: Sequence[Exact], like: Sequence[Exact]) -> Exact:
    columns = like[0].shape[1] if len(like) else 0
    sums: Exact = np.zeros((1, columns), dtype=like[0].dtype if len(like) else np.int64)
    for table in tables:
        sums = (sums[:, None, :] + table[None, :, :]).reshape(len(sums) * len(table), columns)
    return sums
