"""The package with the largest product of gains over no deal (Nash 1950), weighted or not.

The sum of logarithms is maximised over tangents that lie above it; each package found adds its own tangents,
until the bound meets the best exact product (outer approximation; Duran and Grossmann 1986).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import expm1, floor, inf, log, prod

from makeable.kernels.program import Number, Package, PackageProgram
from makeable.kernels.program_best import Best, feasible, none_below, rational_gcd
from makeable.kernels.program_master import Master
from makeable.kernels.program_maximin import whole_valued
from makeable.kernels.program_run import Effort

PROVEN = 1e-7
"""A product counts as proven largest when no other can be larger by more than this, relatively."""

SCALE = 1000
"""Logarithms are scaled by this, so that the solver's tolerances stand well below `PROVEN`."""

TRIFLE = Fraction(1, 10**6)
"""With continuous amounts, a gain below this part of a party's range counts as none."""

NEARBY = (0.02, 0.05, 0.1)
"""How far around the relaxed optimum tangents are placed."""


@dataclass(frozen=True)
class Powers:
    """Which parties' gains are multiplied, each to its whole-number power."""

    parties: tuple[int, ...]
    powers: tuple[int, ...]

    def product(self, program: PackageProgram, package: Package) -> Number:
        """The exact product; 0 unless every counted gain is positive, so two losses never make a gain."""
        gains = program.gains(package.values)
        if any(gains[p] <= 0 for p in self.parties):
            return 0
        return prod((gains[p] ** k for p, k in zip(self.parties, self.powers, strict=True)), start=1)

    def log(self, product: Number) -> float:
        """Its logarithm, -inf for 0."""
        part = Fraction(product)
        return log(part.numerator) - log(part.denominator) if part > 0 else -inf


