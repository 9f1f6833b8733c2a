"""A package program as independent choices and rows that must reach thresholds, where it can be so written.

Values, floors and linear budgets are rows that add up over the choices; issues that interactions or forbidden
combinations tie together are merged into one choice. Continuous quantities, and rules that more than one
coalition can carry, cannot be written so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import product
from math import ceil, lcm, prod

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program import Budget, Number, PackageProgram, chosen
from makeable.kernels.program_rule import holds, needed

FloatArray = NDArray[np.float64]

LARGEST_MERGER = 4096
"""Tied issues are merged while their combinations are no more than this."""

UNLIMITED = -float(2**52)
"""The threshold of a row that need not reach anything."""


@dataclass(frozen=True, eq=False)
class Choice:
    """One independent choice: `rows[j]` is added when its j-th option is taken, which means `options[j]`.

    `issues`: the issues it decides; `options`: shape (options, issues); `rows`: shape (options, rows), whole
    numbers kept as floats, so that products of them are exact and fast.
    """

    issues: tuple[int, ...]
    options: NDArray[np.int16]
    rows: FloatArray


@dataclass(frozen=True, eq=False)
class Space:
    """Choices, and what each row must reach. The first rows are the parties' values, `start` their constants."""

    choices: tuple[Choice, ...]
    start: FloatArray
    least: FloatArray

    @property
    def issues(self) -> int:
        """Number of issues of the program."""
        return sum(len(choice.issues) for choice in self.choices)

    @property
    def empty(self) -> bool:
        """Whether some choice has no permitted option, so that there is no package."""
        return any(len(choice.rows) == 0 for choice in self.choices)

    def chosen(self, picks: Sequence[int] | NDArray[np.int16]) -> tuple[int, ...]:
        """The alternative of each issue that these options of the choices mean."""
        alternatives = [0] * self.issues
        for choice, pick in zip(self.choices, picks, strict=True):
            for issue, option in zip(choice.issues, choice.options[pick], strict=True):
                alternatives[issue] = int(option)
        return tuple(alternatives)

    def picks(self, alternatives: Sequence[int]) -> NDArray[np.int16]:
        """The option of each choice that means these alternatives, which must be permitted."""
        wanted = [[alternatives[i] for i in choice.issues] for choice in self.choices]
        rows = zip(self.choices, wanted, strict=True)
        return np.array([int((choice.options == want).all(axis=1).argmax()) for choice, want in rows], np.int16)

    def raised(self, rows: Sequence[int], least: Sequence[float]) -> Space:
        """The same space with some rows' thresholds raised."""
        new = self.least.copy()
        new[list(rows)] = np.maximum(new[list(rows)], least)
        return replace(self, least=new)


def space_of(program: PackageProgram) -> Space | None:
    """The program as a space of independent choices, or None when it cannot be one."""
    rows = [program.base, *(i.values for i in program.interactions)]
    if program.quantities or any(Fraction(v).denominator != 1 for row in rows for v in row):
        return None
    least = _floors(program)
    groups = _groups(program)
    if least is None or groups is None:
        return None
    extra = list(_linear_rows(program))
    choices = tuple(_choice(program, group, [row for row, _ in extra]) for group in groups)
    start = np.array([float(v) for v in program.base] + [0.0] * len(extra))
    limits = np.array([*least, *(float(limit) for _, limit in extra)])
    largest = np.abs(start) + sum(np.abs(c.rows).max(axis=0, initial=0.0) for c in choices)
    if largest.max(initial=0.0) * len(limits) > 2**44:
        return None
    return Space(choices, start, np.maximum(limits, UNLIMITED))


@dataclass(frozen=True)
class Uses:
    """A row of a budget: (issue, alternative, use)."""

    uses: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Weights:
    """A row that weighs the parties' values."""

    weights: tuple[int, ...]


def _floors(program: PackageProgram) -> list[float] | None:
    """The least value of each party, or None when the rule cannot be said so."""
    floors: list[Number | None] = list(program.floors)
    if program.rule is not None:
        always = needed(program.rule, program.parties)
        if not holds(program.rule, [p in always for p in range(program.parties)]):
            return None
        for p in always:
            floor = floors[p]
            floors[p] = program.no_deal[p] if floor is None else max(floor, program.no_deal[p])
    return [UNLIMITED if floor is None else float(ceil(floor)) for floor in floors]


