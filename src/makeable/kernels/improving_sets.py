"""Sets of moves, at most one from each group, whose changes add up to enough for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.scale import Exact, IntArray

__all__ = ["Moves", "OutOfWork", "improving_sets"]

BoolArray = NDArray[np.bool_]
CHUNK = 2_000_000
MOST_ROWS = 6_000_000


class OutOfWork(Exception):
    """The search would need more work than it was given."""


@dataclass(frozen=True)
class Moves:
    """What can be changed: `deltas` (moves, parties) integers; of each move its `group`, and the `size` it counts for.

    Moves stand in the order of their groups 0, 1, 2 ...; at most one move of a group can be made.
    """

    deltas: Exact
    group: IntArray
    size: IntArray

    def only(self, kept: BoolArray) -> Moves:
        """Some of the moves, in the same groups."""
        return Moves(self.deltas[kept], self.group[kept], self.size[kept])


@dataclass
class _Partial:
    """Sets under way: `sets` (n, moves so far), `sums` (n, parties), `used` sizes (n,), `last` group (n,)."""

    sets: IntArray
    sums: Exact
    used: IntArray
    last: IntArray


def improving_sets(
    moves: Moves,
    need: Sequence[int],
    most: int,
    some: bool,
    allowed: Callable[[IntArray], BoolArray] | None = None,
    work: float = 2e9,
) -> list[IntArray]:
    """Every set of moves of total size up to `most` whose sum reaches `need` for every party, and is minimal so far.

    `some`: the sum must also be above 0 for some party. `allowed` says of sets (rows of move numbers) which may be
    made; None: all. Left out are sets that contain a smaller one of at most two moves that is in the answer (those
    that contain a larger one are for the caller to sift out). One array for each number of moves. Raises OutOfWork
    after about `work` additions. Partial sets that no further moves can make good are cut by bounds party by party.
    """
    numbers = np.arange(len(moves.group))
    if allowed is None:
        kept = (moves.deltas != 0).any(axis=1)
        moves, numbers = moves.only(kept), numbers[kept]
    search = _Search(moves, np.array(need, dtype=moves.deltas.dtype), most, some, work)
    level = _Partial(
        np.zeros((1, 0), dtype=np.int64),
        np.zeros((1, moves.deltas.shape[1]), dtype=moves.deltas.dtype),
        np.zeros(1, dtype=np.int64),
        np.full(1, -1, dtype=np.int64),
    )
    found: list[IntArray] = []
    for step in range(most):
        done, level = search.extended(level, step, allowed and (lambda sets: allowed(numbers[sets])))
        found.append(numbers[done])
        if step == 0:
            search.alone[done[:, 0]] = True
        elif step == 1:
            search.paired[done[:, 0], done[:, 1]] = True
        if not len(level.sets):
            break
    return found


class _Search:
    def __init__(self, moves: Moves, need: Exact, most: int, some: bool, work: float) -> None:
        self.moves, self.need, self.most, self.some, self.work = moves, need, most, some, work
        count = len(moves.group)
        self.groups = int(moves.group.max()) + 1 if count else 0
        self.alone: BoolArray = np.zeros(count, dtype=bool)
        self.paired: BoolArray = np.zeros((count, count), dtype=bool)
        self.best = self._bounds()

    def _bounds(self) -> Exact:
        """best[g, r, p]: the most that a party can get from groups g and later with total size up to r."""
        parties = self.moves.deltas.shape[1]
        best = np.zeros((self.groups + 1, self.most + 1, parties), dtype=self.moves.deltas.dtype)
        for group in range(self.groups - 1, -1, -1):
            best[group] = best[group + 1]
            for move in np.flatnonzero(self.moves.group == group):
                size = int(self.moves.size[move])
                if size <= self.most:
                    reach = best[group + 1, : self.most + 1 - size] + self.moves.deltas[move]
                    best[group, size:] = np.maximum(best[group, size:], reach)
        return best

    def extended(
        self, level: _Partial, step: int, allowed: Callable[[IntArray], BoolArray] | None
    ) -> tuple[IntArray, _Partial]:
        """The sets with one more move that are good already, and those that may become so."""
        done, going = [np.zeros((0, step + 1), dtype=np.int64)], []
        rows = 0
        for part in self._children(level):
            good: BoolArray = np.asarray((part.sums >= self.need).all(axis=1))
            if self.some:
                good &= (part.sums > 0).any(axis=1)
            if allowed is not None and good.any():
                good[good] = allowed(part.sets[good])
            done.append(part.sets[good])
            open_ = ~good & (part.used < self.most)
            rows += int(open_.sum())
            if rows > MOST_ROWS:
                raise OutOfWork
            going.append(_Partial(part.sets[open_], part.sums[open_], part.used[open_], part.last[open_]))
        return np.concatenate(done), _joined(going, step + 1, self.moves.deltas)

    def _children(self, level: _Partial) -> Iterator[_Partial]:
        for group in range(self.groups):
            able = np.flatnonzero(level.last < group)
            own = np.flatnonzero((self.moves.group == group) & ~self.alone)
            if not len(own) or not len(able):
                continue
            chunk = max(1, CHUNK // len(own))
            for start in range(0, len(able), chunk):
                yield self._crossed(level, able[start : start + chunk], own, group)

    def _crossed(self, level: _Partial, rows: IntArray, own: IntArray, group: int) -> _Partial:
        """These sets with each of these moves of one group, as far as a bound leaves hope."""
        parties = self.moves.deltas.shape[1]
        self.work -= len(rows) * len(own) * parties
        if self.work < 0:
            raise OutOfWork
        left = self.most - level.used[rows][:, None] - self.moves.size[own][None, :]
        hope: BoolArray = np.asarray(left >= 0)
        later = self.best[group + 1]
        clipped = left.clip(0)
        for party in range(parties):
            sums = level.sums[rows, party][:, None] + self.moves.deltas[own, party][None, :]
            hope &= sums + later[clipped, party] >= self.need[party]
        at, move = np.nonzero(hope)
        chosen, added = rows[at], own[move]
        sets = level.sets[chosen]
        if sets.shape[1] > 1:
            fresh = ~self.paired[sets, added[:, None]].any(axis=1)
            chosen, added, sets = chosen[fresh], added[fresh], sets[fresh]
        return _Partial(
            np.concatenate([sets, added[:, None]], axis=1),
            level.sums[chosen] + self.moves.deltas[added],
            level.used[chosen] + self.moves.size[added],
            np.full(len(chosen), group, dtype=np.int64),
        )


def _joined(parts: Sequence[_Partial], width: int, like: Exact) -> _Partial:
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return _Partial(np.zeros((0, width), np.int64), np.zeros((0, like.shape[1]), like.dtype), none, none)
    return _Partial(
        np.concatenate([part.sets for part in parts]),
        np.concatenate([part.sums for part in parts]),
        np.concatenate([part.used for part in parts]),
        np.concatenate([part.last for part in parts]),
    )
