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
    """Transfers that share capacities and the balances of their givers and receivers.

    `profit`: what a transfer adds (value less cost). `deals`, `capacity`: as for packing. A transfer takes `loss` from
    its `giver`'s balance and adds `gain` to its `receiver`'s (either may be negative, as with money); every balance
    stays at or above its `floor`. Where `play` is given, up to so much more passes from receiver to giver: the price
    is still to be agreed. With `strict`, whoever gives anything ends at least one unit above its floor.
    """

    profit: Ints
    deals: Columns
    capacity: Ints
    giver: Ints
    receiver: Ints
    loss: Ints
    gain: Ints
    floor: Ints
    strict: bool = False
    play: Ints | None = None

    def balances(self, chosen: Mask, agreed: Ints) -> Ints:
        """Each organisation's balance under a choice of transfers, with what was agreed within the play of each."""
        total = np.zeros(len(self.floor), np.int64)
        np.add.at(total, self.receiver[chosen], (self.gain - agreed)[chosen])
        np.subtract.at(total, self.giver[chosen], (self.loss - agreed)[chosen])
        return total

    def allows(self, chosen: Mask, agreed: Ints) -> bool:
        """Whether capacities, play and balances hold, in whole numbers."""
        most = np.zeros(len(self.profit), np.int64) if self.play is None else self.play
        if ((agreed < 0) | (agreed > most))[chosen].any():
            return False
        if (self.deals.used_by(chosen, len(self.capacity)) > self.capacity).any():
            return False
        needed = self.floor.copy()
        if self.strict:
            needed[self.giver[chosen]] += 1
        return bool((self.balances(chosen, agreed) >= needed).all())


@dataclass(frozen=True)
class Netted:
    """The chosen transfers (a mask), what was `agreed` within the play of each, their profit, and a proven bound."""

    chosen: Mask
    agreed: Ints
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value >= self.bound


def net(problem: Netting, effort: Effort | None = None, start: Mask | None = None) -> Netted:
    """The most profitable choice of transfers within capacities and balances, each connected part by itself.

    A part of a few thousand transfers is given to an exact search as a whole; a larger one is improved
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
    """Transfers by connected part, the smallest part first."""
    count = len(problem.floor)
    one = np.concatenate([problem.giver, problem.giver[problem.deals.owner]])
    other = np.concatenate([problem.receiver, count + problem.deals.row])
    part = connected(count + len(problem.capacity), one, other)[problem.giver]
    order = np.argsort(part, kind="stable")
    edges = np.flatnonzero(np.diff(part[order])) + 1
    return sorted(np.split(order, edges), key=len) if len(order) else []


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
    share = np.zeros(len(problem.profit))
    share[group] = relaxed.x[: len(group)]
    touching = _touching(problem, group)
    ruin, stalled = _FIRST_RUIN, 0
    while effort.left > 0 and (before := int(problem.profit[group[state.chosen[group]]].sum())) < bound:
        began = time.process_time()
        _recreate(problem, state, _neighbourhood(problem, group, share, touching, ruin, random), min(effort.left, 8.0))
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


def _touching(problem: Netting, group: Ints) -> tuple[Ints, Ints]:
    """The transfers at each organisation: sorted transfer numbers, and where each organisation's start."""
    ends = np.concatenate([problem.giver[group], problem.receiver[group]])
    order = np.argsort(ends, kind="stable")
    first = np.searchsorted(ends[order], np.arange(len(problem.floor) + 1))
    return np.concatenate([group, group])[order], first


def _neighbourhood(
    problem: Netting, group: Ints, share: Floats, touching: tuple[Ints, Ints], size: int, random: np.random.Generator
) -> Ints:
    """All transfers among about `size` organisations near each other along the linear program's solution."""
    links, first = touching
    begin = int(random.choice(problem.giver[group]))
    inside, queue = {begin}, deque([begin])
    while queue and len(inside) < size:
        here = queue.popleft()
        at = links[first[here] : first[here + 1]]
        at = at[np.argsort(-(share[at] + 0.1 * random.random(len(at))), kind="stable")][:12]
        for org in np.concatenate([problem.giver[at], problem.receiver[at]]).tolist():
            if org not in inside and len(inside) < size:
                inside.add(org)
                queue.append(org)
    within = _mask(np.fromiter(inside, np.int64, len(inside)), len(problem.floor))
    return group[within[problem.giver[group]] & within[problem.receiver[group]]]


@dataclass(frozen=True)
class _Program:
    """Columns for free transfers, then for what is agreed within the play of those that have any; rows' sides."""

    columns: Columns
    sides: tuple[Floats, Floats]
    playing: Ints


def _program(problem: Netting, state: _State, free: Ints) -> _Program:
    """Capacity and balance rows for the transfers in `free`, all others staying as they are."""
    fixed = state.chosen.copy()
    fixed[free] = False
    deals = problem.deals.take(free)
    rows, row = np.unique(deals.row, return_inverse=True)
    room = (problem.capacity - problem.deals.used_by(fixed, len(problem.capacity)))[rows]
    orgs, end = np.unique(np.concatenate([problem.giver[free], problem.receiver[free]]), return_inverse=True)
    gives, gets = len(rows) + end[: len(free)], len(rows) + end[len(free) :]
    # Strictness in whole numbers: with amounts scaled by more than the transfers anyone gives, a loss of one more
    # each asks for at least one original unit of gain, and for no more than that.
    count = len(problem.floor)
    scale = int(np.bincount(problem.giver, minlength=count).max(initial=0)) + 1 if problem.strict else 1
    extra = int(problem.strict)
    already = problem.balances(fixed, state.agreed) * scale - extra * np.bincount(problem.giver[fixed], minlength=count)
    playing = np.zeros(0, np.int64) if problem.play is None else np.flatnonzero(problem.play[free] > 0)
    play = np.zeros(0, np.int64) if problem.play is None else problem.play[free[playing]] * scale
    bonds = len(rows) + len(orgs) + np.arange(len(playing))
    bonded = len(free) + np.arange(len(playing))
    ones = np.ones(len(playing), np.int64)
    triples = [
        (deals.owner, row, deals.use),
        (np.arange(len(free)), gives, -(problem.loss[free] * scale + extra)),
        (np.arange(len(free)), gets, problem.gain[free] * scale),
        (bonded, gives[playing], play),
        (bonded, gets[playing], -play),
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
    """Choose the free transfers anew, in place, unless that would be worse; return a bound on their profit."""
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
        agreed[some] = np.round(share * problem.play[some]).astype(np.int64)
    if problem.allows(chosen, agreed):
        state.chosen[:], state.agreed[:] = chosen, agreed
