"""From one package to a better one in small steps, each at least as good as the last for everyone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from makeable.errors import TooLarge
from makeable.frontier.program import Model, model_of
from makeable.frontier.space import space_of
from makeable.kernels.program import Level, PackageProgram
from makeable.kernels.program_best import closest, maximise_sum
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package
from makeable.principles.listed import LISTED, candidates
from makeable.principles.region import Region, counted

__all__ = ["Climb", "Step", "climb"]

BETWEEN = 1_500
"""Up to so many packages between a draft and its target, every way through them is weighed."""


WORTHWHILE = Fraction(1, 5)
"""The least that a programmed step brings: the shares of what each party can still gain, added up."""


@dataclass(frozen=True)
class Step:
    """A package, the issues changed since the last one, and what each party gains by it (never less than 0)."""

    package: Package
    issues: tuple[str, ...]
    gains: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", MappingProxyType(dict(self.gains)))


@dataclass(frozen=True)
class Climb:
    """The steps. `smallest`: no other way to packages of these values has a smaller largest step ("way"); every step
    changes as few issues as any from where it starts ("step"); or neither is known ("")."""

    steps: tuple[Step, ...]
    smallest: str


def climb(case: Case, draft: Package, target: Package, effort: Effort | None = None) -> Climb:
    """The way from a draft to a package that is at least as good for everyone, in small steps.

    With every step somebody gains, nobody loses, and nobody gets more than the target gives in the end. Where the
    packages between the two can be listed, the largest step changes as few issues as possible, and then the others;
    otherwise each step is a smallest worthwhile one from where it starts, with the largest gains. The last one gives
    everyone what the target gives. Raises ValueError for a target that is worse for somebody.
    """
    low, top = _values(case, draft), _values(case, target)
    if any(a > b for a, b in zip(low, top, strict=True)):
        raise ValueError("the target is worse than the draft for somebody")
    if low == top:
        return Climb((), "way")
    listed = _between(case, draft, target)
    if listed is not None:
        return Climb(_steps(case, _way(case, listed)), "way")
    packages, smallest = _programmed(case, draft, target, (effort or Effort()).started())
    return Climb(_steps(case, packages), "step" if smallest else "")


def _values(case: Case, package: Package) -> tuple[Fraction, ...]:
    return tuple(sheet.value(package) for sheet in case.sheets.values())


def _steps(case: Case, packages: list[Package]) -> tuple[Step, ...]:
    steps = []
    for now, after in pairwise(packages):
        gains = {party: sheet.value(after) - sheet.value(now) for party, sheet in case.sheets.items()}
        steps.append(Step(after, after.differs_from(now), gains))
    return tuple(steps)


def _between(case: Case, draft: Package, target: Package) -> list[Package] | None:
    """The draft, then every package whose values lie between the two; None where they are too many."""
    try:
        space = space_of(case, most=LISTED)
    except TooLarge:
        return None
    if space.combinations > LISTED or space.gridded:
        return None
    sheets = case.sheets
    region = Region(at_least={party: sheet.value(draft) for party, sheet in sheets.items()})
    among = region.among(candidates(space, "all"))
    top = np.array([int(v * s) for v, s in zip(_values(case, target), space.scale, strict=True)], dtype=object)
    among = among.only(np.all(among.values <= top, axis=1).astype(np.bool_))
    if len(among.numbers) > BETWEEN:
        return None
    return [draft, *(package for at in range(len(among.numbers)) if (package := among.package(at)) != draft)]


def _way(case: Case, packages: list[Package]) -> list[Package]:
    """The way from the first package up to the highest values whose largest step is smallest."""
    values = np.array([[float(v) for v in _values(case, p)] for p in packages])
    exact = [_values(case, p) for p in packages]
    rank = {row: n for n, row in enumerate(dict.fromkeys(exact))}
    same = np.array([rank[row] for row in exact])
    settled = _numbered(case, packages)
    order = sorted(range(len(packages)), key=lambda n: (sum(exact[n]), n != 0))
    best = {0: 0.0}
    for largest in range(1, len(case.issues) + 1):
        best, came = {0: 0.0}, dict[int, int]()
        for at in order:
            if at not in best and at != 0:
                continue
            far = (settled != settled[at]).sum(axis=1)
            up = (values >= values[at] - 1e-9).all(axis=1) & (same != same[at]) & (far <= largest)
            for after in np.flatnonzero(up):
                cost = best[at] + float(far[after]) ** 2
                if cost < best.get(int(after), np.inf) and all(
                    a >= b for a, b in zip(exact[int(after)], exact[at], strict=True)
                ):
                    best[int(after)], came[int(after)] = cost, at
        ends = [n for n in best if sum(exact[n]) == max(map(sum, exact))]
        if ends:
            break
    way = [min(ends, key=lambda n: (best[n], n))]
    while way[-1] != 0:
        way.append(came[way[-1]])
    return [packages[n] for n in reversed(way)]


def _numbered(case: Case, packages: list[Package]) -> npt.NDArray[np.int64]:
    """The packages as rows of numbers, equal where they settle an issue alike."""
    columns = []
    for issue in case.issue:
        ways = {way: n for n, way in enumerate(dict.fromkeys(package[issue] for package in packages))}
        columns.append([ways[package[issue]] for package in packages])
    return np.array(columns, dtype=np.int64).T


def _programmed(case: Case, draft: Package, target: Package, effort: Effort) -> tuple[list[Package], bool]:
    """The packages on the way, by mixed-integer programs, and whether every step is proven a smallest one."""
    model = model_of(case)
    top = _values(case, target)
    packages, smallest = [draft], True
    while _values(case, packages[-1]) != top:
        after = _smallest(model, packages[-1], top, effort)
        if after is None:
            packages, smallest = [*packages, target], False
        else:
            packages.append(after)
    return packages, smallest


def _smallest(model: Model, now: Package, top: tuple[Fraction, ...], effort: Effort) -> Package | None:
    """Among the worthwhile changes of fewest issues, the one with the largest gains."""
    shares = [
        1 / (scale * (most - value)) if most > value else Fraction(0)
        for value, most, scale in zip(model.values(now), top, model.scale, strict=True)
    ]
    box = replace(model, program=_box(model, now, top, shares))
    counting, choices, costs = counted(box, now)
    found = closest(counting.program, choices, costs, effort)
    if found.package is None or not found.proven:
        return None
    near = Region(near=((now, int(found.measure[0])),)).within(box)
    best = maximise_sum(near.program, shares, effort)
    return near.package(best.package) if best.package is not None else counting.package(found.package)


def _box(model: Model, now: Package, top: tuple[Fraction, ...], shares: list[Fraction]) -> PackageProgram:
    """The packages at least as good as one for everyone, worthwhile, and for nobody better than certain values."""
    program, scale = model.program, model.scale
    before = [v * s for v, s in zip(model.values(now), scale, strict=True)]
    levels = [
        Level(tuple(-int(p == q) for q in range(program.parties)), -value * s)
        for p, (value, s) in enumerate(zip(top, scale, strict=True))
    ]
    reached = sum((share * value for share, value in zip(shares, before, strict=True)), Fraction(0))
    levels.append(Level(tuple(shares), reached + WORTHWHILE))
    return replace(program, levels=(*program.levels, *levels)).above(before)
