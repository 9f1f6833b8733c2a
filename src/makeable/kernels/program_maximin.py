"""The package that does best by its worst-off party: largest smallest gain, shares of potential, leximin.

A share is a party's gain over no deal divided by its unit: unit 1 gives the egalitarian principle, the gain of
its best package gives Kalai and Smorodinsky's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor, inf

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program import Number, Package, PackageProgram
from makeable.kernels.program_best import NONE, TOLERANCE, Best, complete, none_below
from makeable.kernels.program_layers import Reached
from makeable.kernels.program_master import Master, Solved
from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import space_of
from makeable.kernels.program_threshold import Measure, meet


@dataclass(frozen=True)
class Shares:
    """Which parties count, and the unit in which each one's gain is measured (positive)."""

    parties: tuple[int, ...]
    units: tuple[Number, ...]

    def of(self, program: PackageProgram, package: Package) -> tuple[Fraction, ...]:
        """Each counted party's gain over no deal, in its units."""
        return tuple(
            Fraction(package.values[p] - program.no_deal[p]) / u for p, u in zip(self.parties, self.units, strict=True)
        )

    def span(self, program: PackageProgram) -> float:
        """The widest range of a counted party's share."""
        ends = zip(program.lowest, program.highest, strict=True)
        widths = [float(high - low) for low, high in ends]
        return max(widths[p] / float(u) for p, u in zip(self.parties, self.units, strict=True)) or 1.0

    def least(self, program: PackageProgram, package: Package) -> Fraction:
        """The smallest share."""
        return min(self.of(program, package))

    def ranked(self, program: PackageProgram, package: Package) -> tuple[Fraction, ...]:
        """Shares from the smallest up: the larger in this order, the better by leximin."""
        return tuple(sorted(self.of(program, package)))


def shares_of(
    program: PackageProgram, units: Sequence[Number] | None = None, parties: Sequence[int] | None = None
) -> Shares:
    """Shares of these parties (default all); `units` one entry for each party of the program, default 1."""
    counted = tuple(range(program.parties)) if parties is None else tuple(parties)
    taken = tuple(1 if units is None else units[p] for p in counted)
    if not counted or any(unit <= 0 for unit in taken):
        raise ValueError("shares need one party or more, and units above 0")
    return Shares(counted, taken)


def whole_valued(program: PackageProgram) -> bool:
    """Whether every package has whole-number values."""
    rows = [program.base, *(i.values for i in program.interactions)]
    return not program.quantities and all(Fraction(v).denominator == 1 for row in rows for v in row)


def next_share(program: PackageProgram, shares: Shares, share: Fraction) -> Fraction | None:
    """A share that any package with a larger smallest share reaches; None when values are not whole."""
    if not whole_valued(program):
        return None
    rising = [
        Fraction(floor(program.no_deal[p] + share * u) + 1 - program.no_deal[p]) / u
        for p, u in zip(shares.parties, shares.units, strict=True)
    ]
    return min(rising)


@dataclass(frozen=True)
class Step:
    """Asked of a package in leximin: at most `below` counted parties have less than `share`."""

    share: Fraction
    below: int


