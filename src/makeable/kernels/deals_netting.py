"""The best transfers where each organisation need only come out ahead, or within its credit, over all of them."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from math import inf

import numpy as np

from makeable.kernels.deals_packing import Effort
from makeable.kernels.deals_parts import connected
from makeable.kernels.deals_program import Columns, Floats, Ints, Limits, Mask, maximise

_WHOLE_COLUMNS = 3_000
_SMALL = 200
_FIRST_RUIN = 40


@dataclass(frozen=True)
class Netting:
    """Moves (transfers, joint activities) that share capacities and the balances of organisations.

    `profit`: what a move adds. `deals`, `capacity`: as for packing. `effects`: what a move adds to organisations'
    balances (use may be negative); every balance stays at or above its `floor`. With `play`, so much more passes
    between balances at most, by agreement: a price that is still open. With `strict`, whoever bears anything ends at
    least one unit above its floor.
    """

    profit: Ints
    deals: Columns
    capacity: Ints
    effects: Columns
    floor: Ints
    strict: bool = False
    play: Play | None = None

    def balances(self, chosen: Mask, agreed: Ints) -> Ints:
        """Each organisation's balance under a choice of moves, with what was agreed within the play of each."""
        total = np.zeros(len(self.floor), np.int64)
        at = np.repeat(chosen, self.effects.size)
        np.add.at(total, self.effects.row[at], self.effects.use[at])
        if self.play is not None:
            np.add.at(total, self.play.to[chosen], agreed[chosen])
            np.subtract.at(total, self.play.by[chosen], agreed[chosen])
        return total

    def burdens(self, chosen: Mask) -> Ints:
        """How many of the chosen moves cost each organisation something."""
        at = np.repeat(chosen, self.effects.size) & (self.effects.use < 0)
        return np.bincount(self.effects.row[at], minlength=len(self.floor)).astype(np.int64)

    def allows(self, chosen: Mask, agreed: Ints) -> bool:
        """Whether capacities, play and balances hold, in whole numbers."""
        most = np.zeros(len(self.profit), np.int64) if self.play is None else self.play.most
        if ((agreed < 0) | (agreed > most))[chosen].any():
            return False
        if (self.deals.used_by(chosen, len(self.capacity)) > self.capacity).any():
            return False
        needed = self.floor + ((self.burdens(chosen) > 0) if self.strict else 0)
        return bool((self.balances(chosen, agreed) >= needed).all())


@dataclass(frozen=True)
class Play:
    """For each move, up to `most` passes `by` one organisation `to` another, as the two agree."""

    by: Ints
    to: Ints
    most: Ints


@dataclass(frozen=True)
class Netted:
    """The chosen moves (a mask), what was `agreed` within the play of each, their profit, and a proven bound."""

    chosen: Mask
    agreed: Ints
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value >= self.bound


def net(problem: Netting, effort: Effort | None = None, start: Mask | None = None) -> Netted:
    """The most profitable choice of moves within capacities and balances, each connected part by itself.

    A part of a few thousand moves is given to an exact search as a whole; a larger one is improved
    neighbourhood by neighbourhood from `start` (a choice that is allowed with nothing agreed; none, if not given),
    and its bound is that of the linear program, which here can be far away: the gap then says little.
    Floors must be at or below 0, so that doing nothing is allowed.
    """
    effort = (effort or Effort()).started()
    state = _State(
        start.copy() if start is not None else np.zeros(len(problem.profit), bool),
        np.zeros(len(problem.profit), np.int64),
    )
    if (problem.floor > 0).any() or not problem.allows(state.chosen, state.agreed):
        raise ValueError("the start must keep capacities and balances, and floors be at or below 0")
    groups = _groups(problem)
    bound = 0
    for place, group in enumerate(groups):
        share = Effort(effort.left / (len(groups) - place), effort.seed).started()
        bound += _part(problem, state, group, share)
    return Netted(state.chosen, state.agreed, int(problem.profit[state.chosen].sum()), bound)


@dataclass(frozen=True)
class _State:
    """The choice so far; its arrays are improved in place."""

    chosen: Mask
    agreed: Ints


