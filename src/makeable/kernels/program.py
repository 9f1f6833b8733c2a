"""A space of packages as arrays: scores, interactions, quantities, constraints and a decision rule.

This is the one input of the exact optimisers (`program_*.py`). It is meant for spaces far too large to
list (10^30 packages and more), and it evaluates any single package exactly, in integers or fractions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import prod
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program_rule import Rule, everyone, holds

Number: TypeAlias = int | Fraction
IntArray: TypeAlias = NDArray[np.int64]
Combination: TypeAlias = tuple[tuple[int, int], ...]
"""Alternatives that are chosen together: pairs (issue, alternative), at most one per issue."""


@dataclass(frozen=True)
class Quantity:
    """A continuous term: any amount from the first to the last point.

    `points`: increasing amounts (one point: a constant). `values[k][p]`: what party p makes of `points[k]`;
    between two points its value is linear.
    """

    points: tuple[Number, ...]
    values: tuple[tuple[Number, ...], ...]

    def __post_init__(self) -> None:
        if not self.points or len(self.points) != len(self.values):
            raise ValueError("a quantity needs one row of values for each of its points")
        if any(a >= b for a, b in zip(self.points, self.points[1:], strict=False)):
            raise ValueError("the points of a quantity must increase")

    def value(self, amount: Number) -> tuple[Number, ...]:
        """Each party's value of this amount, exactly; ValueError outside the range."""
        if not self.points[0] <= amount <= self.points[-1]:
            raise ValueError(f"{amount} is outside {self.points[0]} .. {self.points[-1]}")
        k = min(bisect_right(self.points, amount), len(self.points) - 1)
        if len(self.points) == 1 or amount == self.points[k]:
            return self.values[k]
        share = Fraction(amount - self.points[k - 1]) / (self.points[k] - self.points[k - 1])
        return tuple(a + share * (b - a) for a, b in zip(self.values[k - 1], self.values[k], strict=True))


@dataclass(frozen=True)
class Interaction:
    """A score per party that is added when all of `when` is chosen."""

    when: Combination
    values: tuple[Number, ...]


@dataclass(frozen=True)
class Budget:
    """A linear limit: sum of uses of chosen alternatives and of coefficient x quantity, against `limit`.

    `alternatives`: (issue, alternative, use); `quantities`: (quantity, coefficient). With `when`, the limit
    applies only to packages that choose all of it.
    """

    alternatives: tuple[tuple[int, int, Number], ...]
    quantities: tuple[tuple[int, Number], ...]
    sense: Literal["<=", ">=", "=="]
    limit: Number
    when: Combination = ()

    def used(self, choices: Sequence[int], amounts: Sequence[Number]) -> Number:
        """The left side for a package."""
        spent: Number = sum(use for issue, option, use in self.alternatives if choices[issue] == option)
        return spent + sum(coefficient * amounts[q] for q, coefficient in self.quantities)

    def kept(self, choices: Sequence[int], amounts: Sequence[Number]) -> bool:
        """Whether a package keeps to the limit."""
        if not chosen(self.when, choices):
            return True
        spent = self.used(choices, amounts)
        if self.sense == "==":
            return spent == self.limit
        return spent <= self.limit if self.sense == "<=" else spent >= self.limit


@dataclass(frozen=True)
class Level:
    """A condition on values: sum over parties of weight x value is at least `at_least`."""

    weights: tuple[Number, ...]
    at_least: Number

    def kept(self, values: Sequence[Number]) -> bool:
        """Whether these values meet it."""
        return sum(w * v for w, v in zip(self.weights, values, strict=True) if w) >= self.at_least


@dataclass(frozen=True)
class Package:
    """One package: an alternative per issue, an amount per quantity, and each party's exact value."""

    choices: tuple[int, ...]
    amounts: tuple[Number, ...]
    values: tuple[Number, ...]


def chosen(when: Combination, choices: Sequence[int]) -> bool:
    """Whether all alternatives of a combination are among the choices."""
    return all(choices[issue] == option for issue, option in when)


