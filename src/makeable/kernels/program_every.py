"""Every package that meets conditions, every tie of a best one, and good packages that differ from each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from makeable.kernels.program import Level, Number, Package, PackageProgram
from makeable.kernels.program_best import Best, settle, sum_step, weighted
from makeable.kernels.program_layers import Caps, reach
from makeable.kernels.program_master import Master
from makeable.kernels.program_maximin import shares_of
from makeable.kernels.program_nash import SCALE, Powers, Tangents, whole_powers
from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import space_of


@dataclass(frozen=True)
class Listing:
    """Packages, and whether these are all of them."""

    packages: tuple[Package, ...]
    complete: bool


def every(program: PackageProgram, limit: int = 1000, effort: Effort | None = None) -> Listing:
    """All packages of a program (its constraints, floors, levels and rule), up to `limit`.

    Quick where floors or levels leave few packages of very many. With continuous quantities, one package for each
    set of choices stands for all its amounts.
    """
    effort = (effort or Effort()).started()
    space = space_of(program)
    if space is None:
        found = _one_by_one(Master(program), {}, limit, effort)
        packages = tuple(package for package, _ in zip(found, range(limit + 1), strict=False))
        complete = not effort.over
    else:
        got = reach(space, effort, Caps(packages=limit, alike=True))
        packages = tuple(program.package(space.chosen(row)) for row in got.options[: limit + 1])
        complete = got.complete
    return Listing(packages[:limit], complete and len(packages) <= limit)


def _one_by_one(master: Master, objective: Mapping[int, Number], limit: int, effort: Effort) -> Iterator[Package]:
    """Packages of a master program, each excluded once it is found."""
    seen: set[tuple[int, ...]] = set()
    while not effort.over and len(seen) <= limit:
        solved = master.maximise(objective, effort)
        fresh = {package.choices: package for package in solved.packages if package.choices not in seen}
        for package in fresh.values():
            yield package
            master.exclude(package.choices)
        seen |= fresh.keys()
        if not fresh:
            return


def tied_sum(
    program: PackageProgram, weights: Sequence[Number], best: Package, limit: int = 1000, effort: Effort | None = None
) -> Listing:
    """All packages with at least the weighted sum of this one: its ties, when it is best."""
    level = Level(tuple(weights), weighted(weights, best.values))
    return every(replace(program, levels=(*program.levels, level)), limit, effort)


def tied_leximin(
    program: PackageProgram,
    best: Package,
    units: Sequence[Number] | None = None,
    parties: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Listing:
    """All packages with the same shares from the smallest up as this one, which is best by leximin."""
    shares = shares_of(program, units, parties)
    least, ranked = shares.least(program, best), shares.ranked(program, best)
    floors: list[Number | None] = [None] * program.parties
    for p, unit in zip(shares.parties, shares.units, strict=True):
        floors[p] = program.no_deal[p] + least * unit
    found = every(program.above(floors), 20_000, effort)
    same = tuple(package for package in found.packages if shares.ranked(program, package) == ranked)
    return Listing(same, found.complete)


def tied_nash(
    program: PackageProgram,
    best: Package,
    weights: Sequence[Number] | None = None,
    parties: Sequence[int] | None = None,
    effort: Effort | None = None,
) -> Listing:
    """All packages whose product of gains equals that of this one, which is best by Nash with the same parties.

    Packages that give a counted party nothing are left out: where `best` does so, name the parties that gain.
    """
    effort = (effort or Effort()).started()
    counted = tuple(range(program.parties)) if parties is None else tuple(parties)
    powers = Powers(counted, whole_powers([1 if weights is None else weights[p] for p in counted]))
    product = powers.product(program, best)
    if product <= 0:
        raise ValueError("ties of a Nash product need a gain for every party counted")
    lines = [program.no_deal[p] if p in counted else None for p in range(program.parties)]
    tangents = Tangents(program.above(lines), powers)
    tangents.relax(effort)
    tangents.touch(program.gains(best.values))
    master = tangents.master
    logs = list(tangents.objective)
    # Products of whole numbers that differ at all differ by more than this only while they are small; the exact
    # comparison below tells the rest apart.
    due = Fraction(powers.log(product) - 1e-7)
    master.row(logs, [Fraction(tangents.objective[c]) / SCALE for c in logs], due, None)
    same: list[Package] = []
    for package in _one_by_one(master, tangents.objective, 20_000, effort):
        tangents.touch(program.gains(package.values))
        if powers.product(program, package) == product:
            same.append(package)
    return Listing(tuple(same), not effort.over)


def best_in_turn(
    program: PackageProgram,
    weights: Sequence[Number],
    count: int,
    apart: int = 1,
    effort: Effort | None = None,
) -> tuple[Best, ...]:
    """The best package by a weighted sum, then the best that differs from it, and so on.

    Each one differs from all earlier ones in at least `apart` issues; fewer than `count` when there are no more.
    """
    effort = (effort or Effort()).started()
    master = Master(program, monotone=all(w >= 0 for w in weights))
    objective = {g: w for g, w in zip(master.gain, weights, strict=True) if w}
    shift, step = float(weighted(weights, program.no_deal)), sum_step(program, weights)
    found: list[Best] = []
    while len(found) < count:
        solved = master.maximise(objective, effort)
        best = max(solved.packages, key=lambda package: weighted(weights, package.values), default=None)
        if best is None:
            break
        found.append(settle(best, weighted(weights, best.values), solved.bound + shift, step))
        master.exclude(best.choices, fewest=apart)
    return tuple(found)