def _groups(problem: Netting) -> list[Ints]:
    """Moves by connected part, the smallest part first."""
    count, rows, moves = len(problem.floor), len(problem.capacity), len(problem.profit)
    one = [problem.effects.owner, problem.deals.owner]
    other = [moves + problem.effects.row, moves + count + problem.deals.row]
    if problem.play is not None:
        one += [np.arange(moves), np.arange(moves)]
        other += [moves + problem.play.by, moves + problem.play.to]
    part = connected(moves + count + rows, np.concatenate(one), np.concatenate(other))[:moves]
    order = np.argsort(part, kind="stable")
    edges = np.flatnonzero(np.diff(part[order])) + 1
    return sorted(np.split(order, edges), key=len) if moves else []


def _part(problem: Netting, state: _State, group: Ints, effort: Effort) -> int:
    """Improve the choice within one part; return the part's bound."""
    bound = int(problem.profit[group].sum())
    if len(group) <= _WHOLE_COLUMNS:
        # Half a second at least: tiny parts are many, and finish sooner than the clock can be read.
        bound = _recreate(problem, state, group, max(0.4 * effort.left, 0.5))
        if len(group) <= _SMALL:
            return bound
    program = _program(problem, state, group)
    padded = np.concatenate([problem.profit[group], np.zeros(len(program.columns) - len(group), np.int64)])
    relaxed = maximise(padded, program.columns, program.sides)
    if relaxed.finished:
        bound = min(bound, int(np.floor(relaxed.bound * (1 + 1e-9) + 1e-3)))
    random = np.random.default_rng(effort.seed)
    share = relaxed.x[: len(group)]
    touching = _touching(problem, group)
    ruin, stalled = _FIRST_RUIN, 0
    while effort.left > 0 and (before := int(problem.profit[group[state.chosen[group]]].sum())) < bound:
        began = time.process_time()
        _recreate(problem, state, _neighbourhood(group, share, touching, ruin, random), min(effort.left, 8.0))
        stalled = 0 if int(problem.profit[group[state.chosen[group]]].sum()) > before else stalled + 1
        if time.process_time() - began > 5:
            ruin = int(0.8 * ruin)
        elif stalled >= 4:
            ruin, stalled = int(1.2 * ruin) + 1, 0
    return bound


def _mask(some: Ints, count: int) -> Mask:
    mask = np.zeros(count, bool)
    mask[some] = True
    return mask


def _touching(problem: Netting, group: Ints) -> tuple[Columns, Ints, Ints]:
    """Whose balances each move of a group touches; the moves at each organisation, and where each one's start."""
    ends = problem.effects
    if problem.play is not None:
        count = len(problem.profit)
        row = np.column_stack([problem.play.by, problem.play.to]).ravel()
        ends = Columns(np.arange(0, 2 * count + 1, 2), row, np.ones(2 * count, np.int64))
    some = ends.take(group)
    order = np.argsort(some.row, kind="stable")
    first = np.searchsorted(some.row[order], np.arange(len(problem.floor) + 1))
    return some, some.owner[order], first


def _neighbourhood(
    group: Ints, share: Floats, touching: tuple[Columns, Ints, Ints], size: int, random: np.random.Generator
) -> Ints:
    """All moves among about `size` organisations near each other along the linear program's solution."""
    ends, moves, first = touching
    begin = int(random.choice(ends.row))
    inside, queue = {begin}, deque([begin])
    while queue and len(inside) < size:
        here = queue.popleft()
        at = moves[first[here] : first[here + 1]]
        at = at[np.argsort(-(share[at] + 0.1 * random.random(len(at))), kind="stable")][:12]
        for org in ends.row[ends.entries(at)].tolist():
            if org not in inside and len(inside) < size:
                inside.add(org)
                queue.append(org)
    within = _mask(np.fromiter(inside, np.int64, len(inside)), len(first) - 1)
    out = np.bincount(ends.owner, weights=~within[ends.row], minlength=len(group)) > 0
    return group[~out]


@dataclass(frozen=True)
class _Program:
    """Columns for free moves, then for what is agreed within the play of those that have any; rows' sides."""

    columns: Columns
    sides: tuple[Floats, Floats]
    playing: Ints


