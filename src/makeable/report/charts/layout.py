"""Where the nodes of a network go: an arrangement by forces that the same seed always gives again."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

__all__ = ["arranged"]

_STEPS = 300


def arranged(nodes: int, links: Sequence[tuple[int, int, float]], seed: int = 0) -> list[tuple[float, float]]:
    """Places in the unit square: linked nodes near each other, the others apart.

    After Fruchterman and Reingold (1991): every pair pushes, every link (two nodes and its strength) pulls, and the
    steps become smaller. The start is a circle, slightly disturbed by the seed.
    """
    if nodes <= 1:
        return [(0.5, 0.5)] * nodes
    chance = random.Random(seed)
    turns = [2 * math.pi * i / nodes for i in range(nodes)]
    xs = [math.cos(turn) + chance.uniform(-0.05, 0.05) for turn in turns]
    ys = [math.sin(turn) + chance.uniform(-0.05, 0.05) for turn in turns]
    ideal = 1.6 / math.sqrt(nodes)
    strongest = max((abs(strength) for _, _, strength in links), default=1.0) or 1.0
    for step in range(_STEPS):
        dx, dy = [0.0] * nodes, [0.0] * nodes
        for i in range(nodes):
            for j in range(i):
                _push(i, j, (xs, ys), (dx, dy), ideal)
        for i, j, strength in links:
            if i != j:
                _pull(i, j, (xs, ys), (dx, dy), ideal / (0.4 + abs(strength) / strongest))
        heat = 0.1 * (1 - step / _STEPS)
        for i in range(nodes):
            # A weak pull to the middle keeps nodes without links on the picture.
            dx[i] -= xs[i] * 0.35
            dy[i] -= ys[i] * 0.35
            length = math.hypot(dx[i], dy[i]) or 1.0
            xs[i] += dx[i] / length * min(length, heat)
            ys[i] += dy[i] / length * min(length, heat)
    return list(zip(_unit(xs), _unit(ys), strict=True))


Plane = tuple[list[float], list[float]]


def _push(i: int, j: int, at: Plane, moved: Plane, ideal: float) -> None:
    x, y = at[0][i] - at[0][j], at[1][i] - at[1][j]
    squared = max(x * x + y * y, 1e-6)
    force = ideal * ideal / squared
    moved[0][i] += x * force
    moved[1][i] += y * force
    moved[0][j] -= x * force
    moved[1][j] -= y * force


def _pull(i: int, j: int, at: Plane, moved: Plane, ideal: float) -> None:
    x, y = at[0][i] - at[0][j], at[1][i] - at[1][j]
    force = math.hypot(x, y) / ideal
    moved[0][i] -= x * force
    moved[1][i] -= y * force
    moved[0][j] += x * force
    moved[1][j] += y * force


def _unit(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    return [(value - low) / (high - low) if high - low > 1e-9 else 0.5 for value in values]
