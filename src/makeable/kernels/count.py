"""How many packages there are, how many pass, how many have everyone's yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from makeable.kernels.enumerate import blocks
from makeable.kernels.sample import estimate
from makeable.kernels.scale import SAFE, Exact, Scaled, scale, side_by_side
from makeable.kernels.tally import Tally
from makeable.kernels.verdict import Question, Rule

#: up to so many packages are simply looked at
ENUMERATED = 1 << 20
#: effort spent on exact counting before estimating, in nanoseconds, roughly
WORK = 5e9


@dataclass(frozen=True)
class Count:
    """A number of packages: exact, or an estimate whose 95 % confidence interval is ``low`` to ``high``."""

    value: int
    low: int
    high: int
    exact: bool

    def plain_form(self) -> int | tuple[int, int]:
        """The number when it is exact, and otherwise its interval."""
        return self.value if self.exact else (self.low, self.high)

    @classmethod
    def exactly(cls, value: int) -> Count:
        return cls(value, value, value, True)


@dataclass(frozen=True)
class Counts:
    """The size of the space and of the zone within it.

    ``packages`` within the limits; ``passing`` those for which the rule holds; ``unanimous`` those at or above
    everyone's line; ``accepting`` for each party, those at or above its line.
    """

    packages: Count
    passing: Count
    unanimous: Count
    accepting: tuple[Count, ...]


def count(
    tables: Sequence[Exact],
    lines: Sequence[int],
    *,
    rule: Rule | None = None,
    uses: Sequence[Exact] | None = None,
    limits: Sequence[int] | None = None,
    work: float = WORK,
    rng: np.random.Generator | None = None,
) -> Counts:
    """How many packages there are, how many pass, how many have everyone's yes, and each party's.

    ``tables[i]`` (alternatives_i, parties) integers; a party says yes to packages whose sum reaches its entry in
    ``lines``. ``rule`` takes yes-patterns, bool (patterns, parties), and says which pass, bool (patterns,); None
    means everyone. A rule for more than ten parties must be monotone. ``uses`` and ``limits`` as in
    `pareto_frontier`. ``work`` is the effort worth spending on each exact figure, roughly in nanoseconds; a figure
    that would take more is estimated by importance sampling with ``rng`` (default: a fixed seed).
    """
    parties = len(lines)
    if uses is None or limits is None:
        uses, limits = None, None
    if prod(len(table) for table in tables) <= ENUMERATED:
        return _enumerated(tables, lines, rule, uses, limits)
    space = _Columns(tables, lines, uses, limits)
    rng = rng if rng is not None else np.random.default_rng(0)
    goods = list(range(parties, space.scaled.columns))

    def counted(voters: list[int], by: Rule | None) -> Count:
        return _counted(space, [*voters, *goods], Question(len(voters), len(voters) + len(goods), by), work, rng)

    everyone = list(range(parties))
    unanimous = counted(everyone, None)
    return Counts(
        packages=counted([], None),
        passing=unanimous if rule is None else counted(everyone, rule),
        unanimous=unanimous,
        accepting=tuple(counted([party], None) for party in everyone),
    )


class _Columns:
    """Values and negated uses side by side, scaled, and what each column's sum must reach."""

    def __init__(
        self,
        tables: Sequence[Exact],
        lines: Sequence[int],
        uses: Sequence[Exact] | None,
        limits: Sequence[int] | None,
    ) -> None:
        bounds = [int(line) for line in lines]
        joined = list(tables)
        if uses is not None and limits is not None:
            joined = side_by_side(tables, uses)
            bounds += [-int(limit) for limit in limits]
        self.scaled: Scaled = scale(joined)
        reached = self.scaled.at_least(bounds)
        self.needs = [min(max(need, 0), top + 1) for need, top in zip(reached, self.scaled.tops, strict=True)]


def _counted(space: _Columns, columns: list[int], question: Question, work: float, rng: np.random.Generator) -> Count:
    tables = [table[:, columns] for table in space.scaled.tables]
    needs = [space.needs[c] for c in columns]
    if not columns:
        return Count.exactly(prod(len(table) for table in tables))
    found = Tally(tables, needs, question, work).run()
    if found is not None:
        return Count.exactly(found)
    return Count(*estimate(tables, needs, question, rng), exact=False)


def _enumerated(
    tables: Sequence[Exact],
    lines: Sequence[int],
    rule: Rule | None,
    uses: Sequence[Exact] | None,
    limits: Sequence[int] | None,
) -> Counts:
    packages = passing = unanimous = 0
    accepting = np.zeros(len(lines), dtype=np.int64)
    for block in blocks(tables, uses=uses, limits=limits):
        least = np.array([int(line) for line in lines], dtype=object)
        if block.values.dtype != object and max((abs(line) for line in least), default=0) < SAFE:
            least = least.astype(np.int64)
        yes = (block.values >= least).astype(np.bool_)
        packages += len(yes)
        all_yes = int(yes.all(axis=1).sum())
        unanimous += all_yes
        passing += all_yes if rule is None else int(np.asarray(rule(yes), dtype=np.bool_).sum())
        accepting += yes.sum(axis=0)
    exactly = Count.exactly
    return Counts(exactly(packages), exactly(passing), exactly(unanimous), tuple(exactly(int(a)) for a in accepting))
