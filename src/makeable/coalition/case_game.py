"""The game of a case: what each coalition could have by itself, if points could be handed over between parties."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makeable.coalition.table_game import TableGame
from makeable.errors import BadInput, Problem, TooLarge
from makeable.finding import Assumed, Reason
from makeable.frontier.program import model_of
from makeable.frontier.space import Space, space_of
from makeable.kernels.enumerate import blocks
from makeable.kernels.program_best import maximise_sum
from makeable.kernels.voting import subset_sums
from makeable.model import Case

__all__ = ["game_of_case"]

MOST_PARTIES = 15
_MOST_SUMS = 3 * 10**9
_MOST_PROGRAMS = 1 << 9


def game_of_case(case: Case) -> TableGame:
    """What could each group of parties reach on its own under the decision rule?

    A group whose yes makes a deal can settle every issue as it likes: it is worth the largest sum of its members'
    gains over no deal. Any other group is worth nothing, because it is left with no deal. This takes points of
    different parties for the same currency, which can be handed over: use it where scores are money or were made
    comparable, and see `leaving.who_would_leave` where not. Parties whose sheets are unknown are taken to say yes.

    Raises BadInput when nobody's sheet is known, and TooLarge beyond 15 known parties, or for budgets or continuous
    quantities that would need more than some hundred programs.
    """
    if not case.sheets:
        raise BadInput([Problem("parties", "Nobody's sheet is known.", "Add sheets, or estimates of them.")])
    n = len(case.sheets)
    if n > MOST_PARTIES:
        raise TooLarge(
            f"The game of {n} parties has {2**n:,} coalitions; at most {MOST_PARTIES} parties are worked on."
        )
    space = space_of(case)
    unknown = frozenset(case.party) - frozenset(space.parties)
    assumed: list[Reason] = [Assumed("comparable points")]
    assumed += [Assumed("says yes", party=party) for party in case.party if party in unknown]
    assumed += [
        Assumed("estimate", sheet.estimated_by, party) for party, sheet in case.sheets.items() if sheet.estimated_by
    ]
    winning = [
        case.rule.holds({p for i, p in enumerate(space.parties) if mask >> i & 1} | unknown) for mask in range(1 << n)
    ]
    best = _best_sums(space, winning)
    worth = (max(Fraction(0), best[mask]) if winning[mask] else Fraction(0) for mask in range(1, 1 << n))
    return TableGame(
        space.parties,
        (Fraction(0), *worth),
        title=case.title,
        source=case.source,
        drawn_from=space.owners,
        assumed=tuple(assumed),
    )


def _best_sums(space: Space, winning: list[bool]) -> list[Fraction]:
    """For each coalition the largest sum of its members' gains over any package (whatever where it does not win)."""
    if any(not group.rows for group in space.groups):
        return [Fraction(0)] * len(winning)
    if space.uses is None:
        # kinks and ends of every curve stand on the grid, so a sum without budgets is largest on it
        tops: NDArray[Any] | None = _per_group(space)
    elif not space.gridded and space.combinations * len(winning) <= _MOST_SUMS:
        tops = _per_package(space)
    else:
        return _per_program(space.case, winning)
    if tops is None:
        return [Fraction(0)] * len(winning)
    unit = lcm(*space.scale)
    lines = subset_sums(np.array([sheet.no_deal for sheet in space.sheets], dtype=object))
    return [Fraction(int(top), unit) - line for top, line in zip(tops, lines, strict=True)]


def _members(space: Space) -> NDArray[Any]:
    """For each party (row) and coalition (column), the factor that brings the party's scores to one unit, or 0."""
    unit = lcm(*space.scale)
    n = len(space.parties)
    masks = np.arange(1 << n)
    rows = [(masks >> i & 1) * (unit // scale) for i, scale in enumerate(space.scale)]
    reach = sum(int(abs(table).max()) for table in space.tables) * max(unit // s for s in space.scale) * n
    return np.array(rows, dtype=np.int64 if reach < 2**62 else object)


def _per_group(space: Space) -> NDArray[Any]:
    """Without budgets each group of issues is settled for itself."""
    members = _members(space)
    return np.asarray(sum(_top(table.astype(members.dtype), members) for table in space.tables))


def _per_package(space: Space) -> NDArray[Any] | None:
    members = _members(space)
    tops = [
        _top(block.values.astype(members.dtype), members)
        for block in blocks(space.tables, uses=space.uses, limits=space.limits, block=1 << 14)
    ]
    return np.max(tops, axis=0) if tops else None


def _top(values: NDArray[Any], members: NDArray[Any]) -> NDArray[Any]:
    """The largest sum of each coalition over these rows of values."""
    step = max(1, (1 << 22) // members.shape[1])
    tops = [(values[start : start + step] @ members).max(axis=0) for start in range(0, len(values), step)]
    return np.asarray(np.max(tops, axis=0))


def _per_program(case: Case, winning: list[bool]) -> list[Fraction]:
    """One mixed-integer program for each coalition that wins."""
    if sum(winning) > _MOST_PROGRAMS:
        raise TooLarge(
            f"{sum(winning):,} coalitions can make a deal, and under budgets each would need a program of its own; "
            f"at most {_MOST_PROGRAMS} are solved."
        )
    model = model_of(case)
    found = []
    for mask, wins in enumerate(winning):
        weights = [Fraction(mask >> i & 1, s) for i, s in enumerate(model.scale)]
        best = maximise_sum(model.program, weights) if wins and mask else None
        if best is not None and not best.proven:
            raise TooLarge("What a coalition could reach was not proven in time.")
        if best is None or best.package is None:
            found.append(Fraction(0))
            continue
        gains = model.program.gains(best.package.values)
        found.append(sum((Fraction(w) * g for w, g in zip(weights, gains, strict=True)), Fraction(0)))
    return found
