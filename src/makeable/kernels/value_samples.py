"""Value functions that fit what somebody answered: drawn evenly, and what all of them agree on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
import numpy.typing as npt

from makeable.kernels.program_run import Effort, Row, Task, run

__all__ = ["Answered", "draw", "least"]

Floats = npt.NDArray[np.float64]

CLEAR = 0.01
"""By so much of one issue's largest worth a package must be better to be called better, and at most so much to be
called indifferent."""


@dataclass(frozen=True)
class Answered:
    """What is known of one value function, weights in 0..1 times features.

    `better`: rows of feature differences, each of which is worth more than nothing. `same`: rows worth about nothing.
    """

    width: int
    better: tuple[tuple[float, ...], ...] = ()
    same: tuple[tuple[float, ...], ...] = ()

    def rows(self) -> Floats:
        """Rows a, all of which satisfy a . weights >= bound."""
        mirrored = (tuple(-x for x in row) for row in self.same)
        return np.array([*self.better, *self.same, *mirrored], dtype=float).reshape(-1, self.width)

    def bounds(self) -> Floats:
        """The bounds of `rows`."""
        return np.array([CLEAR] * len(self.better) + [-CLEAR] * (2 * len(self.same)))


def least(known: Answered, direction: Floats, seconds: float = 5.0) -> float:
    """The least worth of a direction among all value functions that fit; inf when none fits."""
    found = _solve(known, {column: -float(x) for column, x in enumerate(direction) if x}, seconds)
    return inf if found is None else float(direction @ found)


def _solve(known: Answered, objective: dict[int, float], seconds: float) -> Floats | None:
    """The weights that fit with the largest objective; None when none fit."""
    rows = [
        _row(np.flatnonzero(row), row[np.flatnonzero(row)], bound)
        for row, bound in zip(known.rows(), known.bounds(), strict=True)
        if np.any(row)
    ]
    aim = {column: Fraction(value) for column, value in objective.items()}
    task = Task([0] * known.width, [1] * known.width, [False] * known.width, rows, aim)
    found = run(task, Effort(seconds).started(), relaxed=True)
    return found.solutions[-1] if found.solutions else None


def _row(columns: npt.NDArray[np.int64], values: Floats, bound: float) -> Row:
    """values . columns >= bound"""
    return Row([int(c) for c in columns], [Fraction(float(x)) for x in values], Fraction(float(bound)))


def draw(known: Answered, count: int, rng: np.random.Generator, start: Floats | None = None) -> Floats | None:
    """Weights drawn about evenly from all that fit, shape (count, width); None when none fit.

    Hit-and-run (Smith 1984), many steps between draws, so close to even but not exactly so.
    """
    inside = start if start is not None and _fits(known, start) else _centre(known)
    if inside is None:
        return None
    a, b = known.rows(), known.bounds()
    at = inside.copy()
    slack = a @ at - b
    steps = 4 * known.width
    drawn = np.empty((count, known.width))
    for number in range(count):
        for step in rng.standard_normal((steps // 4 if number else steps, known.width)):
            low, high = _reach(at, step, a @ step, slack)
            along = rng.uniform(low, high)
            at = np.clip(at + along * step, 0.0, 1.0)
            slack = a @ at - b
        drawn[number] = at
    return drawn


def _fits(known: Answered, weights: Floats) -> bool:
    return bool(np.all(known.rows() @ weights >= known.bounds()))


def _reach(at: Floats, step: Floats, rates: Floats, slack: Floats) -> tuple[float, float]:
    """How far one may go along a step in both directions."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.concatenate([-at / step, (1 - at) / step])
        limits = -np.maximum(slack, 0.0) / rates
    high = min(float(ends[ends >= 0].min(initial=inf)), float(limits[rates < 0].min(initial=inf)))
    low = max(float(ends[ends <= 0].max(initial=-inf)), float(limits[rates > 0].max(initial=-inf)))
    return min(low, 0.0), max(high, 0.0)


def _centre(known: Answered) -> Floats | None:
    """Weights well inside: the centre of the largest ball (Chebyshev)."""
    width = known.width
    rows = []
    for row, bound in zip(known.rows(), known.bounds(), strict=True):
        columns = np.flatnonzero(row)
        if len(columns):
            ball = np.append(row[columns], -float(np.linalg.norm(row)))
            rows.append(_row(np.append(columns, width), ball, float(bound)))
    rows += [Row([c, width], [1, -1], 0) for c in range(width)]
    rows += [Row([c, width], [1, 1], None, 1) for c in range(width)]
    task = Task([0] * (width + 1), [1] * (width + 1), [False] * (width + 1), rows, {width: 1})
    found = run(task, Effort(5.0).started(), relaxed=True)
    return np.clip(found.solutions[-1][:width], 0.0, 1.0) if found.solutions else None