def nash(
    program: PackageProgram,
    weights: Sequence[Number] | None = None,
    parties: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Best:
    """The package with the largest product of gain ** weight over the parties counted (default: all, weight 1).

    When not all of them can gain at once, first as many as possible gain, then the product over those is
    largest; `measure` is (number of parties that gain, product over them). Every counted party keeps at least
    its no-deal value. `bound` is the logarithm of an upper bound on the product, `gap` how much larger,
    relatively, a product might still be. Weights are positive; they are scaled to coprime whole powers.
    """
    effort = (effort or Effort()).started()
    counted = tuple(range(program.parties)) if parties is None else tuple(parties)
    powers = whole_powers([1 if weights is None else weights[p] for p in counted])
    lines = [program.no_deal[p] if p in counted else None for p in range(program.parties)]
    above = program.above(lines)
    best = climb(above.above(rising(above, counted)), Powers(counted, powers), effort)
    if best.package is not None or not best.proven:
        return best
    for group in gaining_groups(above, counted, effort):
        if isinstance(group, Best):
            return group if best.package is None else replace(best, proven=False, gap=inf)
        chosen = Powers(group, tuple(k for p, k in zip(counted, powers, strict=True) if p in group))
        found = climb(above.above(rising(above, group)), chosen, effort)
        proven = found.proven and best.proven
        best = replace(found if found.measure > best.measure else best, proven=proven)
    return best


def whole_powers(weights: Sequence[Number]) -> tuple[int, ...]:
    """Positive weights as coprime whole numbers."""
    parts = [Fraction(w) for w in weights]
    if any(w <= 0 for w in parts):
        raise ValueError("the weights of a Nash product must be positive")
    step = rational_gcd(parts)
    return tuple(int(w / step) for w in parts)


def rising(program: PackageProgram, group: Sequence[int]) -> list[Number | None]:
    """The least value with which each party of a group gains."""
    floors: list[Number | None] = [None] * program.parties
    for p in group:
        line = program.no_deal[p]
        span = Fraction(program.highest[p] - program.lowest[p])
        floors[p] = floor(line) + 1 if whole_valued(program) else line + span * TRIFLE
    return floors


def gaining_groups(
    program: PackageProgram, counted: tuple[int, ...], effort: Effort
) -> Iterator[tuple[int, ...] | Best]:
    """The largest groups of parties that can all gain at once; a Best ends it: nothing, or out of time."""
    master = Master(program)
    floors = rising(program, counted)
    gaining = [master.binary() for _ in counted]
    for p, says in zip(counted, gaining, strict=True):
        due = (floors[p] or 0) - program.no_deal[p]
        least = min(master.lower[master.gain[p]], 0)
        master.row([master.gain[p], says], [1, least - due], least, None)
    most: int | None = None
    while True:
        solved = master.maximise(dict.fromkeys(gaining, 1), effort)
        if solved.bound == -inf and most is not None:
            return
        if not solved.packages or not solved.finished:
            yield none_below(solved.bound)
            return
        group = max((_gaining(s.values, floors, counted) for s in solved.packages), key=len)
        most = len(group) if most is None else most
        if len(group) < most:
            return
        yield group
        master.row([g for p, g in zip(counted, gaining, strict=True) if p in group], [1] * most, None, most - 1)
        master.row(gaining, [1] * len(gaining), most, None)


def _gaining(values: Sequence[Number], floors: Sequence[Number | None], counted: Sequence[int]) -> tuple[int, ...]:
    return tuple(p for p in counted if values[p] >= (floors[p] or 0))


def climb(program: PackageProgram, powers: Powers, effort: Effort) -> Best:
    """The largest product over parties that all gain in every package of the program."""
    if not powers.parties:
        found = feasible(program, effort)
        return replace(found, measure=(0, 1), bound=0.0, gap=0.0)
    tangents = Tangents(program, powers)
    tangents.relax(effort)
    best: Package | None = None
    while True:
        solved = tangents.master.maximise(tangents.objective, effort, best)
        bound = solved.bound / SCALE
        met = [*solved.packages, *([best] if best is not None else [])]
        best = max(met, key=lambda package: powers.product(program, package), default=None)
        if best is None:
            return none_below(bound)
        fresh = [tangents.touch(program.gains(package.values)) for package in solved.packages[-5:]]
        product = powers.product(program, best)
        behind = max(0.0, bound - powers.log(product))
        if behind <= PROVEN or effort.over or not any(fresh):
            measure = (len(powers.parties), product)
            proven = behind <= PROVEN
            return Best(best, measure, bound, expm1(min(behind, 700.0)), proven, 2 if proven else 1)


class Tangents:
    """The sum of power x log(gain), seen from above by tangents."""

    def __init__(self, program: PackageProgram, powers: Powers) -> None:
        self.program, self.powers = program, powers
        self.master = Master(program)
        self.logs: list[int] = []
        for p in powers.parties:
            gain = self.master.gain[p]
            low, high = float(self.master.lower[gain]), float(self.master.upper[gain])
            self.logs.append(self.master.column(Fraction(log(max(low, 1e-9))) - 1, Fraction(log(max(high, 1e-9))) + 1))
        self.objective = {c: SCALE * k for c, k in zip(self.logs, powers.powers, strict=True)}
        self.touched: set[tuple[int, float]] = set()
        for p in powers.parties:
            gain = self.master.gain[p]
            low, high = max(float(self.master.lower[gain]), 1e-6), float(self.master.upper[gain])
            for k in range(4):
                self._tangent(powers.parties.index(p), low * (max(high, low) / low) ** (k / 3))

    def touch(self, gains: Sequence[Number | float], spread: Sequence[float] = (1.0,)) -> bool:
        """Add tangents at these gains (one per party of the program), and at multiples; whether any is new."""
        fresh = False
        for k, p in enumerate(self.powers.parties):
            for factor in spread:
                fresh |= self._tangent(k, max(float(gains[p]), 1e-6) * factor)
        return fresh

    def _tangent(self, k: int, at: float) -> bool:
        """log(gain) <= log(at) + (gain - at) / at, times at; False when it is there already."""
        if (k, at) in self.touched:
            return False
        self.touched.add((k, at))
        point = Fraction(at)
        gain = self.master.gain[self.powers.parties[k]]
        self.master.row([self.logs[k], gain], [point, -1], None, point * Fraction(log(at)) - point)
        return True

    def relax(self, effort: Effort) -> None:
        """Tangents where the linear relaxation has its optimum, and close around it."""
        before = inf
        gains: list[float] = []
        for _ in range(30):
            found = self.master.relaxed(self.objective, effort)
            if not found.solutions or effort.over:
                return
            gains = [float(found.solutions[-1][gain]) for gain in self.master.gain]
            self.touch(gains)
            if before - found.bound < 1e-7 * SCALE:
                break
            before = found.bound
        self.touch(gains, [1 + side * step for step in NEARBY for side in (-1, 1)])
