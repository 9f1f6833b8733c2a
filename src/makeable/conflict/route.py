"""Routes through a conflict: the shortest sequence of moves, each by somebody who did not move just before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from makeable.conflict.graph import Graph
from makeable.kernels.conflict_reach import Matrix

__all__ = ["Step", "answer", "cheapest_routes"]


@dataclass(frozen=True)
class Step:
    """One move: who takes the conflict from one state to another. Several movers act together.

    `gains`: each of the movers surely prefers the new state.
    """

    movers: tuple[str, ...]
    start: str
    end: str
    gains: bool


def answer(
    graph: Graph, group: Collection[int], start: int, wanted: Callable[[int], bool], credible: bool
) -> tuple[Step, ...]:
    """The shortest way in which the group can take a state to a wanted one; empty when it cannot.

    `credible`: only by steps that improve whoever makes them.
    """
    moves = {i: graph.moves[i] & graph.better[i] if credible else graph.moves[i] for i in group}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    queue = deque([(start, -1)])
    while queue:
        state, last = queue.popleft()
        for i, own in moves.items():
            if i == last:
                continue
            for end in own[state].nonzero()[0].tolist():
                if (end, i) in came:
                    continue
                came[end, i] = (state, last)
                if wanted(end):
                    return tuple(_back(graph, came, (end, i)))[::-1]
                queue.append((end, i))
    return ()


def _back(graph: Graph, came: dict[tuple[int, int], tuple[int, int]], node: tuple[int, int]) -> Iterator[Step]:
    while node in came:
        (end, mover), before = node, came[node]
        start = before[0]
        gains = bool(graph.better[mover][start, end])
        yield Step((graph.parties[mover],), graph.states[start], graph.states[end], gains)
        node = before
        if before[1] == -1:
            return


Cost = tuple[int, int, int]


def cheapest_routes(
    graph: Graph, start: int, groups: Sequence[tuple[tuple[int, ...], Matrix]]
) -> dict[int, tuple[Step, ...]]:
    """For every state that can be reached: the route with fewest steps against interest, then fewest joint ones.

    `groups`: coalitions of two or more with their joint improvements [s, t]. Among equals, the shortest route.
    """
    best: dict[tuple[int, int], Cost] = {(start, -1): (0, 0, 0)}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    heap: list[tuple[Cost, tuple[int, int]]] = [((0, 0, 0), (start, -1))]
    first: dict[int, tuple[int, int]] = {}
    count = len(graph.parties)
    while heap:
        cost, node = heappop(heap)
        if cost > best[node]:
            continue
        state, last = node
        first.setdefault(state, node)
        for mover in range(count + len(groups)):
            if mover == last:
                continue
            for end, added in _edges(graph, groups, mover, state):
                reached = (cost[0] + added[0], cost[1] + added[1], cost[2] + 1)
                if (end, mover) not in best or reached < best[end, mover]:
                    best[end, mover] = reached
                    came[end, mover] = node
                    heappush(heap, (reached, (end, mover)))
    return {state: _route(graph, groups, came, node) for state, node in first.items()}


def _edges(
    graph: Graph, groups: Sequence[tuple[tuple[int, ...], Matrix]], mover: int, state: int
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where one party, or one coalition, can go, and what that costs: (against interest, joint)."""
    count = len(graph.parties)
    if mover >= count:
        yield from ((end, (0, 1)) for end in groups[mover - count][1][state].nonzero()[0].tolist())
        return
    for end in graph.moves[mover][state].nonzero()[0].tolist():
        yield end, (0 if graph.better[mover][state, end] else 1, 0)


def _route(
    graph: Graph,
    groups: Sequence[tuple[tuple[int, ...], Matrix]],
    came: dict[tuple[int, int], tuple[int, int]],
    node: tuple[int, int],
) -> tuple[Step, ...]:
    steps: list[Step] = []
    count = len(graph.parties)
    while node in came:
        (end, mover), before = node, came[node]
        members = groups[mover - count][0] if mover >= count else (mover,)
        gains = mover >= count or bool(graph.better[mover][before[0], end])
        steps.append(Step(tuple(graph.parties[i] for i in members), graph.states[before[0]], graph.states[end], gains))
        node = before
    return tuple(reversed(steps))
