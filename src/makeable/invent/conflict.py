"""Demands that cannot stand together: the smallest such sets, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from makeable.frontier.program import Model, model_of
from makeable.kernels.program_best import closest, feasible
from makeable.kernels.program_run import Effort
from makeable.model import Case, ChoiceIssue, Demand, Package, Stated, Within
from makeable.model.formula import conjuncts

__all__ = ["Conflicts", "WayOut", "conflicts", "eased", "with_demands"]


@dataclass(frozen=True)
class WayOut:
    """Demands that, given up together, leave the others possible; what that costs; a package that shows it.

    `eased`: of a single bound on an amount, the nearest one that can be met with all other demands; else None.
    """

    given_up: tuple[Demand, ...]
    cost: Fraction
    package: Package
    eased: Within | None = None


@dataclass(frozen=True)
class Conflicts:
    """`sets`: demands that cannot stand together, each set minimal: without any one of them, the rest can. `ways_out`:
    the cheapest first; each is minimal (every demand in it must go, if the others stay). `complete`: these are all;
    otherwise the sets are such that no two share a demand, and nothing that is left conflicts.
    """

    sets: tuple[tuple[Demand, ...], ...]
    ways_out: tuple[WayOut, ...]
    complete: bool


LISTING = 2.0
"""Seconds for listing further ways out once the cheapest is known, and for finding sets where not all are listed."""


def conflicts(case: Case, demands: Sequence[Demand], most: int = 40, effort: Effort | None = None) -> Conflicts:
    """Why can these demands not all be met, and what is the least that would have to give?

    Looks at the constraints of the case and at the demands, not at no-deal lines. At most `most` ways out are listed,
    each proven cheapest among those not listed before it. When they are all listed, so are the smallest conflicting
    sets: a set conflicts exactly when it meets every way out (Reiter 1987; Liffiton and Sakallah 2008). Otherwise
    conflicting sets are found one after the other by leaving demands out one by one. No way out at all: the constraints
    of the case alone cannot be kept.
    """
    effort = (effort or Effort()).started()
    model = model_of(case, None, [demand.formula for demand in demands])
    scale = lcm(1, *(demand.weight.denominator for demand in demands))
    costs = [0] * len(model.listed)
    for number, demand in zip(model.optional, demands, strict=True):
        costs[number] = int(demand.weight * scale)
    kept = [0] * len(model.listed)
    ways_out: list[WayOut] = []
    given_up: list[frozenset[int]] = []
    complete = False
    program = model.program
    pause = effort
    while len(ways_out) < most:
        found = closest(program, kept, costs, pause)
        if found.package is None or not found.proven:
            complete = found.proven and found.package is None
            break
        gone = tuple(n for n, at in enumerate(model.optional) if found.package.choices[at] == 1)
        price = sum((demands[n].weight for n in gone), Fraction(0))
        ways_out.append(WayOut(tuple(demands[n] for n in gone), price, model.package(found.package)))
        given_up.append(frozenset(gone))
        pause = pause if len(given_up) > 1 else effort.within(LISTING)
        if not gone:
            return Conflicts((), tuple(ways_out), True)
        # Whatever comes next must keep one of these, so no larger set around them is listed.
        block = tuple((model.optional[n], 1) for n in gone)
        program = replace(program, forbidden=(*program.forbidden, block))
    if complete:
        sets = hitting_sets(given_up) if given_up else []
    else:
        sets = _apart(model, len(demands), effort.within(LISTING)) if ways_out else []
    order = sorted(range(len(ways_out)), key=lambda w: (ways_out[w].cost, len(given_up[w]), sorted(given_up[w])))
    ways_out = [ways_out[w] for w in order]
    named = tuple(tuple(demands[n] for n in sorted(numbers)) for numbers in sets)
    return Conflicts(named, tuple(ways_out), complete)


def with_demands(case: Case, demands: Sequence[Demand]) -> Case:
    """The case where only packages count that meet these demands."""
    stated = [Stated(part, demand.text) for demand in demands for part in conjuncts(demand.formula)]
    return replace(case, constraints=(*case.constraints, *stated))


GRAINS = 100
"""Into so many parts the range of a continuous quantity is cut to say how far a bound would have to be eased."""


def eased(case: Case, demands: Sequence[Demand], way: WayOut, effort: Effort | None = None) -> Within | None:
    """How little a single given-up bound would have to be eased to stand beside all other demands.

    None where the way out gives up more than one bound on one amount. A continuous amount is told to a hundredth of
    its range.
    """
    term = way.given_up[0].formula if len(way.given_up) == 1 else None
    if not isinstance(term, Within) or (term.low is None) == (term.high is None):
        return None
    effort = (effort or Effort()).started()
    issue = case.issue[term.issue]
    assert not isinstance(issue, ChoiceIssue)
    rest = with_demands(case, [demand for demand in demands if demand not in way.given_up])
    bound = term.low if term.low is not None else term.high
    assert bound is not None
    up = term.low is not None
    levels = [level for level in issue.grid(GRAINS) if (level < bound if up else level > bound)]
    levels.sort(reverse=not up)
    best: Within | None = None
    first, last = 0, len(levels) - 1
    while first <= last:
        middle = (first + last) // 2
        tried = Within(term.issue, levels[middle], None) if up else Within(term.issue, None, levels[middle])
        program = model_of(replace(rest, constraints=(*rest.constraints, Stated(tried)))).program
        found = feasible(program, effort)
        if found.package is not None:
            best, first = tried, middle + 1
        elif found.proven:
            last = middle - 1
        else:
            return None
    return best


def hitting_sets(families: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The minimal sets that meet every family, small ones first (Berge 1989)."""
    hits: list[frozenset[int]] = [frozenset()]
    for family in families:
        grown = {hit if hit & family else hit | {member} for hit in hits for member in (hit & family or family)}
        hits = [hit for hit in grown if not any(other < hit for other in grown)]
    return sorted(hits, key=lambda hit: (len(hit), sorted(hit)))


def _apart(model: Model, count: int, effort: Effort) -> list[frozenset[int]]:
    """Minimal conflicting sets that share no demand, until what is left can be met (or time runs out)."""
    left, sets = list(range(count)), list[frozenset[int]]()
    while not effort.over and not _together(model, left, effort):
        one = frozenset(_one(model, [], left, False, effort))
        if effort.over:
            break
        sets.append(one)
        left = [n for n in left if n not in one]
    return sets


def _one(model: Model, kept: list[int], among: list[int], grown: bool, effort: Effort) -> list[int]:
    """A minimal part of these demands that conflicts beside those kept (QuickXplain, Junker 2004).

    `grown`: demands were just added to the kept ones, which may conflict already.
    """
    if grown and not _together(model, kept, effort):
        return []
    if len(among) == 1 or effort.over:
        return among
    half = len(among) // 2
    first, second = among[:half], among[half:]
    part = _one(model, [*kept, *first], second, True, effort)
    return [*_one(model, [*kept, *part], first, bool(part), effort), *part]


def _together(model: Model, numbers: list[int], effort: Effort) -> bool:
    """Whether these demands can be met together; taken to be so where time runs out."""
    stated = tuple(((model.optional[n], 1),) for n in numbers)
    program = replace(model.program, forbidden=(*model.program.forbidden, *stated))
    found = feasible(program, effort)
    return found.package is not None or not found.proven
