"""Routes from the status quo: legal, and none with fewer steps against interest."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from tests.conflict.models import conflicts, elmira

from makeable.conflict.graph import Graph, graph_of
from makeable.conflict.protection import coalitions_of, improvements_of
from makeable.conflict.stability import stability
from makeable.model.conflict import Conflict


def test_elmira_went_as_the_route_says() -> None:
    """1 -> 5 by local government, 5 -> 8 by ministry and firm: the agreement of 7 October 1991."""
    found = stability(replace(elmira(), status_quo="1"))
    route = next(route for route in found.routes if route.end == "8")
    assert [(step.movers, step.end) for step in route.steps] == [(("LG",), "5"), (("MoE", "UR"), "8")]
    assert (route.against, route.joint, route.concepts) == (0, 1, ("nash", "seq", "smr", "gmr"))
    abandoned = next(route for route in found.routes if route.end == "9")
    assert abandoned.against == 1
    assert found.out_of_reach == ()


def test_what_cannot_be_undone_is_out_of_reach() -> None:
    found = stability(replace(elmira(), status_quo="9"))
    assert [route.end for route in found.routes] == ["9"]
    assert set(found.out_of_reach) == {"1", "4", "5", "8"}


@settings(max_examples=50, deadline=None)
@given(conflicts())
def test_no_route_has_fewer_steps_against_interest(conflict: Conflict) -> None:
    graph = graph_of(conflict)
    best = _cheapest(graph, 0)
    for route in stability(conflict).routes:
        steps = route.steps
        assert (route.against, route.joint, len(steps)) == best[graph.number[route.end]]
        assert all(a.end == b.start for a, b in pairwise(steps))
        assert all(a.movers != b.movers for a, b in pairwise(steps))


def _cheapest(graph: Graph, start: int) -> dict[int, tuple[int, int, int]]:
    """By relaxing every step until nothing gets cheaper."""
    movers = [(i,) for i in range(len(graph.parties))] + coalitions_of(len(graph.parties))
    steps = []
    for who in movers:
        where = graph.moves[who[0]] if len(who) == 1 else improvements_of(graph, who)
        for a, b in np.argwhere(where).tolist():
            against = int(len(who) == 1 and not graph.better[who[0]][a, b])
            steps.append((who, a, b, (against, int(len(who) > 1), 1)))
    best: dict[tuple[int, tuple[int, ...]], tuple[int, int, int]] = {(start, ()): (0, 0, 0)}
    for _, (who, a, b, cost) in product(range(3 * len(graph.states)), steps):
        for (state, last), spent in list(best.items()):
            if state == a and last != who:
                total = (spent[0] + cost[0], spent[1] + cost[1], spent[2] + 1)
                if total < best.get((b, who), (99, 99, 99)):
                    best[b, who] = total
    ends: dict[int, tuple[int, int, int]] = {}
    for (state, _), spent in best.items():
        ends[state] = min(spent, ends.get(state, spent))
    return ends
