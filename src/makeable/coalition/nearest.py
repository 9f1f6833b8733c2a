"""The packages nearest to the one on the table that meet given lines: fewest issues changed, then least taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from makeable.coalition.patterns import numbered
from makeable.frontier.program import Model
from makeable.frontier.space import Space
from makeable.kernels.enumerate import blocks
from makeable.kernels.program_best import closest
from makeable.kernels.program_run import Effort
from makeable.kernels.scale import Exact, IntArray
from makeable.model import Package

__all__ = ["Near", "between", "moves_from", "nearest", "nearest_programmed", "spans"]

SECONDS = 10.0


@dataclass(frozen=True)
class Near:
    """A changed package: the issues settled otherwise, and what it gives or takes from each known party."""

    package: Package
    issues: tuple[str, ...]
    change: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        object.__setattr__(self, "change", MappingProxyType(dict(self.change)))


def spans(space: Space) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """What lies between the worst and the best of each party, at least 1, in the space's integers."""
    wide = [sum(int(t[:, p].max()) - int(t[:, p].min()) for t in space.tables) for p in range(len(space.parties))]
    return np.array([max(1, width) for width in wide], dtype=np.float64)


def moves_from(space: Space, package: Package) -> list[Exact]:
    """The tables of the space with one more column: how many issues each row settles otherwise than the package."""
    tables = []
    for group in space.groups:
        moves = [sum(way != package[i] for i, way in zip(group.issues, row, strict=True)) for row in group.rows]
        column = np.array(moves, dtype=np.int64).reshape(-1, 1)
        tables.append(np.concatenate([group.scores, column.astype(group.scores.dtype)], axis=1))
    return tables


def nearest(
    space: Space,
    package: Package,
    floors: Mapping[str, Fraction],
    passing: Callable[[IntArray], np.ndarray[tuple[int, ...], np.dtype[np.bool_]]] | None = None,
    most: int = 1,
) -> list[Near]:
    """The packages nearest to this one in which each party named has at least its floor, the nearest first.

    Fewest issues changed, then the smallest loss of whoever loses most (as a share of all it could win or lose).
    `passing` keeps those of the yes-masks (see `patterns`) that count.
    """
    places = {
        party: (place, scale) for place, (party, scale) in enumerate(zip(space.parties, space.scale, strict=True))
    }
    wanted = [(places[party][0], -(-floor * places[party][1] // 1)) for party, floor in floors.items()]
    now = np.array([float(v * s) for v, s in zip(space.values(package), space.scale, strict=True)])
    lines, wide = np.array(space.no_deal, dtype=object), spans(space)
    bits = 1 << np.arange(len(space.parties), dtype=np.int64)
    best: list[tuple[int, float, int]] = []
    for block in blocks(moves_from(space, package), uses=space.uses, limits=space.limits):
        keep = np.ones(len(block.numbers), dtype=bool)
        for party, floor in wanted:
            keep &= (block.values[:, party] >= floor).astype(bool)
        if passing is not None and keep.any():
            rows = np.flatnonzero(keep)
            keep[rows] = passing((block.values[rows, :-1] >= lines).astype(bool) @ bits)
        rows = np.flatnonzero(keep)
        if not len(rows):
            continue
        loss = ((now - block.values[rows, :-1].astype(float)) / wide).max(axis=1)
        count = block.values[rows, -1].astype(np.int64)
        order = np.lexsort((loss, count))[:most]
        best += [(int(count[i]), float(loss[i]), int(block.numbers[rows[i]])) for i in order]
        best = sorted(best)[:most]
    return [between(space, package, numbered(space, number)) for _, _, number in best]


def nearest_programmed(model: Model, package: Package, floors: Mapping[str, Fraction]) -> Near | None:
    """The same where packages are too many to list: fewest issues changed, by a mixed-integer program."""
    lines = [
        floors[party] * scale if party in floors else None
        for party, scale in zip(model.parties, model.scale, strict=True)
    ]
    found = closest(model.program.above(lines), model.choice(package).choices, effort=Effort(seconds=SECONDS))
    if found.package is None:
        return None
    after = model.package(found.package)
    change = {
        party: sheet.value(after) - sheet.value(package)
        for party, sheet in zip(model.parties, model.sheets, strict=True)
    }
    return Near(after, after.differs_from(package), change)


def between(space: Space, package: Package, after: Package) -> Near:
    """What one package changes of another."""
    before = space.values(package)
    change = {p: v - b for p, v, b in zip(space.parties, space.values(after), before, strict=True)}
    return Near(after, after.differs_from(package), change)
