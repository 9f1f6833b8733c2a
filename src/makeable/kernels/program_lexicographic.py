"""Several aims in order: the best by the first, among those the best by the second, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from makeable.kernels.program import Level, Number, Package, PackageProgram
from makeable.kernels.program_best import Best, maximise_sum, none_below, settle, weighted
from makeable.kernels.program_master import Master
from makeable.kernels.program_maximin import maximin, shares_of
from makeable.kernels.program_run import Effort


@dataclass(frozen=True)
class Total:
    """The largest weighted sum of values."""

    weights: tuple[Number, ...]


@dataclass(frozen=True)
class Least:
    """The largest smallest share: gain over no deal, in units, of the parties counted (default: all, unit 1)."""

    units: tuple[Number, ...] | None = None
    parties: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Even:
    """The smallest spread between the largest and the smallest share."""

    units: tuple[Number, ...] | None = None
    parties: tuple[int, ...] | None = None


Aim: TypeAlias = Total | Least | Even


def lexicographic(program: PackageProgram, aims: Sequence[Aim], effort: Effort | None = None) -> Best:
    """The best package by aims in order of rank; later ones only break the ties of earlier ones.

    `measure`: the exact sum, share, or minus the spread, one per aim; `stages`: how many are proven, `bound` and `gap`
    those of the first that is not, where the sequence ends. Ending with a `Total` of positive weights leaves nothing
    better for all among the packages that are equal by the aims before.
    """
    effort = (effort or Effort()).started()
    reached: list[Number] = []
    best = none_below(0.0)
    for stage, aim in enumerate(aims):
        found = _best_by(program, aim, effort, best.package)
        if found.package is None:
            return found if best.package is None else replace(best, proven=False, bound=found.bound, gap=found.gap)
        reached.append(found.measure[0])
        proven = found.proven
        best = replace(found, measure=tuple(reached), stages=stage + int(proven))
        if not proven:
            return best
        program = _held(program, aim, found.measure[0])
    return best


def _best_by(program: PackageProgram, aim: Aim, effort: Effort, start: Package | None) -> Best:
    if isinstance(aim, Total):
        return maximise_sum(program, aim.weights, effort, start)
    if isinstance(aim, Least):
        return maximin(program, aim.units, aim.parties, effort)
    return smallest_spread(program, aim.units, aim.parties, effort)


def _held(program: PackageProgram, aim: Aim, value: Number) -> PackageProgram:
    """The program of packages that do as well by an aim."""
    if isinstance(aim, Total):
        return replace(program, levels=(*program.levels, Level(aim.weights, value)))
    shares = shares_of(program, aim.units, aim.parties)
    counted = list(zip(shares.parties, shares.units, strict=True))
    if isinstance(aim, Least):
        floors: list[Number | None] = [None] * program.parties
        for p, unit in counted:
            floors[p] = program.no_deal[p] + value * unit
        return program.above(floors)
    levels = [_apart(program, p, q, value) for p in counted for q in counted if p != q]
    return replace(program, levels=(*program.levels, *levels))


def _apart(program: PackageProgram, low: tuple[int, Number], high: tuple[int, Number], value: Number) -> Level:
    """Share of `low` minus share of `high` is at least `value`."""
    weights: list[Number] = [0] * program.parties
    weights[low[0]], weights[high[0]] = Fraction(1) / low[1], Fraction(-1) / high[1]
    return Level(tuple(weights), value + weighted(weights, program.no_deal))


def smallest_spread(
    program: PackageProgram,
    units: Sequence[Number] | None = None,
    parties: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Best:
    """The package whose largest and smallest share differ least; the measure is minus their difference.

    Alone it may leave everyone with little: equal gains can be small ones.
    """
    shares = shares_of(program, units, parties)
    master = Master(program, monotone=False)
    counted = [(master.gain[p], unit) for p, unit in zip(shares.parties, shares.units, strict=True)]
    ends = [Fraction(side[g]) / unit for g, unit in counted for side in (master.lower, master.upper)]
    low, high = master.column(min(ends), max(ends)), master.column(min(ends), max(ends))
    for gain, unit in counted:
        master.row([gain, low], [1, -unit], 0, None)
        master.row([gain, high], [1, -unit], None, 0)
    solved = master.maximise({low: 1, high: -1}, (effort or Effort()).started())

    def spread(package: Package) -> Fraction:
        ranked = shares.ranked(program, package)
        return ranked[0] - ranked[-1]

    best = max(solved.packages, key=spread, default=None)
    return settle(best, Fraction(0) if best is None else spread(best), solved.bound, Fraction(0))
