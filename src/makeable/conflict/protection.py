"""What keeps a party, or a coalition, from leaving each state; and what coalitions could improve together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from makeable.conflict.graph import Graph
from makeable.kernels.conflict_reach import Matrix
from makeable.kernels.conflict_stability import Sanctioned, sanctioned

__all__ = ["MOST_PARTIES", "coalitions_of", "improvements_of", "protected"]

MOST_PARTIES = 8
"""Beyond, only coalitions of two or three and all parties together are looked at."""


def protected(graph: Graph, group: Sequence[int], surely: bool) -> Sanctioned:
    """What keeps a party, or a coalition, from leaving each state.

    `surely`: only answers count that are sure to hurt and, for SEQ, sure to improve those who give them; otherwise
    everything counts that unknown preferences may make so.
    """
    others = [i for i in range(len(graph.parties)) if i not in group]
    reach = graph.moves[group[0]] if len(group) == 1 else graph.reach(group)
    better = graph.preferred(group, not surely)
    if not others:
        return sanctioned(reach, better, None, None)
    return sanctioned(reach, better, graph.reach(others), graph.improving(others, surely))


def coalitions_of(parties: int) -> list[tuple[int, ...]]:
    """Groups of two or more, the small ones first; of many parties only pairs, triples and all together."""
    sizes = range(2, parties + 1) if parties <= MOST_PARTIES else sorted({2, 3, parties})
    return [group for size in sizes for group in combinations(range(parties), size)]


def improvements_of(graph: Graph, group: Sequence[int]) -> Matrix:
    """[s, t]: the group can take s to t by its own moves, and each member surely prefers t."""
    return graph.reach(group) & graph.preferred(group, True)
