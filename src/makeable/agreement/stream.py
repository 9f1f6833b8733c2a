"""Payments over time as exact streams: what they are worth at a discount factor, and from which factor on they pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

__all__ = ["Stream", "Threshold", "threshold"]

_WIDTH = Fraction(1, 10**9)


@dataclass
class Stream:
    """A sum of points by periods from now: once (`terms`), and in a cycle of `cycle` periods that never ends (`tail`).

    Worth `terms(d) + tail(d) / (1 - d^cycle)` at the discount factor d.
    """

    cycle: int = 1
    terms: dict[int, Fraction] = field(default_factory=dict)
    tail: dict[int, Fraction] = field(default_factory=dict)

    def add(self, periods: int, points: Fraction, forever: bool = False) -> None:
        """Add points due so many periods from now; `forever`: and again in every later cycle."""
        part = self.tail if forever else self.terms
        part[periods] = part.get(periods, Fraction(0)) + points

    def worth(self, discount: Fraction) -> Fraction:
        """Its present value at a discount factor below 1."""
        once = _value(self.terms, discount)
        return once + _value(self.tail, discount) / (1 - discount**self.cycle) if self.tail else once

    def plus(self, other: Stream, factor: Fraction = Fraction(1)) -> Stream:
        """This stream and `factor` times another one of the same cycle."""
        both = Stream(self.cycle, dict(self.terms), dict(self.tail))
        for periods, points in other.terms.items():
            both.add(periods, factor * points)
        for periods, points in other.tail.items():
            both.add(periods, factor * points, forever=True)
        return both

    def numerator(self) -> list[Fraction]:
        """A polynomial (constant first) of the sign of its worth on 0 <= d < 1."""
        powers = dict(self.terms)
        if any(self.tail.values()):
            for periods, points in self.terms.items():
                powers[periods + self.cycle] = powers.get(periods + self.cycle, Fraction(0)) - points
            for periods, points in self.tail.items():
                powers[periods] = powers.get(periods, Fraction(0)) + points
        polynomial = [powers.get(k, Fraction(0)) for k in range(max(powers, default=0) + 1)]
        while polynomial and not polynomial[-1]:
            polynomial.pop()
        return polynomial


def _value(powers: Mapping[int, Fraction], discount: Fraction) -> Fraction:
    return sum((points * discount**periods for periods, points in powers.items()), Fraction(0))


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which discount factor on something pays: exactly `at`, or `at` is at most a billionth above it.

    None: no discount factor below 1 is enough. 0: any is.
    """

    at: Fraction | None
    exact: bool = True


def threshold(net: Stream) -> Threshold:
    """The smallest discount factor from which on (up to 1) the stream is worth at least 0."""
    polynomial = net.numerator()
    if not polynomial:
        return Threshold(Fraction(0))
    if _just_below_one(polynomial) < 0:
        return Threshold(None)
    if len(polynomial) == 2 and polynomial[1] > 0:
        return Threshold(max(Fraction(0), -polynomial[0] / polynomial[1]))
    crossing = _last_negative(polynomial, Fraction(0), Fraction(1))
    return Threshold(Fraction(0)) if crossing is None else Threshold(crossing, exact=False)


def _at(polynomial: list[Fraction], x: Fraction) -> Fraction:
    value = Fraction(0)
    for coefficient in reversed(polynomial):
        value = value * x + coefficient
    return value


def _just_below_one(polynomial: list[Fraction]) -> int:
    """The sign shortly before 1: that of the first derivative there that is not 0, its parity counted."""
    sign = 1
    while polynomial:
        value = sum(polynomial, Fraction(0))
        if value:
            return sign if value > 0 else -sign
        polynomial, sign = [k * a for k, a in enumerate(polynomial)][1:], -sign
    return 0


def _variations(polynomial: list[Fraction], low: Fraction, high: Fraction) -> int:
    """An upper bound on the roots between two numbers, exact when 0 or 1 (Descartes' rule after Vincent, 1836)."""
    width = high - low
    shifted = list(polynomial)
    for start in range(len(shifted)):
        for k in range(len(shifted) - 2, start - 1, -1):
            shifted[k] += low * shifted[k + 1]
    flipped = [a * width**k for k, a in enumerate(shifted)][::-1]
    for start in range(len(flipped)):
        for k in range(len(flipped) - 2, start - 1, -1):
            flipped[k] += flipped[k + 1]
    signs = [a > 0 for a in flipped if a]
    return sum(a != b for a, b in pairwise(signs))


def _last_negative(polynomial: list[Fraction], low: Fraction, high: Fraction) -> Fraction | None:
    """The upper end of the last stretch of the interval where the polynomial is negative; None without one."""
    roots = _variations(polynomial, low, high)
    if roots == 0:
        return high if _at(polynomial, (low + high) / 2) < 0 else None
    if high - low <= _WIDTH:
        return high
    end = _at(polynomial, high)
    if roots == 1 and end:
        return high if end < 0 else _bisected(polynomial, low, high)
    middle = (low + high) / 2
    right = _last_negative(polynomial, middle, high)
    return _last_negative(polynomial, low, middle) if right is None else right


def _bisected(polynomial: list[Fraction], low: Fraction, high: Fraction) -> Fraction:
    """The upper end of a short interval around the only root, below which the polynomial is negative."""
    while high - low > _WIDTH:
        middle = (low + high) / 2
        if _at(polynomial, middle) >= 0:
            high = middle
        else:
            low = middle
    return high