def _program(problem: Netting, state: _State, free: Ints) -> _Program:
    """Capacity and balance rows for the moves in `free`, all others staying as they are."""
    fixed = state.chosen.copy()
    fixed[free] = False
    deals = problem.deals.take(free)
    rows, row = np.unique(deals.row, return_inverse=True)
    room = (problem.capacity - problem.deals.used_by(fixed, len(problem.capacity)))[rows]
    effects = problem.effects.take(free)
    playing = np.zeros(0, np.int64)
    by = to = most = playing
    if problem.play is not None:
        playing = np.flatnonzero(problem.play.most[free] > 0)
        by, to, most = (part[free[playing]] for part in (problem.play.by, problem.play.to, problem.play.most))
    orgs, end = np.unique(np.concatenate([effects.row, by, to]), return_inverse=True)
    touched, paying, paid = np.split(len(rows) + end, [len(effects.row), len(effects.row) + len(by)])
    # Strictness in whole numbers: with amounts scaled by more than the moves that burden anyone, a loss of one more
    # each asks for at least one original unit of gain, and for no more than that.
    everything = np.ones(len(problem.profit), bool)
    scale = int(problem.burdens(everything).max(initial=0)) + 1 if problem.strict else 1
    extra = int(problem.strict)
    already = problem.balances(fixed, state.agreed) * scale - extra * problem.burdens(fixed)
    bonds = len(rows) + len(orgs) + np.arange(len(playing))
    bonded = len(free) + np.arange(len(playing))
    ones = np.ones(len(playing), np.int64)
    triples = [
        (deals.owner, row, deals.use),
        (effects.owner, touched, effects.use * scale - extra * (effects.use < 0)),
        (bonded, paid, most * scale),
        (bonded, paying, -most * scale),
        (bonded, bonds, ones),
        (playing, bonds, -ones),
    ]
    owner, at, use = (np.concatenate([triple[i] for triple in triples]) for i in range(3))
    order = np.argsort(owner, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(free) + len(playing)))])
    least = (problem.floor[orgs] * scale - already[orgs]).astype(np.float64)
    lower = np.concatenate([np.full(len(rows), -inf), least, np.full(len(playing), -inf)])
    upper = np.concatenate([room.astype(np.float64), np.full(len(orgs), inf), np.zeros(len(playing))])
    return _Program(Columns(start, at[order], use[order]), (lower, upper), playing)


def _recreate(problem: Netting, state: _State, free: Ints, seconds: float) -> int:
    """Choose the free moves anew, in place, unless that would be worse; return a bound on their profit."""
    if not len(free):
        return 0
    program = _program(problem, state, free)
    wide = len(program.columns)
    profit = np.concatenate([problem.profit[free], np.zeros(wide - len(free), np.int64)])
    whole = np.arange(wide) < len(free)
    before = state.chosen[free]
    value = int(problem.profit[free[before]].sum())
    solved = maximise(profit, program.columns, program.sides, whole, Limits(seconds))
    found = solved.x[: len(free)] > 0.5
    if int(problem.profit[free[found]].sum()) > value:
        _adopt(problem, state, free, found)
        value = int(problem.profit[free[state.chosen[free]]].sum())
    ceiling = int(np.maximum(profit, 0).sum())
    return max(value, int(np.floor(solved.bound + 1e-3))) if np.isfinite(solved.bound) else ceiling


def _adopt(problem: Netting, state: _State, free: Ints, found: Mask) -> None:
    """Take a choice over, in place, with agreed amounts that make every balance hold in whole numbers."""
    chosen, agreed = state.chosen.copy(), state.agreed.copy()
    chosen[free], agreed[free] = found, 0
    taken = free[found]
    if problem.play is not None and len(taken):
        # With the choice fixed, prices are a flow with whole bounds: a corner of it is whole.
        bare = _State(chosen & ~_mask(taken, len(chosen)), agreed)
        program = _program(problem, bare, taken)
        fixed = np.arange(len(taken))
        load = program.columns.take(fixed).used_by(np.ones(len(taken), bool), len(program.sides[0]))
        prices = program.columns.take(np.arange(len(taken), len(program.columns)))
        sides = (program.sides[0] - load, program.sides[1] - load)
        share = maximise(np.zeros(len(prices), np.int64), prices, sides).x
        some = taken[program.playing]
        agreed[some] = np.round(share * problem.play.most[some]).astype(np.int64)
    if problem.allows(chosen, agreed):
        state.chosen[:], state.agreed[:] = chosen, agreed
