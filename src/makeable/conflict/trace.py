"""From the status quo: how could the conflict get to each of the states where it can rest?"""

from __future__ import annotations

from dataclasses import dataclass

from makeable.conflict.graph import graph_of
from makeable.conflict.route import Step, cheapest_routes
from makeable.conflict.stability import CONCEPTS, coalitions_of, improvements_of, stability
from makeable.finding import Assumed, Finding, proven
from makeable.model.conflict import Conflict, State

__all__ = ["Route", "Trace", "trace"]


@dataclass(frozen=True)
class Route:
    """The steps to a state, and by which concepts it is an equilibrium.

    `against`: how many steps do not improve whoever makes them. `joint`: how many take several parties together.
    """

    end: str
    steps: tuple[Step, ...]
    concepts: tuple[str, ...]
    against: int
    joint: int


@dataclass(frozen=True, kw_only=True)
class Trace(Finding):
    """Routes from one state to every equilibrium, the easiest first; `out_of_reach`: equilibria without a route."""

    states: tuple[State, ...]
    start: str
    routes: tuple[Route, ...]
    out_of_reach: tuple[str, ...]


def trace(conflict: Conflict, start: str) -> Trace:
    """How can the conflict get from here to where it could rest?

    For each equilibrium, the route with fewest steps against the interest of whoever makes them, then fewest joint
    steps, then fewest steps at all; nobody moves twice in a row. A route says what is possible and who would want
    each step, not what will happen. Li, Kilgour and Hipel, *Journal of the Operational Research Society* (2005).

    Raises KeyError for a state that does not exist, TooLarge beyond 1,500 states.
    """
    graph = graph_of(conflict)
    found = stability(conflict)
    groups = [(group, improvements_of(graph, group)) for group in coalitions_of(len(graph.parties))]
    reached = cheapest_routes(graph, graph.number[start], groups)
    ends = [state for state in graph.states if state in found.equilibria["gmr"]]
    routes = [
        Route(
            end,
            steps := reached[graph.number[end]],
            tuple(concept for concept in CONCEPTS if end in found.equilibria[concept]),
            sum(not step.gains for step in steps),
            sum(len(step.movers) > 1 for step in steps),
        )
        for end in ends
        if graph.number[end] in reached
    ]
    routes.sort(key=lambda route: (route.against, route.joint, len(route.steps)))
    return Trace(
        asked="trace",
        given={"start": start},
        proof=proven("every move of every party was looked at"),
        reasons=tuple(reason for reason in found.reasons if isinstance(reason, Assumed)),
        drawn_from=conflict.owners,
        states=conflict.states,
        start=start,
        routes=tuple(routes),
        out_of_reach=tuple(end for end in ends if graph.number[end] not in reached),
    )