def _groups(program: PackageProgram) -> list[tuple[int, ...]] | None:
    """Issues that must be chosen together, or None when there are too many combinations of them."""
    group = list(range(len(program.scores)))
    ties = [i.when for i in program.interactions] + list(program.forbidden)
    ties += [(*b.when, *((issue, option) for issue, option, _ in b.alternatives)) for b in program.budgets if b.when]
    for tie in ties:
        joined = {group[issue] for issue, _ in tie}
        group = [min(joined) if g in joined else g for g in group]
    members = [tuple(i for i, g in enumerate(group) if g == name) for name in sorted(set(group))]
    if any(prod(len(program.scores[i]) for i in m) > LARGEST_MERGER for m in members if len(m) > 1):
        return None
    return members


def _linear_rows(program: PackageProgram) -> Iterator[tuple[Uses | Weights, int]]:
    """Rows beside the parties' values: uses of budgets, or whole weights of levels, with what they must reach."""
    for budget in program.budgets:
        if budget.when:
            continue
        scale = whole_scale([use for _, _, use in budget.alternatives] + [budget.limit])
        for sign in {"<=": (-1,), ">=": (1,), "==": (-1, 1)}[budget.sense]:
            uses = [(i, o, int(sign * use * scale)) for i, o, use in budget.alternatives]
            yield Uses(tuple(uses)), int(sign * budget.limit * scale)
    for level in program.levels:
        scale = whole_scale([*level.weights, level.at_least])
        weights = [int(w * scale) for w in level.weights]
        shift = sum(w * int(b) for w, b in zip(weights, program.base, strict=True))
        yield Weights(tuple(weights)), int(level.at_least * scale) - shift


def whole_scale(numbers: Sequence[Number]) -> int:
    """The smallest factor that makes all of these whole."""
    return reduce(lcm, (Fraction(n).denominator for n in numbers), 1)


def _choice(program: PackageProgram, issues: tuple[int, ...], extra: Sequence[Uses | Weights]) -> Choice:
    """All permitted combinations of these issues with what they add to each row."""
    options, rows = [], []
    for picks in product(*(range(len(program.scores[i])) for i in issues)):
        partial = dict(zip(issues, picks, strict=True))
        if not _permitted(program, partial):
            continue
        values = sum((program.scores[i][o] for i, o in partial.items()), np.zeros(program.parties, np.int64))
        added = [int(v) for v in values]
        for interaction in program.interactions:
            if interaction.when and all(partial.get(i) == o for i, o in interaction.when):
                added = [a + int(v) for a, v in zip(added, interaction.values, strict=True)]
        options.append(picks)
        rows.append([*added, *(_added(row, partial, added) for row in extra)])
    width = program.parties + len(extra)
    return Choice(
        issues,
        np.array(options, np.int16).reshape(len(options), len(issues)),
        np.array(rows, np.float64).reshape(len(rows), width),
    )


def _added(row: Uses | Weights, partial: dict[int, int], values: list[int]) -> int:
    if isinstance(row, Uses):
        return sum(use for i, o, use in row.uses if partial.get(i) == o)
    return sum(w * v for w, v in zip(row.weights, values, strict=True))


def _permitted(program: PackageProgram, partial: dict[int, int]) -> bool:
    """Whether combinations and conditional budgets that lie within these issues are kept."""
    for combination in program.forbidden:
        if all(partial.get(i) == o for i, o in combination):
            return False
    return all(_kept(budget, partial) for budget in program.budgets if budget.when)


def _kept(budget: Budget, partial: dict[int, int]) -> bool:
    mine = {i for i, _, _ in budget.alternatives} | {i for i, _ in budget.when}
    if not mine <= partial.keys():
        return True
    width = max(mine) + 1
    picks = [partial.get(i, -1) for i in range(width)]
    return not chosen(budget.when, picks) or budget.kept(picks, ())