def maximin(
    program: PackageProgram,
    units: Sequence[Number] | None = None,
    parties: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Best:
    """The package with the largest smallest share; others may still be improvable: see `leximin`."""
    shares = shares_of(program, units, parties)
    return _largest_least(program, shares, (effort or Effort()).started(), listing=False)[0]


def leximin(
    program: PackageProgram,
    units: Sequence[Number] | None = None,
    parties: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Best:
    """The smallest share as large as possible, then the second smallest, and so on to the largest.

    `measure` holds the shares from the smallest up, `stages` how many of them are proven; `bound` belongs to the
    first unproven one. No counted party can gain without another that has no more losing.
    """
    effort = (effort or Effort()).started()
    shares = shares_of(program, units, parties)
    found, company = _largest_least(program, shares, effort.within(0.9 * effort.left), listing=True)
    best = found.package
    if best is None:
        return found
    if company:
        best = max(company, key=lambda package: shares.ranked(program, package))
        ranked = shares.ranked(program, best)
        return Best(best, ranked, float(ranked[-1]), 0.0, True, len(ranked))
    if not found.proven:
        better = complete(program, best, [1 / Fraction(u) for u in _all_units(program, shares)], effort).package
        return replace(found, package=better or best, measure=shares.ranked(program, better or best))
    return _later_stages(program, shares, best, effort)


def _all_units(program: PackageProgram, shares: Shares) -> list[Number]:
    known = dict(zip(shares.parties, shares.units, strict=True))
    return [
        known.get(p, max(Fraction(program.highest[p] - program.lowest[p]), Fraction(1))) for p in range(program.parties)
    ]


def _later_stages(program: PackageProgram, shares: Shares, best: Package, effort: Effort) -> Best:
    """Second and later shares, given a package whose smallest share is proven largest."""
    steps = [Step(shares.least(program, best), 0)]
    for stage in range(1, len(shares.parties)):
        found = _stage(program, shares, tuple(steps), stage, effort, best)
        best = max([best, *([found.package] if found.package else [])], key=lambda b: shares.ranked(program, b))
        ranked = shares.ranked(program, best)
        if not found.proven:
            return replace(found, package=best, measure=ranked, stages=stage)
        if ranked[stage] > steps[-1].share:
            steps.append(Step(ranked[stage], stage))
    ranked = shares.ranked(program, best)
    return Best(best, ranked, float(ranked[-1]), 0.0, True, len(ranked))


def _largest_least(
    program: PackageProgram, shares: Shares, effort: Effort, *, listing: bool
) -> tuple[Best, list[Package]]:
    """The best package by its smallest share; with it all that are as good, when they could be listed."""
    space = space_of(program)
    if space is None or not program.scores:
        return _stage(program, shares, (), 0, effort, None), []
    if space.empty:
        return none_below(-inf), []
    start: Package | None = None
    if len(shares.parties) <= FEW:
        found = _stage(program, shares, (), 0, effort.within(effort.left / 5), None)
        if found.proven:
            return found, []
        start = found.package
    master = Master(program)
    relaxed = master.relaxed({_level(master, shares, 0, False): 1}, effort)
    if relaxed.bound in (-inf, inf):
        return (none_below(-inf) if relaxed.bound < 0 else _stage(program, shares, (), 0, effort, None)), []
    measure = Measure(shares.parties, tuple(program.no_deal[p] for p in shares.parties), shares.units)
    begin = None if start is None else start.choices
    meeting, reached = meet(space, measure, relaxed.bound, effort, listing=listing, start=begin)
    if meeting.picks is None or meeting.share is None:
        return _stage(program, shares, (), 0, effort, None), []
    best = program.package(space.chosen(meeting.picks))
    met = Solved((best,), float(meeting.bound), meeting.bound <= meeting.share)
    company = [program.package(space.chosen(row)) for row in _distinct(reached, program.parties)]
    return judged(program, shares, best, 0, met), company


FEW = 4
"""With so few parties the solver alone is mostly quick."""


def _distinct(reached: Reached | None, parties: int) -> list[NDArray[np.int16]]:
    """One package for each distinct row of values."""
    if reached is None:
        return []
    _, first = np.unique(reached.rows[:, :parties], axis=0, return_index=True)
    return [reached.options[k] for k in first]


def _stage(
    program: PackageProgram,
    shares: Shares,
    steps: Sequence[Step],
    stage: int,
    effort: Effort,
    start: Package | None,
) -> Best:
    """Maximise the share that all but `stage` parties reach, with the steps before kept."""
    master = Master(program)
    for step in steps:
        _at_most_below(master, shares, step)
    whole = whole_valued(program) and all(u == 1 for u in shares.units) and stage == 0
    level = _level(master, shares, stage, whole)
    solved = master.maximise({level: 1}, effort, start)
    met = [*solved.packages, *([start] if start is not None else [])]
    best = max(met, key=lambda package: shares.ranked(program, package), default=None)
    if best is None:
        return none_below(solved.bound)
    return judged(program, shares, best, stage, solved)


def judged(program: PackageProgram, shares: Shares, best: Package, stage: int, solved: Solved) -> Best:
    """What an upper bound on the share of one stage says about the best package so far."""
    share = shares.ranked(program, best)[stage]
    rising = next_share(program, shares, share)
    beyond = max(0.0, solved.bound - float(share))
    if rising is not None and solved.bound < float(rising) * (1 - 1e-12):
        beyond = 0.0
    gap = beyond / max(abs(float(share)), shares.span(program) / 10)
    proven = gap == 0.0 or (rising is None and solved.finished and gap <= TOLERANCE)
    return Best(best, (share,), solved.bound if beyond else float(share), gap, proven, int(proven))


def _spare(master: Master, shares: Shares, below: int) -> list[int]:
    """A column per counted party that is 1 when it is one of the few below; none when nobody may be."""
    if not below:
        return []
    spare = [master.binary() for _ in shares.parties]
    master.row(spare, [1] * len(spare), None, below)
    return spare


def _at_most_below(master: Master, shares: Shares, step: Step) -> None:
    spare = _spare(master, shares, step.below)
    for k, (p, unit) in enumerate(zip(shares.parties, shares.units, strict=True)):
        gain, due = master.gain[p], step.share * unit
        if not spare:
            master.row([gain], [1], due, None)
        else:
            master.row([gain, spare[k]], [1, max(due - master.lower[gain], Fraction(0))], due, None)


def _level(master: Master, shares: Shares, below: int, whole: bool) -> int:
    """A column that is at most the share of every counted party but `below` of them."""
    counted = list(zip(shares.parties, shares.units, strict=True))
    most = sorted(Fraction(master.upper[master.gain[p]]) / unit for p, unit in counted)[below]
    least = min(Fraction(master.lower[master.gain[p]]) / unit for p, unit in counted)
    level = master.column(least, max(most, least), integer=whole)
    spare = _spare(master, shares, below)
    for k, (p, unit) in enumerate(counted):
        gain = master.gain[p]
        columns: list[int] = [gain, level]
        coefficients: list[Number] = [1, -unit]
        if spare:
            columns.append(spare[k])
            coefficients.append(max(most * unit - master.lower[gain], Fraction(0)))
        master.row(columns, coefficients, 0, None)
    return level


def improve(program: PackageProgram, package: Package, effort: Effort | None = None) -> Best:
    """The package that improves every party on this one, with the largest smallest improvement.

    The measure is the smallest improvement, in score points; without a package, nothing is better for all.
    """
    above = replace(program.above(package.values), no_deal=package.values, rule=None)
    if whole_valued(program):
        above = above.above([floor(v) + 1 for v in package.values])
    best = maximin(above, effort=effort)
    if best.package is None or best.measure[0] > 0:
        return best
    return NONE if best.proven else replace(best, package=None, measure=())
