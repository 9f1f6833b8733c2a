"""The smallest change of a package that turns a party's no into a yes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from makeable.errors import TooLarge
from makeable.frontier.program import Model, model_of
from makeable.frontier.space import Space, space_of
from makeable.kernels.enumerate import blocks, decode
from makeable.kernels.program_best import closest
from makeable.kernels.program_run import Effort
from makeable.kernels.scale import Exact
from makeable.model import Case, Package, Sheet

__all__ = ["Change", "smallest_changes"]

LISTED = 1_000_000
"""Up to so many packages, every one is looked at; beyond, a mixed-integer program looks for the fewest changes."""

SECONDS = 10.0


@dataclass(frozen=True)
class Change:
    """A changed package, the issues it settles otherwise, and the parties whose yes it would lose."""

    package: Package
    issues: tuple[str, ...]
    gain: Fraction
    loses: tuple[str, ...]


def smallest_changes(case: Case, package: Package, parties: Iterable[str]) -> dict[str, Change | None]:
    """For each of these parties, the change of fewest issues with which it says yes; None when there is none.

    Among changes of as many issues, those that lose fewest of the present yeses come first, then those that leave
    the least satisfied party best off. Continuous quantities move along their grid.
    """
    parties = tuple(parties)
    if not parties:
        return {}
    space = _listable(case)
    if space is None:
        model = model_of(case)
        effort = Effort(seconds=SECONDS).started()
        return {party: _fewest(model, package, party, effort) for party in parties}
    tables = [np.concatenate([g.scores, _moves(space, g_at, package)], axis=1) for g_at, g in enumerate(space.groups)]
    return {party: _smallest(space, tables, package, space.parties.index(party)) for party in parties}


def _listable(case: Case) -> Space | None:
    try:
        space = space_of(case, most=LISTED)
    except TooLarge:
        return None
    return space if space.combinations <= LISTED else None


def _fewest(model: Model, package: Package, party: str, effort: Effort) -> Change | None:
    """By mixed-integer programming: the fewest changed issues, keeping every present yes where that costs no more."""
    at = model.parties.index(party)
    lines = model.program.no_deal
    now = model.choice(package)
    floors = [line if p == at else None for p, line in enumerate(lines)]
    keeping = [line if p == at or now.values[p] >= line else None for p, line in enumerate(lines)]
    costs = model.change_costs
    any_loss = closest(model.program.above(floors), now.choices, costs, effort)
    no_loss = closest(model.program.above(keeping), now.choices, costs, effort)
    found = min(
        (best for best in (no_loss, any_loss) if best.package is not None), key=lambda best: best.measure, default=None
    )
    if found is None or found.package is None:
        return None
    return _change(model.parties, model.sheets, package, model.package(found.package), party)


def _moves(space: Space, at: int, package: Package) -> Exact:
    """How many issues each row of a group settles otherwise than the package, negated: a column (rows, 1)."""
    group = space.groups[at]
    moves = [-sum(way != package[issue] for issue, way in zip(group.issues, row, strict=True)) for row in group.rows]
    return np.array(moves, dtype=np.int64).reshape(-1, 1)


def _smallest(space: Space, tables: list[Exact], package: Package, party: int) -> Change | None:
    lines = np.array(space.no_deal, dtype=object)
    now = space.values(package)
    yes_now = np.array([v >= sheet.no_deal for v, sheet in zip(now, space.sheets, strict=True)])
    best: tuple[tuple[float, ...], int] | None = None
    sizes = [len(table) for table in tables]
    for block in blocks(tables, uses=space.uses, limits=space.limits):
        willing = np.flatnonzero(block.values[:, party] >= lines[party])
        if not len(willing):
            continue
        rows = block.values[willing]
        lost = ((rows[:, :-1] < lines) & yes_now).sum(axis=1)
        least = np.min((rows[:, :-1] - lines).astype(float) / np.array(space.scale, dtype=float), axis=1)
        order = np.lexsort((-least, lost.astype(float), -rows[:, -1].astype(float)))
        first = order[0]
        key = (float(-rows[first, -1]), float(lost[first]), float(-least[first]))
        if best is None or key < best[0]:
            best = key, int(block.numbers[willing[first]])
    if best is None:
        return None
    after = space.package(decode(np.array([best[1]]), sizes)[0].tolist())
    return _change(space.parties, space.sheets, package, after, space.parties[party])


def _change(parties: tuple[str, ...], known: tuple[Sheet, ...], before: Package, after: Package, party: str) -> Change:
    sheets = dict(zip(parties, known, strict=True))
    loses = tuple(p for p, sheet in sheets.items() if sheet.gain(before) >= 0 > sheet.gain(after))
    return Change(after, after.differs_from(before), sheets[party].gain(after), loses)
