"""The best package by a linear measure: weighted sums, one party's best, the smallest change, a completion.

Each function answers for every package of a `PackageProgram` at once, however many there are, and says what
is proven. Solvers propose; values and constraints are checked in integers or fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd, inf, isfinite

import numpy as np

from makeable.kernels.program import Level, Number, Package, PackageProgram
from makeable.kernels.program_master import Master
from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import space_of, whole_scale
from makeable.kernels.program_threshold import Measure, meet

TOLERANCE = 1e-7
"""A relative gap this small counts as proven where amounts are continuous or products are compared."""


@dataclass(frozen=True)
class Best:
    """The best package found, and what is proven of it.

    `measure`: exact, one number per stage, () without a package. `bound`: no package measures better than this
    in the first unproven stage (for a Nash product: the logarithm). `gap`: relative distance between the two,
    0.0 when the package is exactly best. `proven`: the gap is closed (0, or below 1e-7 where amounts are
    continuous); without a package it means that provably none exists. `stages`: how many stages are proven.
    """

    package: Package | None
    measure: tuple[Number, ...]
    bound: float
    gap: float
    proven: bool
    stages: int = 0


NONE = Best(None, (), -inf, 0.0, True)
"""There is provably no such package."""


def none_below(bound: float) -> Best:
    """No package was found; with a bound of -inf there is none."""
    return Best(None, (), bound, 0.0 if bound == -inf else inf, bound == -inf)


def rational_gcd(numbers: Sequence[Number]) -> Fraction:
    """The largest step of which all these are whole multiples; 0 when all are 0."""
    parts = [Fraction(n) for n in numbers]
    scale = whole_scale(parts)
    return Fraction(reduce(gcd, (int(f * scale) for f in parts), 0), scale)


def sum_step(program: PackageProgram, weights: Sequence[Number]) -> Fraction:
    """Weighted sums of packages differ by whole multiples of this; 0 when amounts are continuous."""
    if program.quantities:
        return Fraction(0)
    scale = whole_scale(weights)
    whole = [int(w * scale) for w in weights]
    differences: list[Number] = [
        Fraction(sum(w * v for w, v in zip(whole, row, strict=True)), scale)
        for table in program.scores
        for row in (table - table[0]).tolist()
    ]
    for interaction in program.interactions:
        differences.append(sum((w * v for w, v in zip(weights, interaction.values, strict=True)), Fraction(0)))
    return rational_gcd(differences) or Fraction(1)


def weighted(weights: Sequence[Number], values: Sequence[Number]) -> Number:
    """Sum of weight x value."""
    total = sum((w * v for w, v in zip(weights, values, strict=True) if w), Fraction(0))
    return int(total) if total.denominator == 1 else total


def settle(package: Package | None, value: Number, bound: float, step: Fraction) -> Best:
    """What an upper bound says about a package, when values differ by whole multiples of `step` (0: unknown)."""
    if package is None:
        return none_below(bound)
    beyond = max(0.0, bound - float(value))
    if step and isfinite(bound) and Fraction(bound) < value + step:
        beyond = 0.0
    gap = beyond / max(abs(float(value)), 1.0)
    proven = gap == 0.0 or (not step and gap <= TOLERANCE)
    return Best(package, (value,), bound if beyond else float(value), gap, proven, int(proven))


def maximise_sum(
    program: PackageProgram,
    weights: Sequence[Number],
    effort: Effort | None = None,
    start: Package | None = None,
) -> Best:
    """The package with the largest weighted sum of values.

    Any weights; a negative one counts against a party. The bound is exact to the step by which sums differ.
    With weights that are 0 the package may be improvable for someone: see `complete`.
    """
    effort = (effort or Effort()).started()
    if (
        not program.coupled
        and program.rule is None
        and not program.levels
        and not any(floor is not None for floor in program.floors)
    ):
        return _per_issue(program, weights)
    master = Master(program, monotone=all(w >= 0 for w in weights))
    # Gains differ from values by a constant; in whole numbers the solver prunes better.
    step = sum_step(program, weights)
    scale = step or Fraction(1)
    objective = {g: w / scale for g, w in zip(master.gain, weights, strict=True) if w}
    shift = weighted(weights, program.no_deal)
    best, bound = start, inf
    for part in (effort.within(QUICK), None, effort):
        if part is None:
            met, least = _meet(program, weights, bound, best, effort.within(effort.left / 2))
        else:
            solved = master.maximise(objective, part, best)
            met, least = list(solved.packages), solved.bound * float(scale) + float(shift)
        met += [best] if best is not None else []
        best = max(met, key=lambda package: weighted(weights, package.values), default=None)
        bound = min(bound, least)
        found = settle(best, 0 if best is None else weighted(weights, best.values), bound, step)
        if found.proven or effort.over:
            break
    return found


QUICK = 0.5
"""Seconds after which the solver alone is taken not to be quick."""


CROWDED = 12
"""Beyond so many budgets a search by thresholds has nothing to add to the solver."""


def _meet(
    program: PackageProgram, weights: Sequence[Number], bound: float, best: Package | None, effort: Effort
) -> tuple[list[Package], float]:
    """A search by thresholds, where the program allows it: packages met, and a bound on the weighted sum."""
    if len(program.budgets) > CROWDED:
        return [], inf
    floor_ = sum((min(w * a, w * b) for w, a, b in zip(weights, program.lowest, program.highest, strict=True)), 0)
    measured = replace(program, levels=(*program.levels, Level(tuple(weights), floor_)))
    space = space_of(measured)
    if space is None or not isfinite(bound):
        return [], inf
    if space.empty:
        return [], -inf
    scale = whole_scale([*weights, floor_])
    shift = weighted(weights, program.base) * scale
    measure = Measure((len(space.start) - 1,), (-shift,), (scale,))
    meeting, _ = meet(space, measure, bound, effort, start=None if best is None else best.choices)
    picks = [] if meeting.picks is None else [meeting.picks]
    return [program.package(space.chosen(row)) for row in picks], float(meeting.bound)


def _per_issue(program: PackageProgram, weights: Sequence[Number]) -> Best:
    """The best alternative of each issue on its own: exact, where nothing couples the issues."""
    scale = whole_scale(weights)
    whole = [int(w * scale) for w in weights]
    choices = []
    for table in program.scores:
        worth = [sum(w * v for w, v in zip(whole, row, strict=True)) for row in table.tolist()]
        choices.append(int(np.argmax(np.array(worth, dtype=object))))
    package = program.package(choices)
    value = weighted(weights, package.values)
    return Best(package, (value,), float(value), 0.0, True)


def feasible(program: PackageProgram, effort: Effort | None = None) -> Best:
    """Any package that keeps the constraints and passes the rule, or the proof that there is none."""
    return maximise_sum(program, (0,) * program.parties, effort)


def potentials(program: PackageProgram, effort: Effort | None = None) -> tuple[Best, ...]:
    """Each party's best package, one answer per party, all within one effort."""
    effort = (effort or Effort()).started()
    unit = [tuple(int(p == q) for q in range(program.parties)) for p in range(program.parties)]
    return tuple(maximise_sum(program, weights, effort) for weights in unit)


