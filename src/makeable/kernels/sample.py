"""Estimating how many packages count, with a confidence interval, where exact counting is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, prod, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import Exact, IntArray
from makeable.kernels.verdict import Question

Floats = npt.NDArray[np.float64]

#: packages drawn in the end, and in each round of adapting
DRAWN = 200_000
TRIED = 20_000
ROUNDS = 25
ELITE = 0.1
#: share drawn evenly from all packages, so that no region is ignored
EVEN = 0.15
NORMAL_95 = 1.959964
#: yes-patterns aimed at separately
AIMS = 8


def estimate(
    tables: Sequence[Exact], needs: Sequence[int], question: Question, rng: np.random.Generator
) -> tuple[int, int, int]:
    """An estimate of how many packages count, and a 95 % confidence interval: (value, low, high).

    ``tables[i]`` (alternatives_i, columns) integers; a column's answer is yes when its sum reaches ``needs``.
    Importance sampling (Rubinstein and Kroese 2004): chances of alternatives adapted towards packages that count,
    one set per common yes-pattern, mixed with even chances. Where none is found the interval runs from 0 to what an
    even draw would have missed with 5 % chance. Misleads when packages that count are both few and scattered: the
    interval is then too narrow.
    """
    sizes = [len(table) for table in tables]
    space = prod(sizes)
    even = [np.full(size, 1.0 / size) for size in sizes]
    mixture = [even, *_aimed(tables, needs, question, rng, even)]
    shares = [1.0] if len(mixture) == 1 else [EVEN] + [(1 - EVEN) / (len(mixture) - 1)] * (len(mixture) - 1)
    weights = []
    found = 0
    for component, share in zip(mixture, shares, strict=True):
        drawn = _draw(component, max(1, round(DRAWN * share)), rng)
        counts = question.holds(_yes(tables, needs, drawn))
        density = sum(
            s * np.exp(_log_chance(c, drawn) - _log_chance(even, drawn)) for s, c in zip(shares, mixture, strict=True)
        )
        found += int(counts.sum())
        weights.append(counts / density)
    if found == 0:
        return 0, 0, min(space, ceil(space * 3.0 / (DRAWN * shares[0])))
    mean = sum(s * float(w.mean()) for s, w in zip(shares, weights, strict=True))
    spread = sqrt(sum(s * s * float(w.var()) / len(w) for s, w in zip(shares, weights, strict=True)))
    value = _of(space, mean)
    low, high = _of(space, max(mean - NORMAL_95 * spread, 0.0)), _of(space, mean + NORMAL_95 * spread)
    return max(1, min(value, space)), max(1, min(low, space)), min(max(high, 1), space)


def _of(space: int, share: float) -> int:
    numerator, denominator = float(share).as_integer_ratio()
    return (space * numerator + denominator // 2) // denominator


def _aimed(
    tables: Sequence[Exact],
    needs: Sequence[int],
    question: Question,
    rng: np.random.Generator,
    even: list[Floats],
) -> list[list[Floats]]:
    """Chances of alternatives that make packages which count likely, one set for each common yes-pattern."""
    chances = even
    reach = np.array([float(sum(int(t[:, c].max()) for t in tables)) or 1.0 for c in range(question.columns)])
    for _ in range(ROUNDS):
        drawn = _draw(chances, TRIED, rng)
        sums = _sums(tables, drawn)
        yes = (sums >= np.array(needs, dtype=sums.dtype)).astype(np.bool_)
        counts = question.holds(yes)
        ratio = np.exp(_log_chance(even, drawn) - _log_chance(chances, drawn))
        if counts.mean() >= ELITE:
            return _by_pattern(drawn[counts], yes[counts], ratio[counts], chances)
        margin = _margin((sums - np.array(needs, dtype=sums.dtype)).astype(np.float64) / reach, question)
        best = np.argsort(-margin, kind="stable")[: int(TRIED * ELITE)]
        chances = _fitted(drawn[best], np.ones(len(best)), chances)
    counted = counts.nonzero()[0]
    return _by_pattern(drawn[counted], yes[counted], ratio[counted], chances) if len(counted) > 50 else [chances]


def _by_pattern(
    drawn: IntArray, yes: npt.NDArray[np.bool_], ratio: Floats, chances: list[Floats]
) -> list[list[Floats]]:
    kinds, kind = np.unique(yes, axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    mass = np.bincount(kind, weights=ratio, minlength=len(kinds))
    aims = [_fitted(drawn, ratio, chances)]
    for pattern in np.argsort(-mass, kind="stable")[:AIMS]:
        members = kind == pattern
        if len(kinds) > 1 and members.sum() >= 200:
            aims.append(_fitted(drawn[members], ratio[members], chances))
    return aims


def _margin(gaps: Floats, question: Question) -> Floats:
    """How far above its line every needed column is at worst: the largest shift under which the package counts."""
    if question.rule is None:
        return np.asarray(gaps.min(axis=1))
    low, high = gaps.min(axis=1), gaps.max(axis=1)
    for _ in range(20):
        middle = (low + high) / 2
        counts = question.holds(gaps >= middle[:, None])
        low, high = np.where(counts, middle, low), np.where(counts, high, middle)
    return np.asarray(low)


def _fitted(drawn: IntArray, weights: Floats, before: list[Floats]) -> list[Floats]:
    fitted = []
    for issue, chances in enumerate(before):
        share = np.bincount(drawn[:, issue], weights=weights, minlength=len(chances)) / weights.sum()
        mixed = 0.9 * share + 0.05 * chances + 0.05 / len(chances)
        fitted.append(mixed / mixed.sum())
    return fitted


def _draw(chances: list[Floats], number: int, rng: np.random.Generator) -> IntArray:
    drawn = np.empty((number, len(chances)), dtype=np.int64)
    for issue, share in enumerate(chances):
        drawn[:, issue] = np.minimum(
            np.searchsorted(np.cumsum(share), rng.random(number), side="right"), len(share) - 1
        )
    return drawn


def _log_chance(chances: list[Floats], drawn: IntArray) -> Floats:
    total = np.zeros(len(drawn))
    for issue, share in enumerate(chances):
        total += np.log(share)[drawn[:, issue]]
    return total


def _sums(tables: Sequence[Exact], drawn: IntArray) -> Any:
    total = tables[0][drawn[:, 0]].copy()
    for issue in range(1, len(tables)):
        total += tables[issue][drawn[:, issue]]
    return total


def _yes(tables: Sequence[Exact], needs: Sequence[int], drawn: IntArray) -> npt.NDArray[np.bool_]:
    sums = _sums(tables, drawn)
    return np.asarray(sums >= np.array(needs, dtype=sums.dtype), dtype=np.bool_)
