"""The definitions of the graph model written down naively, as the judge of the arrays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import product

from makeable.conflict.graph import Graph

__all__ = ["answers", "improves", "stable"]

Prefers = Callable[[int, int, int], bool]
"""party, from, to"""


def improves(graph: Graph) -> Prefers:
    """What each party surely prefers."""
    return lambda party, start, end: bool(graph.better[party][start, end])


def answers(graph: Graph, group: Collection[int], start: int, prefers: Prefers | None, longest: int = 12) -> set[int]:
    """Every state at the end of a sequence of moves by members in which nobody moves twice in a row."""
    found: set[int] = set()
    sequences = {(start, -1)}
    for _ in range(longest):
        ahead = set()
        for (state, last), party in product(sequences, group):
            if party == last:
                continue
            for end in range(len(graph.states)):
                if graph.moves[party][state, end] and (prefers is None or prefers(party, state, end)):
                    ahead.add((end, party))
        found |= {state for state, _ in ahead}
        sequences = ahead
    return found


def stable(graph: Graph, group: Sequence[int], state: int, concept: str, prefers: Prefers) -> bool:
    """Whether a party, or a coalition acting together, would stay at a state."""
    others = [i for i in range(len(graph.parties)) if i not in group]

    def better(end: int) -> bool:
        return all(prefers(party, state, end) for party in group)

    def reach(start: int) -> set[int]:
        return answers(graph, group, start, None)

    for end in (end for end in reach(state) if better(end)):
        if concept == "nash" or not others:
            return False
        sanctions = answers(graph, others, end, prefers if concept == "seq" else None)
        hurting = [s for s in sanctions if not better(s)]
        if concept == "smr":
            hurting = [s for s in hurting if not any(better(out) for out in reach(s))]
        if not hurting:
            return False
    return True
