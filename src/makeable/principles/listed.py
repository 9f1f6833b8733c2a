"""Choosing among packages that can all be looked at: floats shortlist, exact measures decide, ties are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from makeable.frontier.space import Space, yes_rule
from makeable.kernels.enumerate import blocks, decode
from makeable.kernels.nondominated import nondominated
from makeable.kernels.scale import Exact, IntArray
from makeable.model import Package
from makeable.principles.division import Over
from makeable.principles.measure import FloatArray, Measure, Setting

__all__ = ["LISTED", "Best", "Candidates", "candidates"]

LISTED = 500_000
"""Up to so many packages are looked at one by one."""


@dataclass(frozen=True)
class Candidates:
    """The packages a principle may choose from: their numbers in the space and their scaled values.

    `losses_count`: a loss counts as it is; otherwise it counts as nothing where the rule can outvote a party.
    """

    space: Space
    over: Over
    numbers: IntArray
    values: Exact
    losses_count: bool = False

    @property
    def clipped(self) -> bool:
        """Whether losses count as nothing."""
        return self.over == "passing" and not self.losses_count

    @property
    def gains(self) -> FloatArray:
        """Gains in floats (packages, parties), losses as nothing where the rule can outvote a party."""
        scale = np.array(self.space.scale, dtype=float)
        no_deal = np.array([float(sheet.no_deal) for sheet in self.space.sheets])
        gains: FloatArray = self.values.astype(float) / scale - no_deal
        return np.maximum(gains, 0.0) if self.clipped else gains

    def exact_gains(self, at: int) -> tuple[Fraction, ...]:
        """The exact gains of one candidate, losses included."""
        values = self.space.exact(self.values[at].tolist())
        return tuple(value - sheet.no_deal for value, sheet in zip(values, self.space.sheets, strict=True))

    def counted(self, at: int) -> tuple[Fraction, ...]:
        """The exact gains of one candidate as a measure counts them."""
        gains = self.exact_gains(at)
        return tuple(max(g, Fraction(0)) for g in gains) if self.clipped else gains

    def package(self, at: int) -> Package:
        """One candidate as a package."""
        sizes = [len(group.rows) for group in self.space.groups]
        return self.space.package(decode(self.numbers[at : at + 1], sizes)[0].tolist())

    def potential(self) -> tuple[Fraction, ...]:
        """The most that any candidate gives each party above its no-deal line (below nothing counts as nothing)."""
        best = [int(self.values[:, p].max()) for p in range(len(self.space.parties))]
        exact = self.space.exact(best)
        return tuple(max(v - s.no_deal, Fraction(0)) for v, s in zip(exact, self.space.sheets, strict=True))

    def efficient(self) -> Candidates:
        """Those no other candidate beats."""
        return self.only(nondominated(self.values))

    def only(self, at: IntArray | npt.NDArray[np.bool_]) -> Candidates:
        """Some of them."""
        return replace(self, numbers=self.numbers[at], values=self.values[at])


def candidates(space: Space, over: Over) -> Candidates:
    """Every package of the space that has everyone's yes, passes the rule, or (all) keeps the constraints."""
    unknown = frozenset(space.case.party) - frozenset(space.parties)
    rule = yes_rule(space.case.rule, space.parties, unknown)
    lines = np.array(space.no_deal, dtype=object)
    numbers: list[IntArray] = []
    values: list[Exact] = []
    for block in blocks(space.tables, uses=space.uses, limits=space.limits):
        if over != "all":
            yes = (block.values >= lines).astype(np.bool_)
            kept: npt.NDArray[np.bool_] = np.asarray(yes.all(axis=1) if over == "unanimous" else rule(yes))
            numbers.append(block.numbers[kept])
            values.append(block.values[kept])
        else:
            numbers.append(block.numbers)
            values.append(block.values)
    parties = len(space.parties)
    empty = np.zeros((0, parties), dtype=np.int64)
    return Candidates(
        space,
        over,
        np.concatenate(numbers) if numbers else np.zeros(0, dtype=np.int64),
        np.concatenate(values) if values else empty,
    )


@dataclass(frozen=True)
class Best:
    """The candidates that do best (all ties), their exact measure, and that of the next best (None: no other)."""

    at: tuple[int, ...]
    measure: tuple[Fraction, ...]
    runner_up: tuple[Fraction, ...] | None


def best(among: Candidates, measure: Measure, setting: Setting) -> Best:
    """The candidates that do best by a measure; dominated ties are dropped. There must be at least one."""
    choice = _Choice(among, measure, setting)
    everyone = np.arange(len(among.values))
    winners = choice.leaders(everyone)
    rest = np.setdiff1d(everyone, winners)
    runner_up = choice.exact(int(choice.leaders(rest)[0])) if len(rest) else None
    efficient = winners[nondominated(among.values[winners])]
    return Best(tuple(int(w) for w in efficient), choice.exact(int(winners[0])), runner_up)


class _Choice:
    """Finds the best part by part: floats drop what is surely behind, exact measures decide between the rest."""

    def __init__(self, among: Candidates, measure: Measure, setting: Setting) -> None:
        self.among, self.measure, self.setting = among, measure, setting
        self.scores: FloatArray = measure.shortlist(among.gains, setting)
        self.known: dict[tuple[int, ...], tuple[Fraction, ...]] = {}

    def leaders(self, at: IntArray) -> IntArray:
        """All that do best among these candidates."""
        for part in range(self.scores.shape[1]):
            column = self.scores[at, part]
            top = column.max()
            slack = 1e-9 * max(1.0, float(np.abs(column[np.isfinite(column)]).max(initial=0.0)))
            near = column >= top - slack if np.isfinite(top) else column == top
            at, column = at[near], column[near]
            if len(at) > 1 and column.min() < column.max():
                exact = [self.exact(int(number))[part] for number in at]
                most = max(exact)
                at = at[[value == most for value in exact]]
        return at

    def exact(self, at: int) -> tuple[Fraction, ...]:
        """The exact measure of a candidate."""
        row = tuple(self.among.values[at].tolist())
        if row not in self.known:
            self.known[row] = self.measure.exact(self.among.counted(at), self.setting)
        return self.known[row]
