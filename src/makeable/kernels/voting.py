"""Voting games as arrays: thresholds on integer weights, joined by and / or, over players 0 .. n - 1.

A game is a small tree of `Threshold`, `Every` and `Some`. Weights are not negative, so every game is monotone: one
more yes never turns a winning coalition into a losing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Every",
    "Game",
    "Levels",
    "Some",
    "Threshold",
    "VotingRule",
    "holds_at",
    "subset_sums",
    "thresholds",
    "wins",
]

BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Threshold:
    """Holds when the weights of those who say yes add up to at least the quota."""

    weights: Vector
    quota: int

    def __post_init__(self) -> None:
        if any(weight < 0 for weight in self.weights):
            raise ValueError("weights must not be negative")


@dataclass(frozen=True)
class Every:
    """Holds when every part holds."""

    parts: tuple[VotingRule, ...]


@dataclass(frozen=True)
class Some:
    """Holds when at least one part holds."""

    parts: tuple[VotingRule, ...]


VotingRule: TypeAlias = Threshold | Every | Some
S = TypeVar("S", bound=np.generic)


def thresholds(rule: VotingRule) -> Iterator[Threshold]:
    """Every threshold of the rule, as often as it stands there."""
    if isinstance(rule, Threshold):
        yield rule
    else:
        for part in rule.parts:
            yield from thresholds(part)


def wins(rule: VotingRule, coalition: int) -> bool:
    """Whether the coalition with this bit mask (bit i: player i) wins."""
    if isinstance(rule, Threshold):
        return sum(w for i, w in enumerate(rule.weights) if coalition >> i & 1) >= rule.quota
    return (all if isinstance(rule, Every) else any)(wins(part, coalition) for part in rule.parts)


def holds_at(rule: VotingRule, sums: Mapping[Vector, IntArray | int]) -> BoolArray:
    """Where the rule holds, given for each weight vector the total weight of those who say yes.

    The totals may be arrays of any shapes that broadcast together.
    """
    if isinstance(rule, Threshold):
        return np.asarray(np.greater_equal(sums[rule.weights], rule.quota))
    join = np.logical_and if isinstance(rule, Every) else np.logical_or
    return reduce(join, (holds_at(part, sums) for part in rule.parts))


@dataclass(frozen=True)
class Levels:
    """A weight vector and the quotas, ascending and distinct, that the rule asks of it."""

    weights: Vector
    quotas: Vector

    @property
    def total(self) -> int:
        """The weight of everybody."""
        return sum(self.weights)

    @cached_property
    def members(self) -> tuple[int, ...]:
        """The players with weight."""
        return tuple(i for i, w in enumerate(self.weights) if w > 0)


@dataclass(frozen=True)
class Game:
    """A voting rule over `players` players, with what every algorithm asks of it first."""

    players: int
    rule: VotingRule

    def __post_init__(self) -> None:
        if any(len(t.weights) != self.players for t in thresholds(self.rule)):
            raise ValueError(f"every threshold needs one weight for each of the {self.players} players")

    @cached_property
    def vectors(self) -> tuple[Levels, ...]:
        """The distinct weight vectors, each with its quotas."""
        quotas: dict[Vector, set[int]] = {}
        for threshold in thresholds(self.rule):
            quotas.setdefault(threshold.weights, set()).add(threshold.quota)
        return tuple(Levels(weights, tuple(sorted(asked))) for weights, asked in quotas.items())

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """The players in groups of those whom the rule cannot tell apart."""
        groups: dict[Vector, list[int]] = {}
        for i in range(self.players):
            groups.setdefault(tuple(v.weights[i] for v in self.vectors), []).append(i)
        return tuple(map(tuple, groups.values()))

    @property
    def cells(self) -> int:
        """How many coalitions differ when players of one class are exchangeable."""
        return int(np.prod([len(c) + 1 for c in self.classes], dtype=object))

    @cached_property
    def shared(self) -> tuple[int, ...]:
        """The players who have weight in more than one vector."""
        return tuple(i for i in range(self.players) if sum(v.weights[i] > 0 for v in self.vectors) > 1)

    def dual(self) -> Game:
        """The game of blocking: a coalition wins it when those outside it cannot win this one."""
        return Game(self.players, _dual(self.rule))

    def merged(self, blocs: Sequence[Sequence[int]]) -> Game:
        """The game in which each of these blocs (together all players) acts as one player."""

        def merge(rule: VotingRule) -> VotingRule:
            if isinstance(rule, Threshold):
                return Threshold(tuple(sum(rule.weights[i] for i in bloc) for bloc in blocs), rule.quota)
            return type(rule)(tuple(merge(part) for part in rule.parts))

        return Game(len(blocs), merge(self.rule))

    @cached_property
    def everybody_wins(self) -> bool:
        """Whether all together win; if not, nobody ever does."""
        return bool(holds_at(self.rule, {v.weights: v.total for v in self.vectors}))

    @cached_property
    def nobody_wins(self) -> bool:
        """Whether the empty coalition wins already: then nobody has power."""
        return bool(holds_at(self.rule, {v.weights: 0 for v in self.vectors}))

    def vetoes(self) -> tuple[int, ...]:
        """The players without whom nobody wins, while somebody can."""
        if not self.everybody_wins:
            return ()
        without = [{v.weights: v.total - v.weights[i] for v in self.vectors} for i in range(self.players)]
        return tuple(i for i, sums in enumerate(without) if not holds_at(self.rule, sums))

    def table(self) -> BoolArray:
        """Whether each coalition wins, by bit mask: 2^n booleans."""
        sums: dict[Vector, IntArray | int] = {
            v.weights: subset_sums(np.array(v.weights, dtype=np.int64)) for v in self.vectors
        }
        return np.broadcast_to(holds_at(self.rule, sums), (1 << self.players,)).copy()


def subset_sums(values: NDArray[S]) -> NDArray[S]:
    """The sum of the values in each subset, by bit mask: an array of 2^n."""
    sums = np.zeros(1 << len(values), dtype=values.dtype)
    for i, value in enumerate(values):
        np.add(sums[: 1 << i], value, out=sums[1 << i : 2 << i])
    return sums


def _dual(rule: VotingRule) -> VotingRule:
    if isinstance(rule, Threshold):
        return Threshold(rule.weights, sum(rule.weights) - rule.quota + 1)
    parts = tuple(_dual(part) for part in rule.parts)
    return Some(parts) if isinstance(rule, Every) else Every(parts)
