"""Packages by measures that are not sums or smallest shares: even gains, and totals with losses not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from makeable.kernels.program import Number, Package, PackageProgram
from makeable.kernels.program_best import Best, complete, settle, weighted
from makeable.kernels.program_master import Master
from makeable.kernels.program_run import Effort


def evenest(program: PackageProgram, units: Sequence[Number], effort: Effort | None = None) -> Best:
    """An efficient package whose gains, each in its unit, differ little; the measure is minus their spread.

    The smallest spread of all packages bounds that of the efficient ones, so the answer is proven when completing the
    evenest package (nothing better for all) leaves its spread as it was, and otherwise within the gap it states.
    """
    effort = (effort or Effort()).started()
    master = Master(program, monotone=False)
    ends = [
        Fraction(side[g]) / u for g, u in zip(master.gain, units, strict=True) for side in (master.lower, master.upper)
    ]
    low, high = master.column(min(ends), max(ends)), master.column(min(ends), max(ends))
    for gain, unit in zip(master.gain, units, strict=True):
        master.row([gain, low], [1, -unit], 0, None)
        master.row([gain, high], [1, -unit], None, 0)
    solved = master.maximise({low: 1, high: -1}, effort)

    def spread(package: Package) -> Fraction:
        shares = [Fraction(g) / u for g, u in zip(program.gains(package.values), units, strict=True)]
        return min(shares) - max(shares)

    first = max(solved.packages, key=spread, default=None)
    if first is None:
        return settle(None, 0, solved.bound, Fraction(0))
    whole = complete(program, first, [Fraction(1) / u for u in units], effort)
    chosen = whole.package or first
    found = settle(chosen, spread(chosen), solved.bound, Fraction(0))
    return replace(found, proven=found.proven and whole.proven)


def maximise_gainers(program: PackageProgram, weights: Sequence[Number], effort: Effort | None = None) -> Best:
    """The package with the largest weighted sum of gains, where a loss counts as nothing; weights are positive.

    For rules that can outvote a party: those outvoted carry no gain, and no loss that others must make good.
    """
    effort = (effort or Effort()).started()
    master = Master(program)
    counted: dict[int, Number] = {}
    for gain, weight in zip(master.gain, weights, strict=True):
        least, most = master.lower[gain], max(master.upper[gain], 0)
        if least >= 0:
            counted[gain] = weight
            continue
        says, kept = master.binary(), master.column(0, most)
        master.row([kept, says], [1, -most], None, 0)
        master.row([kept, gain, says], [1, -1, -least], None, -least)
        counted[kept] = weight
    solved = master.maximise(counted, effort)

    def total(package: Package) -> Number:
        return weighted(weights, [max(g, 0) for g in program.gains(package.values)])

    best = max(solved.packages, key=total, default=None)
    found = settle(best, 0 if best is None else total(best), solved.bound, Fraction(0))
    if best is None:
        return found
    whole = complete(program, best, weights, effort)
    return replace(found, package=whole.package or best)
