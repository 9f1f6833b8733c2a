"""The package that meets every demand: the best by a principle, or the nearest where no sheet is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Proof, Reason, proven, within
from makeable.frontier.program import model_of
from makeable.invent.conflict import Conflicts, WayOut, conflicts, eased, with_demands
from makeable.invent.demand import Demand
from makeable.invent.diverse import Diverse, diverse, divided
from makeable.kernels.program_best import closest
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package, Settlement
from makeable.principles import Asked, Division
from makeable.principles.region import counted

__all__ = ["Meeting", "meet", "way_out_package", "with_demands"]

AS_USUAL = Asked()

EASED = 3
"""For so many ways out, it is said how little would do."""

DISTANCE = 2
"""On how many issues the packages shown differ at least."""


@dataclass(frozen=True, kw_only=True)
class Meeting(Finding):
    """Whether all demands can be met, and what then is best.

    `division` holds the best packages by the principle (None where no sheet is known), `others` the best that differ
    from it in substance. `nearest` settles fewest issues otherwise than the what-if. When the demands cannot all be
    met (`possible` is None where that could not be decided in time), `conflicts` says which cannot stand together and
    what the cheapest ways out are, and `after` what is best once the demands of the cheapest are given up.
    """

    demands: tuple[Demand, ...]
    what_if: Mapping[str, Settlement]
    possible: bool | None
    division: Division | None
    others: Diverse | None
    nearest: Package | None
    conflicts: Conflicts
    after: Division | None = None


def meet(
    case: Case,
    demands: Sequence[Demand],
    what_if: Mapping[str, Settlement] | None = None,
    principle: str = "nash",
    asked: Asked = AS_USUAL,
    count: int = 4,
) -> Meeting:
    """Which package meets every demand and does best by the principle; and if none does, what would have to give?

    Packages with everyone's yes come first, then those the rule lets pass, then any: the division says which. The
    nearest package changes fewest issues of the what-if. Conflicts and ways out count demands by their weights.
    """
    effort = Effort(asked.seconds, should_stop=asked.should_stop).started()
    what_if = what_if or {}
    narrowed = with_demands(case, demands)
    nearest, proof, possible = _nearest(narrowed, what_if, effort)
    owners = frozenset(sheet.owner(party) for party, sheet in case.sheets.items())
    drawn_from = owners | frozenset(demand.owner for demand in demands if demand.owner)
    found = Meeting(
        asked="meet",
        given={"principle": principle},
        proof=proof,
        drawn_from=drawn_from,
        demands=tuple(demands),
        what_if=what_if,
        possible=possible,
        division=None,
        others=None,
        nearest=nearest,
        conflicts=Conflicts((), (), True),
    )
    if not possible:
        clash = conflicts(case, demands, effort=effort)
        first = (replace(way, eased=eased(case, demands, way, effort)) for way in clash.ways_out[:EASED])
        clash = replace(clash, ways_out=(*first, *clash.ways_out[EASED:]))
        after = None
        if clash.ways_out and case.sheets:
            left = replace(asked, seconds=max(effort.left, 0.2))
            after = _in_time(lambda: way_out_package(case, demands, clash.ways_out[0], principle, left))
        return replace(found, conflicts=clash, after=after)
    if not case.sheets:
        return replace(found, reasons=(Assumed("no sheets"),))
    division = _in_time(lambda: divided(narrowed, principle, replace(asked, seconds=max(effort.left, 0.2))))
    if division is None:
        return replace(found, reasons=(Assumed("out of time"),))
    reasons: tuple[Reason, ...] = ()
    if division.over == "all" and asked.over == "auto":
        reasons = (Assumed("demands only"),)
    others = None
    if count > 1:
        left = replace(asked, over=division.over, seconds=max(effort.left, 0.2))
        others = diverse(narrowed, principle, count, DISTANCE, left, what_if, division)
    return replace(found, proof=division.proof, reasons=reasons, division=division, others=others)


def _in_time(search: Callable[[], Division]) -> Division | None:
    """What a search finds; None where nothing could be proven in the time given."""
    try:
        return search()
    except TooLarge:
        return None


def _nearest(
    case: Case, what_if: Mapping[str, Settlement], effort: Effort
) -> tuple[Package | None, Proof, bool | None]:
    """The package that changes fewest issues of the what-if, and whether there is any package at all."""
    model, choices, costs = counted(model_of(case, None), what_if)
    found = closest(model.program, choices, costs, effort)
    if found.package is None:
        how = "mixed-integer programming"
        sure = found.proven
        return None, proven(how) if sure else within(Fraction(1), how), False if sure else None
    by = "fewest issues changed, by mixed-integer programming"
    return model.package(found.package), proven(by) if found.proven else within(Fraction(1), by), True


def way_out_package(case: Case, demands: Sequence[Demand], way: WayOut, principle: str, asked: Asked) -> Division:
    """The best package by the principle once the demands of a way out are given up."""
    kept = [demand for demand in demands if demand not in way.given_up]
    return divided(with_demands(case, kept), principle, asked)
