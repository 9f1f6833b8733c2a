"""Estimating how many packages count, with a confidence interval, where exact counting is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, prod, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import Exact, IntArray
from makeable.kernels.tilt import Tilt, tilt
from makeable.kernels.verdict import TABULATED, Question, patterns

Floats = npt.NDArray[np.float64]

#: packages drawn in all at most, choices drawn in all at most, and packages drawn at once
DRAWN = 1_000_000
CHOICES = 25_000_000
BLOCK = 30_000
#: share drawn evenly from all packages, so that no region is ignored
EVEN = 0.1
NORMAL_95 = 1.959964
#: ways of passing weighed up, and those aimed at separately
WEIGHED, AIMS = 60, 8


def estimate(
    tables: Sequence[Exact], needs: Sequence[int], question: Question, rng: np.random.Generator
) -> tuple[int, int, int]:
    """An estimate of how many packages count, and a 95 % confidence interval: (value, low, high).

    ``tables[i]`` (alternatives_i, columns) integers; a column's answer is yes when its sum reaches ``needs``.
    Importance sampling by exponential tilting (Siegmund 1976): the chances of alternatives grow with their scores
    until packages are expected to just reach the needs, one set of chances for each way of passing (the likeliest
    minimal sets of columns whose yes suffices), mixed with even chances. Where no package that counts is found, the
    interval runs from 0 to what an even draw would have missed with 5 % chance. Misleads when packages that count
    are few and scattered: the interval is then too narrow.
    """
    sizes = [len(table) for table in tables]
    space = prod(sizes)
    mixture = _mixture(tables, needs, question, rng)
    shares = np.array([EVEN, *[(1 - EVEN) * w for w in _shares(mixture[1:])]]) if len(mixture) > 1 else np.ones(1)
    drawn = min(DRAWN, CHOICES // max(1, len(tables)))
    mean = variance = 0.0
    found = 0
    for component, share in zip(mixture, shares, strict=True):
        number = max(2, round(drawn * float(share)))
        weights = np.concatenate(
            [
                _weights(component.draw(min(BLOCK, number - begin), rng), tables, needs, question, mixture, shares)
                for begin in range(0, number, BLOCK)
            ]
        )
        found += int(np.count_nonzero(weights))
        mean += float(share) * float(weights.mean())
        variance += float(share) ** 2 * float(weights.var()) / number
    if found == 0:
        return 0, 0, min(space, ceil(space * 3.0 / (drawn * float(shares[0]))))
    spread = NORMAL_95 * sqrt(variance)
    value, low, high = (_of(space, share) for share in (mean, max(mean - spread, 0.0), mean + spread))
    return max(1, min(value, space)), max(1, min(low, space)), min(max(high, 1), space)


def _weights(
    drawn: IntArray,
    tables: Sequence[Exact],
    needs: Sequence[int],
    question: Question,
    mixture: Sequence[Tilt],
    shares: Floats,
) -> Floats:
    """For each drawn package the inverse of how much likelier the mixture made it, 0 where it does not count."""
    sums: Any = tables[0][drawn[:, 0]].copy()
    for issue in range(1, len(tables)):
        sums += tables[issue][drawn[:, issue]]
    counts = question.holds(np.asarray(sums >= np.array(needs, dtype=sums.dtype), dtype=np.bool_))
    weights = np.zeros(len(drawn))
    if counts.any():
        kept = sums[counts].astype(np.float64)
        logs = np.stack([np.log(s) + c.log_ratio(kept) for s, c in zip(shares, mixture, strict=True)])
        highest = logs.max(axis=0)
        weights[counts] = np.exp(-highest) / np.exp(logs - highest).sum(axis=0)
    return weights


def _mixture(tables: Sequence[Exact], needs: Sequence[int], question: Question, rng: np.random.Generator) -> list[Tilt]:
    """Even chances, and those tilted towards the likeliest ways of passing."""
    even = tilt(tables, needs, [])
    tilts = [tilt(tables, needs, columns) for columns in _ways(question, rng)]
    tilts.sort(key=lambda aimed: -aimed.log_chance)
    aims = tilts[:AIMS]
    return [even, *(aimed for aimed in aims if aimed.log_chance > aims[0].log_chance - 12.0)]


def _shares(tilts: Sequence[Tilt]) -> Floats:
    """More draws for likelier ways of passing, but no way of those chosen left to chance."""
    chances = np.array([aimed.log_chance for aimed in tilts])
    shares = np.exp((chances - chances.max()) / 2) + 0.1
    return np.asarray(shares / shares.sum())


def _ways(question: Question, rng: np.random.Generator) -> list[list[int]]:
    """Minimal sets of columns whose yes suffices, at most `WEIGHED` of them."""
    everything = list(range(question.columns))
    if question.rule is None:
        return [everything]
    if question.parties <= TABULATED:
        voters = patterns(question.parties)
        inside = np.ones((len(voters), question.columns - question.parties), dtype=np.bool_)
        yes = np.concatenate([voters, inside], axis=1)
        passing = yes[question.holds(yes)]
        minimal = [row for row in passing if not ((passing <= row).all(axis=1) & (passing != row).any(axis=1)).any()]
        chosen = minimal if len(minimal) <= WEIGHED else [minimal[i] for i in rng.permutation(len(minimal))[:WEIGHED]]
        return [[int(c) for c in np.flatnonzero(row)] for row in chosen] or [everything]
    found: set[tuple[int, ...]] = set()
    for _ in range(WEIGHED // 4):
        row = np.ones(question.columns, dtype=np.bool_)
        for party in rng.permutation(question.parties):
            row[party] = False
            if not question.holds(row[None, :])[0]:
                row[party] = True
        found.add(tuple(int(c) for c in np.flatnonzero(row)))
    return [list(columns) for columns in sorted(found)]


def _of(space: int, share: float) -> int:
    numerator, denominator = float(share).as_integer_ratio()
    return (space * numerator + denominator // 2) // denominator
