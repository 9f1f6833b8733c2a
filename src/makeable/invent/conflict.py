"""Demands that cannot stand together: the smallest such sets, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from makeable.frontier.program import Model, model_of
from makeable.invent.demand import Demand
from makeable.kernels.program_best import closest, feasible
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package

__all__ = ["Conflicts", "WayOut", "conflicts"]


@dataclass(frozen=True)
class WayOut:
    """Demands that, given up together, leave the others possible; what that costs; a package that shows it."""

    given_up: tuple[Demand, ...]
    cost: Fraction
    package: Package


@dataclass(frozen=True)
class Conflicts:
    """`sets`: sets of demands that cannot stand together, none of them smaller without becoming possible. `ways_out`:
    the cheapest first; each is minimal (every demand in it must go, if the others stay). `complete`: these are all.
    """

    sets: tuple[tuple[Demand, ...], ...]
    ways_out: tuple[WayOut, ...]
    complete: bool


def conflicts(case: Case, demands: Sequence[Demand], most: int = 40, effort: Effort | None = None) -> Conflicts:
    """Why can these demands not all be met, and what is the least that would have to give?

    Looks at the constraints of the case and at the demands, not at no-deal lines. At most `most` ways out are listed,
    each proven cheapest among those not listed before it. When they are all listed, so are the smallest conflicting
    sets: a set conflicts exactly when it meets every way out (Reiter 1987; Liffiton and Sakallah 2008). Otherwise one
    conflicting set is found by leaving demands out one by one.
    """
    effort = (effort or Effort()).started()
    model = model_of(case, None, [demand.formula for demand in demands])
    scale = lcm(1, *(demand.weight.denominator for demand in demands))
    costs = [0] * len(model.listed)
    for number, demand in zip(model.optional, demands, strict=True):
        costs[number] = int(demand.weight * scale)
    kept = [0] * len(model.listed)
    ways_out: list[WayOut] = []
    complete = False
    program = model.program
    while len(ways_out) < most:
        found = closest(program, kept, costs, effort)
        if found.package is None or not found.proven:
            complete = found.proven and found.package is None
            break
        gone = tuple(n for n, at in enumerate(model.optional) if found.package.choices[at] == 1)
        price = sum((demands[n].weight for n in gone), Fraction(0))
        ways_out.append(WayOut(tuple(demands[n] for n in gone), price, model.package(found.package)))
        if not gone:
            return Conflicts((), tuple(ways_out), True)
        # Whatever comes next must keep one of these, so no larger set around them is listed.
        block = tuple((model.optional[n], 1) for n in gone)
        program = replace(program, forbidden=(*program.forbidden, block))
    if complete:
        numbers = [frozenset(demands.index(d) for d in way.given_up) for way in ways_out]
        sets = [tuple(demands[n] for n in sorted(hit)) for hit in hitting_sets(numbers)]
    else:
        sets = [_one(model, demands, effort)] if ways_out else []
    return Conflicts(tuple(sets), tuple(ways_out), complete)


def hitting_sets(families: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The minimal sets that meet every family, small ones first (Berge 1989)."""
    hits: list[frozenset[int]] = [frozenset()]
    for family in families:
        grown = {hit if hit & family else hit | {member} for hit in hits for member in (hit & family or family)}
        hits = [hit for hit in grown if not any(other < hit for other in grown)]
    return sorted(hits, key=lambda hit: (len(hit), sorted(hit)))


def _one(model: Model, demands: Sequence[Demand], effort: Effort) -> tuple[Demand, ...]:
    """One smallest conflicting set: demands are left out as long as the rest still conflicts."""
    needed = list(range(len(demands)))
    for number in range(len(demands)):
        rest = [n for n in needed if n != number]
        stated = tuple(((model.optional[n], 1),) for n in rest)
        program = replace(model.program, forbidden=(*model.program.forbidden, *stated))
        found = feasible(program, effort)
        if found.package is None and found.proven:
            needed = rest
    return tuple(demands[n] for n in needed)
