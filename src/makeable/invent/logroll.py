"""Trades on what parties value differently: the smallest sets of changes of a package that leave nobody worse off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

import numpy as np

from makeable.finding import Assumed, Finding, Reason, proven
from makeable.frontier.space import Group, Space, space_of
from makeable.invent.judge import judge
from makeable.invent.trade import Trade, trade_of
from makeable.kernels.improving_sets import BoolArray, Moves, OutOfWork, improving_sets
from makeable.kernels.scale import IntArray
from makeable.model import Budget, Case, Curve, Package, QuantityIssue, Settlement, Sheet

__all__ = ["ALL", "Line", "Logrolls", "Sought", "logrolls"]

Line = Literal["package", "no_deal"]
Change = tuple[str, Settlement]
Row = tuple[int, ...]
"""The numbers of the moves of a trade."""


@dataclass(frozen=True)
class Sought:
    """Which trades are looked for.

    `most`: changes in one trade (None: as many as the work allows). `among`: parties that must all gain (none named:
    whoever does); with `unaffected`, no change may touch the others at all. `line`: what nobody may end below, the
    package as it is or its no-deal value. `limit`: trades that are described; all are counted. `work`: additions.
    """

    most: int | None = None
    among: tuple[str, ...] = ()
    unaffected: bool = False
    line: Line = "package"
    limit: int = 200
    work: float = 3e8


ALL = Sought()
"""Every minimal trade from the package as it is, among whomever it is."""


@dataclass(frozen=True, kw_only=True)
class Logrolls(Finding):
    """The minimal trades from a package, smallest first.

    `found`: how many there are of up to `complete_to` changes; the first of them are in `trades`. `above`: the package
    is at or above the line for everyone already. `efficient`: whether the package is on the frontier, looked at where
    no trade was found; `larger`: then a trade of more changes, if there is one.
    """

    package: Package
    parties: tuple[str, ...]
    line: Line
    trades: tuple[Trade, ...]
    found: int
    complete_to: int
    above: bool
    efficient: bool | None = None
    larger: Trade | None = None


def logrolls(case: Case, package: Package, sought: Sought = ALL) -> Logrolls:
    """Which few changes of this package, made together, are better for some and worse for nobody?

    A trade is a set of changes after which no known party is worse off and at least one is better off; it is minimal
    when no part of it is one already. Changes of a single issue that hurt nobody come first: they need no trade. All
    minimal trades of up to `complete_to` changes are found. It misleads where scores are guesses, and parties whose
    sheets are unknown are taken not to mind. Raises TooLarge when too many issues are tied together.
    """
    case_here = _anchored(case, package)
    space = space_of(case_here)
    search = _Search(case_here, package, space, sought)
    above = search.above()
    sets, complete_to = ([], len(case.issues)) if above else search.minimal()
    first = sorted(sets, key=search.order)[: sought.limit]
    chosen = [trade_of(case, package, dict(search.changed(moves)), sought.line) for moves in first]
    found = Logrolls(
        asked="trades",
        given={"line": sought.line, "among": ", ".join(sought.among)},
        proof=proven("every set of up to that many changes was looked at"),
        reasons=_assumed(case, space),
        drawn_from=space.owners,
        package=package,
        parties=space.parties,
        line=sought.line,
        trades=tuple(chosen),
        found=len(sets),
        complete_to=complete_to,
        above=above,
    )
    if chosen or above or sought.among or sought.line != "package":
        return found
    return replace(found, efficient=True) if complete_to >= len(case.issues) else _beyond(case, found)


def _beyond(case: Case, found: Logrolls) -> Logrolls:
    """No trade within reach of the search: is the package efficient, and if not, what is one larger trade?"""
    judged = judge(case, found.package, limit=1)
    if not judged.improvements:
        return replace(found, efficient=judged.pareto)
    after = judged.improvements[0]
    changed = {issue: after[issue] for issue in after.differs_from(found.package)}
    larger = trade_of(case, found.package, _shrunk(case, found.package, changed), found.line)
    return replace(found, efficient=False, larger=larger)


def _shrunk(case: Case, package: Package, changes: dict[str, Settlement]) -> dict[str, Settlement]:
    """The smallest part of a trade that is one itself, among those that leave out up to three changes at a time."""
    before = {party: sheet.value(package) for party, sheet in case.sheets.items()}
    for count in (1, 2, 3):
        for left in combinations(changes, count):
            fewer = {issue: way for issue, way in changes.items() if issue not in left}
            after = package.changed(fewer)
            steps = [sheet.value(after) - before[party] for party, sheet in case.sheets.items()]
            if min(steps) >= 0 and max(steps) > 0 and case.allows(after):
                return _shrunk(case, package, fewer)
    return changes


def _assumed(case: Case, space: Space) -> tuple[Reason, ...]:
    reasons: list[Reason] = [Assumed("grid", issue) for issue in space.gridded]
    reasons += [Assumed("says yes", party=party) for party in case.party if party not in case.sheets]
    reasons += [
        Assumed("estimate", sheet.estimated_by, party) for party, sheet in case.sheets.items() if sheet.estimated_by
    ]
    return tuple(reasons)


def _anchored(case: Case, package: Package) -> Case:
    """The same case, where the package's amounts are kinks of somebody's curve, so that every grid has them."""
    sheets: dict[str, Sheet] = dict(case.sheets)
    for issue in case.issues:
        if isinstance(issue, QuantityIssue) and issue.continuous and sheets:
            amount = Fraction(package[issue.id])
            party = next((p for p, s in sheets.items() if issue.id in s.scores), next(iter(sheets)))
            curve = sheets[party].scores.get(issue.id)
            points = dict(curve.points) if isinstance(curve, Curve) else {issue.low: Fraction(0)}
            points[amount] = curve.value(amount) if curve is not None else Fraction(0)
            scores = {**sheets[party].scores, issue.id: Curve(tuple(sorted(points.items())))}
            sheets[party] = replace(sheets[party], scores=scores)
    return case.with_sheets(sheets)


class _Search:
    """The moves of a package as arrays, and the way back from sets of moves to changes of issues."""

    def __init__(self, case: Case, package: Package, space: Space, sought: Sought) -> None:
        self.case, self.package, self.space, self.sought = case, package, space, sought
        changes: list[tuple[Change, ...]] = []
        deltas: list[list[int]] = []
        group: list[int] = []
        others = [n for n, party in enumerate(space.parties) if party not in sought.among]
        for number, tied in enumerate(space.groups):
            now = self._worth(tied)
            for row, scores in zip(tied.rows, tied.scores.tolist(), strict=True):
                changed = tuple((i, way) for i, way in zip(tied.issues, row, strict=True) if way != package[i])
                step = [int(new) - old for new, old in zip(scores, now, strict=True)]
                if not changed or (sought.unaffected and sought.among and any(step[n] for n in others)):
                    continue
                changes.append(changed)
                deltas.append(step)
                group.append(number)
        self.changes = changes
        self.scale = np.array(space.scale, dtype=float)
        table = np.array(deltas, dtype=object).reshape(len(deltas), len(space.parties))
        reach = sum(abs(value) for row in deltas for value in row)
        self.moves = Moves(
            table.astype(np.int32) if reach < 2**30 else table.astype(np.int64) if reach < 2**61 else table,
            np.array(group, dtype=np.int64),
            np.array([len(changed) for changed in changes], dtype=np.int64),
        )

    def _worth(self, tied: Group) -> list[int]:
        """What the package's settlement of tied issues is worth to each party, scaled; allowed or not."""
        settled = {issue: self.package[issue] for issue in tied.issues}
        worth = []
        for sheet, scale in zip(self.space.sheets, self.space.scale, strict=True):
            scored = sum((sheet.scores[i].value(way) for i, way in settled.items() if i in sheet.scores), Fraction(0))
            bonus = (added.score for added in sheet.interactions if added.when.holds(settled))
            worth.append(int((scored + sum(bonus, Fraction(0))) * scale))
        return worth

    def needs(self) -> list[int]:
        """How much each party's value must rise at least."""
        if self.sought.line == "no_deal":
            values = self.space.values(self.package)
            sheets, scale = self.space.sheets, self.space.scale
            short = [(s.no_deal - v) * k for s, v, k in zip(sheets, values, scale, strict=True)]
            strict = [party in self.sought.among for party in self.space.parties]
            return [int(n // 1) + 1 if more else int(-(-n // 1)) for n, more in zip(short, strict, strict=True)]
        return [1 if party in self.sought.among else 0 for party in self.space.parties]

    def above(self) -> bool:
        """Whether the package itself is good enough for everyone."""
        return self.sought.line == "no_deal" and max(self.needs(), default=0) <= 0 and self.case.allows(self.package)

    def order(self, moves: Row) -> tuple[int, int, float, Row]:
        """Fewest changes first, then fewest parties, then the largest smallest gain."""
        steps = self.moves.deltas[list(moves)]
        gains = steps.sum(axis=0) / self.scale
        least = min((float(gain) for gain in gains if gain > 0), default=0.0)
        return sum(len(self.changes[move]) for move in moves), int((steps != 0).any(axis=0).sum()), -least, moves

    def minimal(self) -> tuple[list[Row], int]:
        """All minimal trades, and up to how many changes they are all."""
        most = len(self.case.issues)
        wanted = most if self.sought.most is None else min(self.sought.most, most)
        checked = None
        if not self.case.allows(self.package) or any(isinstance(c, Budget) for c in self.case.constraints):
            checked = self._allowed
        found: list[IntArray] = []
        complete_to = 0
        some = self.sought.line == "package" and not self.sought.among
        for size in range(1, wanted + 1):
            try:
                found = improving_sets(self.moves, self.needs(), size, some, checked, self.sought.work)
            except OutOfWork:
                break
            complete_to = size
        return self._sifted(tuple(row) for part in found for row in part.tolist()), complete_to

    def changed(self, moves: Row) -> tuple[Change, ...]:
        """The changes of issues that moves make."""
        return tuple(change for move in moves for change in self.changes[move])

    def _sifted(self, sets: Iterable[Row]) -> list[Row]:
        """Those of which no proper part is among them."""
        kept: set[frozenset[Change]] = set()
        minimal = []
        sized = sorted(((frozenset(self.changed(moves)), moves) for moves in sets), key=lambda item: len(item[0]))
        for changes, moves in sized:
            if not _contains(changes, kept):
                kept.add(changes)
                minimal.append(moves)
        return minimal

    def _allowed(self, sets: IntArray) -> BoolArray:
        packages = (self.package.changed(dict(self.changed(tuple(row)))) for row in sets.tolist())
        return np.fromiter((self.case.allows(package) for package in packages), dtype=bool, count=len(sets))


def _contains(changes: frozenset[Change], kept: set[frozenset[Change]]) -> bool:
    """Whether one of the kept sets is a proper part of these changes."""
    if 2 ** len(changes) > len(kept):
        return any(part < changes for part in kept)
    return any(frozenset(p) in kept for count in range(1, len(changes)) for p in combinations(changes, count))