def complete(
    program: PackageProgram,
    package: Package,
    weights: Sequence[Number] | None = None,
    effort: Effort | None = None,
) -> Best:
    """A package at least as good for everyone with the largest weighted sum: nothing better for all is left.

    `weights` must be positive for the answer to be efficient; default: 1 for each party.
    """
    above = program.above(package.values)
    return maximise_sum(above, weights or (1,) * program.parties, effort, package)


def closest(
    program: PackageProgram,
    choices: Sequence[int],
    costs: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Best:
    """The package of the program that changes least from these choices.

    `costs`: what a change of each issue counts, whole numbers, default 1; quantities change freely. The measure
    is the cost of the changes and the bound a lower one. Ask for a party's yes by `program.above(...)`.
    """
    effort = (effort or Effort()).started()
    prices = list(costs or (1,) * len(choices))
    master = Master(program)
    kept: Mapping[int, Number] = {master.choice[i][c]: prices[i] for i, c in enumerate(choices) if prices[i]}
    solved = master.maximise(kept, effort)

    def changes(package: Package) -> int:
        return sum(price for price, a, b in zip(prices, package.choices, choices, strict=True) if a != b)

    best = min(solved.packages, key=changes, default=None)
    if best is None:
        return none_below(solved.bound)
    most = sum(prices)
    found = settle(best, most - changes(best), solved.bound, rational_gcd(prices) or Fraction(1))
    return replace(found, measure=(changes(best),), bound=most - found.bound)
