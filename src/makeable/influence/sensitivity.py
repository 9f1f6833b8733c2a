"""What would change the advice: for each chance, how far it can move before somebody else should be asked first."""

from __future__ import annotations

from dataclasses import dataclass

from makeable.influence.campaign import Plan
from makeable.influence.policy import best_approach
from makeable.kernels.sequence_exact import solve

__all__ = ["Threshold", "Which", "asked_first", "thresholds"]

GRID = (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.98)
HALVINGS = 6
"""Steps that narrow a threshold down, to about a quarter of a percentage point."""


@dataclass(frozen=True)
class Which:
    """A chance of the plan: of `party`, `field` alone, given or if_refused (then of `other`)."""

    party: str
    field: str
    other: str
    value: float


@dataclass(frozen=True)
class Threshold:
    """The advice holds while this chance lies between `low` and `high` (None: however far it moves).

    `below`, `above`: what the advice becomes beyond (nobody: stop).
    """

    which: Which
    low: float | None
    high: float | None
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def chances_of(plan: Plan, linked: bool) -> list[Which]:
    """The chances of parties that have not answered: alone, and with `linked` also those that depend on others."""
    done = {*plan.approach.aboard, *plan.approach.refused}
    found = []
    for party in plan.parties:
        prospect = plan.approach.prospects[party]
        if party in done:
            continue
        found.append(Which(party, "alone", "", float(prospect.alone)))
        if linked:
            found += [Which(party, "given", other, float(p)) for other, p in prospect.given.items()]
            found += [Which(party, "if_refused", other, float(p)) for other, p in prospect.if_refused.items()]
    return found


def asked_first(plan: Plan) -> tuple[str, ...]:
    """Who is approached first under the best policy; nobody when it is best to stop."""
    unit = best_approach(solve(plan.campaign), plan.start)[0]
    return () if unit is None else plan.members(unit)


def thresholds(plan: Plan, linked: bool) -> tuple[Threshold, ...]:
    """For every chance, the range in which the first step stays the same. One exact program per value tried."""
    first = asked_first(plan)
    found = []
    for which in chances_of(plan, linked):
        low = _edge(plan, which, first, [value for value in GRID if value < which.value][::-1])
        high = _edge(plan, which, first, [value for value in GRID if value > which.value])
        found.append(Threshold(which, low and low[0], high and high[0], low[1] if low else (), high[1] if high else ()))
    return tuple(found)


def _edge(
    plan: Plan, which: Which, first: tuple[str, ...], values: list[float]
) -> tuple[float, tuple[str, ...]] | None:
    """Where the first step changes along these values, and to what; None where it does not."""
    inside = which.value
    for value in values:
        other = _first_at(plan, which, value)
        if other == first:
            inside = value
            continue
        outside = value
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            there = _first_at(plan, which, middle)
            if there == first:
                inside = middle
            else:
                outside, other = middle, there
        return (inside + outside) / 2, other
    return None


def _first_at(plan: Plan, which: Which, value: float) -> tuple[str, ...]:
    return asked_first(plan.with_chance(which.party, which.field, which.other, value))
