"""A good package by its smallest share, quickly: a beam over partial packages, widest by their bounds.

It proves nothing; it gives the exact searches something to start from.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program_layers import Duals, Layer
from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import FloatArray, Space

LEARNT = 600
"""Multipliers learnt in all layers together, at least 3 and at most 12 in each."""


def beam(
    space: Space, unit: FloatArray, width: int, effort: Effort, seed: int = 0
) -> tuple[NDArray[np.int16], FloatArray] | None:
    """Complete packages of the best partial ones, with their rows; None when none keeps the thresholds.

    Maximises the smallest of (row - threshold) / unit over rows with a unit above 0; the other rows must reach
    their thresholds. Choices are made in an order drawn from `seed`.
    """
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(space.choices))
    shuffled = replace(space, choices=tuple(space.choices[k] for k in order))
    if space.empty:
        return None
    duals = Duals(shuffled, np.where(unit > 0, unit, 1e-6 * max(unit.max(), 1e-9)))
    root = duals.multipliers(0, space.start, space.least)
    learnt = max(3, min(12, LEARNT // max(1, len(space.choices))))
    options, rows = np.zeros((1, 0), np.int16), space.start[None, :]
    for decided, choice in enumerate(shuffled.choices, start=1):
        if effort.over or root is None:
            return None
        layer = Layer(duals, decided, root)
        worth = (rows @ root)[:, None] + (choice.rows @ root)[None, :]
        top = _top(worth.ravel(), 4 * width)
        state, option = np.divmod(top, len(choice.rows))
        rows = rows[state] + choice.rows[option]
        score = layer.share(rows, space.least, unit)
        while layer.learnt < learnt and decided < len(shuffled.choices):
            leaders = rows[_top(score, width)]
            layer.learn(leaders, space.least, rng)
            score = layer.share(rows, space.least, unit)
        kept = _top(score, width)
        kept = kept[score[kept] > -np.inf]
        options = np.column_stack([options[state[kept]], option[kept].astype(np.int16)])
        rows = rows[kept]
        if not len(rows):
            return None
    back = np.argsort(order)
    return options[:, back], rows


def _top(score: FloatArray, count: int) -> NDArray[np.intp]:
    if len(score) <= count:
        return np.arange(len(score))
    return np.argpartition(-score, count)[:count]
