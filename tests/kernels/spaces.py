"""Small random spaces of packages, and the brute force that judges everything computed about them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st


@dataclass(frozen=True)
class Space:
    tables: list[Any]
    uses: list[Any] | None
    limits: list[int] | None

    @property
    def parties(self) -> int:
        return int(self.tables[0].shape[1])

    def packages(self) -> dict[tuple[int, ...], tuple[int, ...]]:
        """Every package within the limits and its value for each party, in Python integers."""
        found = {}
        for package in product(*(range(len(table)) for table in self.tables)):
            if self.uses is not None and self.limits is not None:
                spent = _sum([use[a] for use, a in zip(self.uses, package, strict=True)])
                if any(s > limit for s, limit in zip(spent, self.limits, strict=True)):
                    continue
            found[package] = _sum([table[a] for table, a in zip(self.tables, package, strict=True)])
        return found


def _sum(rows: list[Any]) -> tuple[int, ...]:
    return tuple(sum(int(entry) for entry in column) for column in zip(*rows, strict=True))


def dominates(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return a != b and all(x >= y for x, y in zip(a, b, strict=True))


def efficient(vectors: set[tuple[int, ...]]) -> set[tuple[int, ...]]:
    return {v for v in vectors if not any(dominates(w, v) for w in vectors)}


@st.composite
def spaces(draw: st.DrawFn, parties: int = 4, issues: int = 4, options: int = 4, resources: int = 2) -> Space:
    """Spaces of up to options**issues packages; scores from a few ranges, so that ties and large numbers occur."""
    people = draw(st.integers(1, parties))
    count = draw(st.integers(1, issues))
    sizes = [draw(st.integers(1, options)) for _ in range(count)]
    reach = draw(st.sampled_from([1, 3, 10, 100, 10**6]))
    kind = draw(st.sampled_from(["plain", "plain", "multiples", "beyond"]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    tables: list[Any] = [rng.integers(-reach, reach + 1, (size, people)) for size in sizes]
    if kind == "multiples":
        tables = [table * 12 + 5 for table in tables]
    if kind == "beyond":
        tables = [table.astype(object) * (2**61 - 1) + draw(st.integers(0, 5)) for table in tables]
        tables[0][0] += 1
    if resources == 0 or draw(st.booleans()):
        return Space(tables, None, None)
    goods = draw(st.integers(1, resources))
    most = draw(st.sampled_from([1, 4, 50]))
    uses = [rng.integers(-1, most + 1, (size, goods)) for size in sizes]
    limits = [draw(st.integers(-2, most * count)) for _ in range(goods)]
    return Space(tables, uses, limits)
