"""The package that meets every demand: the best by a principle, or the nearest where no sheet is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from makeable.finding import Assumed, Finding, Proof, Reason, proven, within
from makeable.frontier.program import model_of
from makeable.invent.conflict import Conflicts, WayOut, conflicts
from makeable.invent.demand import Demand
from makeable.invent.shortlist import Shortlist, shortlist
from makeable.kernels.program_best import closest
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package, Settlement, Stated
from makeable.model.formula import conjuncts
from makeable.principles import Asked, Division, named

__all__ = ["Meeting", "meet", "way_out_package", "with_demands"]

AS_USUAL = Asked()


@dataclass(frozen=True, kw_only=True)
class Meeting(Finding):
    """Whether all demands can be met, and what then is best.

    `division` holds the best packages by the principle (None where no sheet is known), `others` a few different
    ones. `nearest` changes least from the what-if. When the demands cannot all be met, `conflicts` says which cannot
    stand together and what the cheapest ways out are, and the rest is empty.
    """

    demands: tuple[Demand, ...]
    possible: bool
    division: Division | None
    others: Shortlist | None
    nearest: Package | None
    conflicts: Conflicts


def with_demands(case: Case, demands: Sequence[Demand]) -> Case:
    """The case where only packages count that meet these demands."""
    stated = [Stated(part, demand.text) for demand in demands for part in conjuncts(demand.formula)]
    return replace(case, constraints=(*case.constraints, *stated))


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
    effort = Effort(asked.seconds).started()
    narrowed = with_demands(case, demands)
    nearest, proof, possible = _nearest(narrowed, what_if or {}, effort)
    owners = frozenset(sheet.owner(party) for party, sheet in case.sheets.items())
    drawn_from = owners | frozenset(demand.party for demand in demands if demand.party)
    found = Meeting(
        asked="meet",
        given={"principle": principle},
        proof=proof,
        drawn_from=drawn_from,
        demands=tuple(demands),
        possible=possible,
        division=None,
        others=None,
        nearest=nearest,
        conflicts=Conflicts((), (), True),
    )
    if not possible:
        return replace(found, conflicts=conflicts(case, demands, effort=effort))
    if not case.sheets:
        return replace(found, reasons=(Assumed("no sheets"),))
    division = _divided(narrowed, principle, asked)
    reasons: tuple[Reason, ...] = ()
    if division.over == "all" and asked.over == "auto":
        reasons = (Assumed("demands only"),)
    others = shortlist(narrowed, count, replace(asked, over=division.over)) if count > 1 else None
    return replace(found, proof=division.proof, reasons=reasons, division=division, others=others)


def _divided(case: Case, principle: str, asked: Asked) -> Division:
    """By the principle, over the narrowest scope that has a package."""
    scopes = ("auto", "all") if asked.over == "auto" else (asked.over,)
    for over in scopes:
        found = cast(Division, named(principle).run(case, replace(asked, over=over)))  # type: ignore[arg-type]
        if found.packages:
            break
    return found


def _nearest(case: Case, what_if: Mapping[str, Settlement], effort: Effort) -> tuple[Package | None, Proof, bool]:
    """The package that changes fewest issues of the what-if, and whether there is any package at all."""
    model = model_of(case, None)
    choices, costs = [], []
    for (issue, ways), cost in zip(model.listed, model.change_costs, strict=True):
        known = issue in what_if and what_if[issue] in ways
        choices.append(ways.index(what_if[issue]) if known else 0)
        costs.append(cost if known else 0)
    found = closest(model.program, choices, costs, effort)
    if found.package is None:
        how = "mixed-integer programming"
        return None, proven(how) if found.proven else within(Fraction(1), how), False
    by = "fewest issues changed, by mixed-integer programming"
    return model.package(found.package), proven(by) if found.proven else within(Fraction(1), by), True


def way_out_package(case: Case, demands: Sequence[Demand], way: WayOut, principle: str, asked: Asked) -> Division:
    """The best package by the principle once the demands of a way out are given up."""
    kept = [demand for demand in demands if demand not in way.given_up]
    return _divided(with_demands(case, kept), principle, asked)