@dataclass(frozen=True, eq=False)
class PackageProgram:
    """Every package that may be chosen, and what it is worth to each party.

    `scores`: per issue an integer array (alternatives, parties). `no_deal`: each party's value of no deal, on
    the scale of its scores. `base`: a constant per party. `rule`: whose yes is needed, where a yes means
    value >= no_deal; None admits every package that keeps the constraints. `floors`: a least value per
    party, or None. Each party may have its own scale; fractions are scaled to integers by the caller.

    Raises ValueError for shapes that do not fit and OverflowError for scores whose sums leave int64.
    """

    scores: tuple[IntArray, ...]
    no_deal: tuple[Number, ...]
    base: tuple[Number, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    forbidden: tuple[Combination, ...] = ()
    budgets: tuple[Budget, ...] = ()
    rule: Rule | None = None
    floors: tuple[Number | None, ...] = ()
    levels: tuple[Level, ...] = ()
    lowest: tuple[Number, ...] = field(init=False)
    highest: tuple[Number, ...] = field(init=False)

    def __post_init__(self) -> None:
        parties = len(self.no_deal)
        tables = tuple(np.ascontiguousarray(table, dtype=np.int64) for table in self.scores)
        if any(t.ndim != 2 or t.shape[1] != parties or not t.shape[0] for t in tables):
            raise ValueError("each issue needs scores of shape (alternatives, parties), one row or more")
        if sum(max(abs(int(t.max())), abs(int(t.min()))) for t in tables if t.size) >= 2**62:
            raise OverflowError("sums of scores leave 64-bit integers: divide a party's scores by a divisor")
        object.__setattr__(self, "scores", tables)
        object.__setattr__(self, "base", tuple(self.base) or (0,) * parties)
        object.__setattr__(self, "floors", tuple(self.floors) or (None,) * parties)
        rows = [self.base, self.floors, *(i.values for i in self.interactions)]
        rows += [row for q in self.quantities for row in q.values] + [lv.weights for lv in self.levels]
        if any(len(row) != parties for row in rows):
            raise ValueError(f"every row of values needs one entry for each of the {parties} parties")
        object.__setattr__(self, "lowest", self._extreme(-1))
        object.__setattr__(self, "highest", self._extreme(1))

    def _extreme(self, sign: int) -> tuple[Number, ...]:
        """A bound on each party's value over all packages, whatever the constraints."""
        ends = [sign * np.max(sign * table, axis=0) for table in self.scores]
        return tuple(
            self.base[p]
            + sum(int(end[p]) for end in ends)
            + sum(sign * max(sign * row[p] for row in q.values) for q in self.quantities)
            + sum(sign * max(0, sign * i.values[p]) for i in self.interactions)
            for p in range(self.parties)
        )

    @property
    def parties(self) -> int:
        """Number of parties."""
        return len(self.no_deal)

    @property
    def combinations(self) -> int:
        """Number of ways to choose one alternative per issue, constraints not counted."""
        return prod(len(table) for table in self.scores)

    @property
    def coupled(self) -> bool:
        """Whether anything but the parties' values ties one issue to another."""
        return bool(self.interactions or self.forbidden or self.budgets or self.quantities)

    def values(self, choices: Sequence[int], amounts: Sequence[Number] = ()) -> tuple[Number, ...]:
        """Each party's exact value of a package."""
        rows: list[Sequence[Number]] = [
            table[option].tolist() for table, option in zip(self.scores, choices, strict=True)
        ]
        rows += [q.value(amount) for q, amount in zip(self.quantities, amounts, strict=True)]
        rows += [i.values for i in self.interactions if chosen(i.when, choices)]
        return tuple(sum((row[p] for row in rows), self.base[p]) for p in range(self.parties))

    def package(self, choices: Iterable[int], amounts: Iterable[Number] = ()) -> Package:
        """The package with its exact values; ValueError when an alternative or amount does not exist."""
        picked, poured = tuple(int(c) for c in choices), tuple(amounts)
        if any(not 0 <= c < len(t) for c, t in zip(picked, self.scores, strict=True)):
            raise ValueError("no such alternative")
        return Package(picked, poured, self.values(picked, poured))

    def passes(self, values: Sequence[Number]) -> bool:
        """Whether the decision rule holds for these values."""
        return self.rule is None or holds(self.rule, [v >= line for v, line in zip(values, self.no_deal, strict=True)])

    def admits(self, package: Package) -> bool:
        """Whether a package keeps every constraint, floor and level and passes the rule; exact."""
        values = package.values
        return (
            not any(chosen(combination, package.choices) for combination in self.forbidden)
            and all(budget.kept(package.choices, package.amounts) for budget in self.budgets)
            and all(f is None or v >= f for v, f in zip(values, self.floors, strict=True))
            and all(level.kept(values) for level in self.levels)
            and self.passes(values)
        )

    def gains(self, values: Sequence[Number]) -> tuple[Number, ...]:
        """Value minus no deal, per party."""
        return tuple(v - line for v, line in zip(values, self.no_deal, strict=True))

    def unanimous(self) -> PackageProgram:
        """The same packages, with everyone's yes needed."""
        return replace(self, rule=everyone(self.parties))

    def above(self, floors: Sequence[Number | None]) -> PackageProgram:
        """The same packages, with each party's value at least its floor (and at least any earlier one)."""
        raised = tuple(
            old if new is None else new if old is None else max(old, new)
            for old, new in zip(self.floors, floors, strict=True)
        )
        return replace(self, floors=raised)
