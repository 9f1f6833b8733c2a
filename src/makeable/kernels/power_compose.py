"""Power in compound bodies: chambers that share few members, put together from what each chamber can do by itself.

The multilinear extension of a compound rule is the rule applied to the chances of its parts (Owen 1972): each chamber
is summed up by the chance that its vote lies between two of the quotas asked of it. The members that sit in more than
one chamber are few or the method does not apply: every combination of their votes is gone through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.power_body import Chances, body_chances, body_work
from makeable.kernels.power_nodes import nodes, nodes_needed, truncation_bound
from makeable.kernels.power_packed import PackedCounts, packed_counts, packed_work, unpack
from makeable.kernels.voting import BoolArray, Game, holds_at

__all__ = ["Compound", "Numeric", "compound", "exact_swings", "exact_work", "numeric_power", "numeric_work"]

AnyArray: TypeAlias = NDArray[Any]
MOST_SHARED = 10
MOST_BANDS = 4096


@dataclass(frozen=True)
class Body:
    """Members (player numbers) with their weights, and every quota that can matter, ascending."""

    members: tuple[int, ...]
    weights: tuple[int, ...]
    quotas: tuple[int, ...]

    @property
    def total(self) -> int:
        """The weight of all members."""
        return sum(self.weights)


@dataclass(frozen=True)
class Situation:
    """One combination of the shared members' votes.

    `asked[b]`: which of body b's quotas count now; `won`: the outcome by band, one axis per body (band 0: below the
    first asked quota).
    """

    yes: tuple[bool, ...]
    asked: tuple[tuple[int, ...], ...]
    won: BoolArray


@dataclass(frozen=True)
class Compound:
    """A game taken apart into bodies and the situations of its shared members."""

    game: Game
    bodies: tuple[Body, ...]
    shared: tuple[int, ...]
    situations: tuple[Situation, ...]


@dataclass(frozen=True)
class Numeric:
    """Power in floating point: `shapley`, `banzhaf` (chance to be critical when all vote by a coin), `passing` (the
    chance of a yes then), and the `error` that cutting off a series or a tail can have made in a Shapley value."""

    shapley: tuple[float, ...]
    banzhaf: tuple[float, ...]
    passing: float
    error: float
    node_count: int


def compound(game: Game) -> Compound | None:
    """The game as bodies; None when too many members sit in more than one chamber, or too many quotas interlock."""
    if len(game.shared) > MOST_SHARED:
        return None
    members = [tuple(i for i in v.members if i not in game.shared) for v in game.vectors]
    votes = list(product((False, True), repeat=len(game.shared)))
    quotas: list[list[tuple[int, ...]]] = [[] for _ in game.vectors]
    for yes in votes:
        for b, v in enumerate(game.vectors):
            have = sum(v.weights[i] for i, vote in zip(game.shared, yes, strict=True) if vote)
            quotas[b].append(tuple(q - have for q in v.quotas))
    bands = np.prod([len(v.quotas) + 1 for v in game.vectors], dtype=object)
    if bands * len(votes) > MOST_BANDS * 4 or bands > MOST_BANDS:
        return None
    bodies = tuple(
        Body(m, tuple(v.weights[i] for i in m), tuple(sorted({q for asked in qs for q in asked})))
        for m, v, qs in zip(members, game.vectors, quotas, strict=True)
    )
    situations = tuple(_situation(game, bodies, yes, [qs[c] for qs in quotas]) for c, yes in enumerate(votes))
    return Compound(game, bodies, game.shared, situations)


def _situation(
    game: Game, bodies: Sequence[Body], yes: tuple[bool, ...], asked: Sequence[tuple[int, ...]]
) -> Situation:
    sums = {}
    for b, (v, shifted) in enumerate(zip(game.vectors, asked, strict=True)):
        shape = [1] * len(bodies)
        shape[b] = len(shifted) + 1
        # in band k exactly the first k quotas are reached, so any total between them stands for the band
        sums[v.weights] = np.array([v.quotas[0] - 1, *v.quotas], dtype=np.int64).reshape(shape)
    won = np.broadcast_to(holds_at(game.rule, dict(sums)), [len(a) + 1 for a in asked])
    index = tuple(tuple(body.quotas.index(q) for q in a) for body, a in zip(bodies, asked, strict=True))
    return Situation(yes, index, won)


def numeric_work(game: Compound, error: float) -> int:
    """Array cells that `numeric_power` updates."""
    count = nodes_needed(game.game.players, error)
    return sum(body_work(body.weights, (count + 1) // 2 + 1) for body in game.bodies)


def numeric_power(game: Compound, error: float = 1e-14) -> Numeric:
    """Shapley-Shubik and Banzhaf power; the truncation of the integral is at most `error`, proven."""
    n = game.game.players
    count = nodes_needed(n, error)
    p, weight = nodes(count)
    mirrored = p < 0.5
    coin = p if p[-1] == 0.5 else np.append(p, 0.5)
    chances = [
        body_chances(body.weights, (*body.quotas, *(body.total - q + 1 for q in body.quotas)), coin)
        for body in game.bodies
    ]
    forward, backward = zip(*(_both_sides(c) for c in chances), strict=True) if chances else ((), ())

    shapley, banzhaf, passing = np.zeros(n), np.zeros(n), 0.0
    for side, at in ((forward, coin), (backward, 1 - coin)):
        critical, passed = _compose(game, _Chance(side, at))
        inside = critical[:, : len(p)]
        shapley += inside @ weight if side is forward else inside[:, mirrored] @ weight[mirrored]
        if side is forward:
            banzhaf, passing = critical[:, -1], float(passed[-1])
    lost = truncation_bound(n, count) + sum(c.lost for c in chances) * len(game.situations)
    return Numeric(tuple(map(float, shapley)), tuple(map(float, banzhaf)), passing, lost, count)


def _both_sides(c: Chances) -> tuple[Chances, Chances]:
    """The chances at p, and those at 1 - p, from a list of quotas followed by their mirror quotas."""
    half = len(c.reach) // 2
    forward = Chances(c.keys, c.reach[:half], c.tip[:half])
    backward = Chances(c.keys, 1 - c.reach[half:], c.tip[half:])
    return forward, backward


def exact_work(game: Compound) -> int:
    """Bytes that `exact_swings` moves, about."""
    return sum(packed_work(body.weights, body.quotas, game.game.players) for body in game.bodies)


def exact_swings(game: Compound, steps: Sequence[int] | None = None) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Swings by player and size, and the number of winning coalitions, in integers.

    With `steps`, a coalition's size is the sum of its players' steps.
    """
    n = game.game.players
    steps = (1,) * n if steps is None else steps
    bits = n + 2
    counts = [packed_counts(body.weights, [steps[i] for i in body.members], body.quotas, bits) for body in game.bodies]
    critical, passed = _compose(game, _Count(counts, steps, bits))
    # players without weight anywhere join or stay away, and change nothing
    seated = {*game.shared, *(i for body in game.bodies for i in body.members)}
    idle = prod(1 + (1 << bits * steps[i]) for i in range(n) if i not in seated)
    swings = []
    for i, row in enumerate(critical):
        # an idle player's own factor has no place in its swings, which are none
        swings.append(unpack(int(row[0]) * idle, bits, sum(steps) - steps[i] + 1))
    return tuple(swings), sum(unpack(int(passed[0]) * idle, bits, sum(steps) + 1))


