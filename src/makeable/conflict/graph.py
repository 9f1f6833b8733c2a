"""The graph of a conflict as arrays: states, each party's moves, and what each prefers as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

import numpy as np

from makeable.errors import TooLarge
from makeable.kernels.conflict_reach import Matrix, joint_reach
from makeable.model.conflict import Actor, Conflict, Outlook

__all__ = ["MOST_STATES", "Graph", "graph_of"]

MOST_STATES = 2500


@dataclass(frozen=True)
class Graph:
    """`moves[i][s, t]`: party i can take state s to t. `better[i][s, t]`: it surely prefers t to s; `maybe[i][s, t]`:
    it may, for all that is known. States and parties are numbered in their order in `conflict`.
    """

    conflict: Conflict
    moves: tuple[Matrix, ...]
    better: tuple[Matrix, ...]
    maybe: tuple[Matrix, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The ids of the states."""
        return tuple(self.conflict.state)

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the parties."""
        return tuple(self.conflict.actor)

    @cached_property
    def number(self) -> dict[str, int]:
        """The numbers of the states by their ids."""
        return {state: number for number, state in enumerate(self.states)}

    def could(self, party: int) -> Matrix:
        """What a party may prefer: what it surely prefers, and what is not known."""
        return self.better[party] | self.maybe[party]

    def preferred(self, group: Iterable[int], surely: bool) -> Matrix:
        """[s, t]: every member of the group prefers t to s, surely or as far as is known."""
        all_prefer: Matrix = np.logical_and.reduce([self.better[i] if surely else self.could(i) for i in group])
        return all_prefer

    @cached_property
    def _found(self) -> dict[tuple[str, frozenset[int]], Matrix]:
        """What was reached before, so that no group is looked at twice."""
        return {}

    def reach(self, group: Iterable[int]) -> Matrix:
        """Where a group can take each state."""
        members = frozenset(group)
        if ("any", members) not in self._found:
            self._found["any", members] = joint_reach([self.moves[i] for i in sorted(members)])
        return self._found["any", members]

    def improving(self, group: Iterable[int], surely: bool) -> Matrix:
        """Where a group gets by steps each of which improves the one who makes it."""
        members, kind = frozenset(group), "sure" if surely else "maybe"
        if (kind, members) not in self._found:
            steps = [self.moves[i] & (self.better[i] if surely else self.could(i)) for i in sorted(members)]
            self._found[kind, members] = joint_reach(steps)
        return self._found[kind, members]


def graph_of(conflict: Conflict) -> Graph:
    """The graph of a conflict. Raises TooLarge beyond 2,500 states."""
    if len(conflict.states) > MOST_STATES:
        raise TooLarge(
            f"The conflict has {len(conflict.states):,} states; at most {MOST_STATES:,} can be analysed. "
            "Exclude what cannot happen, or let states that make no difference count as one."
        )
    moves = tuple(_moves(conflict, actor) for actor in conflict.actors)
    known = [_known(conflict, actor.outlook) for actor in conflict.actors]
    return Graph(conflict, moves, tuple(better for better, _ in known), tuple(maybe for _, maybe in known))


def _moves(conflict: Conflict, actor: Actor) -> Matrix:
    number = {state: n for n, state in enumerate(conflict.state)}
    moves = np.zeros((len(number), len(number)), dtype=bool)
    if conflict.named:
        for start, end in conflict.moves.get(actor.id, ()):
            moves[number[start], number[end]] = True
        return moves
    own = [choice.id for choice in actor.options]
    started = frozenset(choice.id for choice in actor.options if choice.only == "start")
    stopped = frozenset(choice.id for choice in actor.options if choice.only == "stop")
    ways = [frozenset(way) for way in chain(*(combinations(own, size) for size in range(len(own) + 1)))]
    for taken, state in conflict.members.items():
        mine, rest = taken & frozenset(own), taken - frozenset(own)
        for way in ways:
            allowed = mine & started <= way and way & stopped <= mine
            if allowed and way != mine and rest | way in conflict.members:
                moves[number[state], number[conflict.members[rest | way]]] = True
    np.fill_diagonal(moves, False)
    return moves


def _known(conflict: Conflict, outlook: Outlook | None) -> tuple[Matrix, Matrix]:
    """[s, t]: t is surely preferred to s; and: it is not known which of the two is."""
    size = len(conflict.states)
    if outlook is None:
        return np.zeros((size, size), dtype=bool), ~np.eye(size, dtype=bool)
    number = {state: n for n, state in enumerate(conflict.state)}
    rank = np.zeros(size)
    unknown = np.zeros((size, size), dtype=bool)
    if outlook.ranking:
        for place, tier in enumerate(outlook.ranking):
            rank[[number[state] for state in tier]] = -1 - place
        left_out = rank == 0
        unknown = left_out[:, None] | left_out[None, :]
    else:
        fulfilled = _fulfilled(conflict, outlook)
        order = {row: place for place, row in enumerate(sorted(set(fulfilled)))}
        rank = np.array([order[row] for row in fulfilled], dtype=float)
    for one, two in outlook.unsure:
        unknown[number[one], number[two]] = unknown[number[two], number[one]] = True
    np.fill_diagonal(unknown, False)
    return (rank[None, :] > rank[:, None]) & ~unknown, unknown


def _fulfilled(conflict: Conflict, outlook: Outlook) -> list[tuple[bool, ...]]:
    """Which wishes each state fulfils, the most important first; a merged state those that all it merges fulfil."""
    rows = {state: [True] * len(outlook.wishes) for state in conflict.state}
    for taken, state in conflict.members.items():
        for place, wish in enumerate(outlook.wishes):
            rows[state][place] &= wish.holds(taken)
    return [tuple(row) for row in rows.values()]
