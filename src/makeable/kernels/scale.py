"""Integer score tables made small: shifted to start at zero, divided by their common factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
#: int64, or object holding Python integers where int64 could overflow
Exact = npt.NDArray[Any]

#: sums are kept below this, so that adding two of them stays inside int64
SAFE = 2**61


@dataclass(frozen=True)
class Scaled:
    """Tables whose sums stand for ``base + factor * sum``, column by column.

    ``tables[i]`` has shape (alternatives_i, columns), smallest entry of each column 0; int64 when every sum stays
    below 2**61, otherwise Python integers in object arrays. ``base`` and ``factor`` have one Python integer per
    column; ``factor`` is at least 1.
    """

    tables: tuple[Exact, ...]
    base: tuple[int, ...]
    factor: tuple[int, ...]

    @property
    def columns(self) -> int:
        return len(self.base)

    @property
    def tops(self) -> list[int]:
        """The largest sum of each column."""
        return [sum(int(table[:, c].max()) for table in self.tables) for c in range(self.columns)]

    def restore(self, sums: Exact) -> Exact:
        """The original values of rows of scaled sums; object dtype where int64 could not hold them."""
        ends = [abs(b) + f * t for b, f, t in zip(self.base, self.factor, self.tops, strict=True)]
        if sums.dtype != object and max(ends, default=0) < SAFE:
            small: Exact = sums * np.array(self.factor, dtype=np.int64) + np.array(self.base, dtype=np.int64)
            return small
        exact: Exact = sums.astype(object) * np.array(self.factor, dtype=object) + np.array(self.base, dtype=object)
        return exact.astype(np.int64) if max(ends, default=0) < SAFE else exact

    def only(self, columns: Sequence[int]) -> Scaled:
        """The same with some of the columns."""
        return Scaled(
            tuple(table[:, columns] for table in self.tables),
            tuple(self.base[c] for c in columns),
            tuple(self.factor[c] for c in columns),
        )

    def at_least(self, bounds: Sequence[int]) -> list[int]:
        """The smallest scaled sums that reach ``bounds`` on the original scale."""
        return [
            -((base - int(bound)) // factor) for bound, base, factor in zip(bounds, self.base, self.factor, strict=True)
        ]


def scale(tables: Sequence[Exact]) -> Scaled:
    """Shift and divide integer tables so that their sums are as small as they can be.

    ``tables[i]`` has shape (alternatives_i, columns) and integer entries (any integer dtype, or Python integers in
    object arrays). No sum of the result can overflow: where int64 would, Python integers are used, at 30-100 times
    the time.
    """
    columns = tables[0].shape[1] if len(tables) else 0
    lows = [_ends(table, np.min) for table in tables]
    highs = [_ends(table, np.max) for table in tables]
    base = tuple(sum(low[c] for low in lows) for c in range(columns))
    reach = [sum(high[c] for high in highs) - base[c] for c in range(columns)]
    widest = max((abs(end) for ends in (*lows, *highs) for end in ends), default=0)
    if max(widest, *reach, 0) < SAFE:
        shifted = [
            table.astype(np.int64) - np.array(low, dtype=np.int64) for table, low in zip(tables, lows, strict=True)
        ]
        stacked = np.concatenate(shifted) if shifted else np.zeros((0, columns), dtype=np.int64)
        factor = tuple(max(1, int(g)) for g in np.gcd.reduce(stacked, axis=0))
        if max(factor, default=1) > 1:
            shifted = [table // np.array(factor, dtype=np.int64) for table in shifted]
        return Scaled(tuple(shifted), base, factor)
    exact = [table.astype(object) - np.array(low, dtype=object) for table, low in zip(tables, lows, strict=True)]
    factor = tuple(max(1, gcd(*(int(entry) for table in exact for entry in table[:, c]))) for c in range(columns))
    exact = [table // np.array(factor, dtype=object) for table in exact]
    if max((r // f for r, f in zip(reach, factor, strict=True)), default=0) < SAFE:
        return Scaled(tuple(table.astype(np.int64) for table in exact), base, factor)
    return Scaled(tuple(exact), base, factor)


def side_by_side(tables: Sequence[Exact], uses: Sequence[Exact]) -> list[Exact]:
    """Values and negated uses as columns of one table per issue, so that more is better in all of them."""
    return [np.concatenate([t.astype(object), -u.astype(object)], axis=1) for t, u in zip(tables, uses, strict=True)]


def _ends(table: Exact, end: Any) -> list[int]:
    return [int(value) for value in end(table, axis=0)]
