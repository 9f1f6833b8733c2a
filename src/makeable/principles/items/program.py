"""Goods as packages: each good an issue, each party that may get it an alternative."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from makeable.errors import BadInput, Problem, TooLarge
from makeable.finding import Proof, proven, within
from makeable.kernels.program import PackageProgram
from makeable.kernels.program_best import Best
from makeable.model.goods import Goods
from makeable.principles.items.sharing import Parts, whole

__all__ = ["BY", "best_of", "given_whole", "scales"]

BY = "mixed-integer programming, points added up exactly"


def scales(points: Sequence[Sequence[Fraction]]) -> tuple[int, ...]:
    """What makes each party's points whole numbers."""
    return tuple(lcm(*(point.denominator for point in row)) for row in points)


def given_whole(points: Sequence[Sequence[Fraction]]) -> PackageProgram:
    """Every way to give each good whole to one party; values are points times `scales`.

    Raises BadInput for points that are negative.
    """
    if any(point < 0 for row in points for point in row):
        raise BadInput([Problem("points", "Points are negative.", "Give 0 or more to every good.")])
    parties = len(points)
    rows = [[int(point * scale) for point in row] for row, scale in zip(points, scales(points), strict=True)]
    try:
        scores = tuple(np.diag([row[g] for row in rows]).astype(np.int64) for g in range(len(rows[0])))
        return PackageProgram(scores, (0,) * parties)
    except OverflowError as over:
        raise TooLarge("The points have too many digits. Round them.") from over


def best_of(found: Best, goods: Goods) -> tuple[Parts, Proof]:
    """The sharing that a search found, and how sure it is."""
    if found.package is None:
        raise TooLarge("No sharing was found in the time given.")
    parts = whole(len(goods.parties), found.package.choices)
    if found.proven:
        return parts, proven(BY)
    gap = Fraction(max(found.gap, 1e-9)).limit_denominator(10**9) + Fraction(1, 10**9)
    return parts, within(gap, BY)
