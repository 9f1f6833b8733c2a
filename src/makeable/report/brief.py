"""The brief: everything the main job says of a case, as one finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TypeVar, cast

from makeable.errors import TooLarge
from makeable.finding import Finding, proven
from makeable.frontier.importance import ImportanceFinding, importance
from makeable.frontier.pareto import FrontierFinding, frontier
from makeable.frontier.zone import ZoneFinding, zone
from makeable.invent.judge import Judgement, judge
from makeable.invent.shortlist import SEEDS, Shortlist, shortlist
from makeable.kernels.pareto import Budget
from makeable.model import Case
from makeable.principles import Asked, Division, named

__all__ = ["Brief", "brief"]

T = TypeVar("T")

COMPARED = ("egalitarian", "egalitarian-shares", "equal-gain", "kalai-smorodinsky", "nash", "utilitarian")
"""The principles that a brief sets side by side; `makeable compare` has them all."""

IN_BRIEF = Asked(seconds=10.0)
"""How long each search of a brief may take; an answer that is then not proven says how far it may be off."""


@dataclass(frozen=True, kw_only=True)
class Brief(Finding):
    """The parts of a brief; None or empty where a part could not be answered (one known party needs no division)."""

    case: Case
    importance: ImportanceFinding
    zone: ZoneFinding | None
    divisions: tuple[Division, ...]
    nearest: Division | None
    shortlist: Shortlist | None
    frontier: FrontierFinding | None
    judged: Mapping[str, Judgement]


def brief(case: Case, asked: Asked = IN_BRIEF, step: Callable[[int, int, str], None] | None = None) -> Brief:
    """Who needs what, is there a deal, what would each principle give each party and why, what stands in the way?

    The case decides what is known: pass `case_for(case, audience)` to write the brief for one party. `step` is told
    how far the work is.
    """
    principles = [named(name) for name in SEEDS]
    total = len(principles) + 4
    tell = step or (lambda *_: None)
    known = len(case.sheets)
    tell(0, total, "zone")
    counted = _unless_too_large(lambda: zone(case))
    divisions = []
    if known > 1:
        for done, principle in enumerate(principles, 1):
            tell(done, total, principle.name)
            answer = _unless_too_large(partial(principle.run, case, asked))
            divisions += [cast(Division, answer)] if answer is not None else []
    deal = any(division.packages for division in divisions)
    tell(total - 3, total, "shortlist")
    answered = {division.principle: division for division in divisions}
    listed = shortlist(case, 6, asked, answered) if deal else None
    nearest = None
    if divisions and not deal:
        nearest = cast(Division, named("egalitarian").run(case, replace(asked, over="all")))
    tell(total - 2, total, "frontier")
    small = Budget(points=20_000, seconds=asked.seconds)
    front = _unless_too_large(lambda: frontier(case, limit=20, budget=small)) if known > 1 else None
    tell(total - 1, total, "drafts")
    tabled = {"draft": case.draft, "status_quo": case.status_quo, **case.packages}
    judged = {name: judge(case, package, 3) for name, package in tabled.items() if package is not None and known}
    tell(total, total, "done")
    return Brief(
        asked="brief",
        proof=proven("see each part"),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        case=case,
        importance=importance(case),
        zone=counted,
        divisions=tuple(divisions),
        nearest=nearest,
        shortlist=listed,
        frontier=front,
        judged=MappingProxyType(judged),
    )


def _unless_too_large(work: Callable[[], T]) -> T | None:
    try:
        return work()
    except TooLarge:
        return None