@dataclass(frozen=True)
class _Chance:
    """The algebra of chances: values at several p."""

    bodies: Sequence[Chances]
    at: NDArray[np.float64]
    dtype: Any = np.float64

    def votes(self, yes: Sequence[int], no: Sequence[int]) -> AnyArray:
        """The chance that these players vote so."""
        chance: AnyArray = self.at ** len(yes) * (1 - self.at) ** len(no)
        return chance

    def whole(self, _body: int) -> AnyArray:
        """The chance that a body votes somehow."""
        return np.ones_like(self.at)

    def key(self, body: Body, seat: int) -> int:
        """What members that tip alike have in common."""
        return body.weights[seat]


@dataclass(frozen=True)
class _Count:
    """The same algebra in packed counts of coalitions: one value."""

    bodies: Sequence[PackedCounts]
    steps: Sequence[int]
    bits: int
    dtype: Any = object

    def votes(self, yes: Sequence[int], no: Sequence[int]) -> AnyArray:  # noqa: ARG002 (a no adds no size)
        """The coalition of those who say yes, by size."""
        return np.array([1 << self.bits * sum(self.steps[i] for i in yes)], dtype=object)

    def whole(self, body: int) -> AnyArray:
        """All coalitions of a body."""
        return np.array([self.bodies[body].whole], dtype=object)

    def key(self, body: Body, seat: int) -> tuple[int, int]:
        """What members that tip alike have in common."""
        return body.weights[seat], self.steps[body.members[seat]]


def _compose(game: Compound, algebra: _Chance | _Count) -> tuple[AnyArray, AnyArray]:
    """Per player (rows) and node, the chance to be critical; and the chance to pass."""
    at_nodes = algebra.votes((), ()).shape
    critical = np.zeros((game.game.players, *at_nodes), dtype=algebra.dtype)
    passed = np.zeros(at_nodes, dtype=algebra.dtype)
    for situation in game.situations:
        yes = tuple(i for i, vote in zip(game.shared, situation.yes, strict=True) if vote)
        no = tuple(i for i in game.shared if i not in yes)
        bands = [
            _bands(algebra.bodies[b].reach[list(asked)], algebra.whole(b)) for b, asked in enumerate(situation.asked)
        ]
        sure = algebra.votes(yes, no)
        for b, outcome in enumerate(_each_contracted(situation.won.astype(algebra.dtype), bands)):
            gained = (outcome[1:] - outcome[:-1]) * sure
            by_key = (algebra.bodies[b].tip[list(situation.asked[b])] * gained[:, None]).sum(axis=0)
            row: dict[Any, AnyArray] = dict(zip(algebra.bodies[b].keys, by_key, strict=True))
            for seat, member in enumerate(game.bodies[b].members):
                critical[member] += row[algebra.key(game.bodies[b], seat)]
        chance: AnyArray = (outcome * bands[-1]).sum(axis=0)
        passed += chance * sure
        for i in yes:
            critical[i] += chance * algebra.votes([j for j in yes if j != i], no)
        for i in no:
            critical[i] -= chance * algebra.votes(yes, [j for j in no if j != i])
    return critical, passed


def _bands(reach: AnyArray, whole: AnyArray) -> AnyArray:
    """The chance of each band between quotas, from the chances to reach them."""
    edges = np.concatenate((whole[None], reach, np.zeros_like(whole)[None]))
    bands: AnyArray = edges[:-1] - edges[1:]
    return bands


def _each_contracted(won: AnyArray, bands: Sequence[AnyArray]) -> Iterator[AnyArray]:
    """For each body, the chance to win given its band (axis 0), the others voting by their own bands."""
    for kept in range(len(bands)):
        table = np.moveaxis(won, kept, 0)[..., None]
        for b in reversed([b for b in range(len(bands)) if b != kept]):
            table = (table * bands[b]).sum(axis=-2)
        yield table
