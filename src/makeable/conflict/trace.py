"""From the status quo: how could the conflict get to each of the states where it can rest?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from makeable.conflict.graph import Graph
from makeable.conflict.protection import coalitions_of, improvements_of
from makeable.conflict.route import Step, cheapest_routes
from makeable.kernels.conflict_reach import Matrix

__all__ = ["CONCEPTS", "Concept", "Route", "routes"]

Concept = Literal["nash", "seq", "smr", "gmr"]
CONCEPTS: tuple[Concept, ...] = ("nash", "seq", "smr", "gmr")
"""From no foresight of the others (a party stays only where no move improves it) to the most cautious."""


@dataclass(frozen=True)
class Route:
    """The steps to a state, and by which concepts it is an equilibrium.

    `against`: how many steps do not improve whoever makes them. `joint`: how many take several parties together.
    """

    end: str
    steps: tuple[Step, ...]
    concepts: tuple[Concept, ...]
    against: int
    joint: int


def routes(graph: Graph, start: str, rest: Mapping[str, Matrix]) -> tuple[tuple[Route, ...], tuple[str, ...]]:
    """How can the conflict get from here to where it could rest, and where can it not get?

    For each equilibrium (`rest[concept]`, shape (states,)), the route with fewest steps against the interest of
    whoever makes them, then fewest joint steps, then fewest steps at all; nobody moves twice in a row. A route says
    what is possible and who would want each step, not what will happen.
    Li, Kilgour and Hipel, *Journal of the Operational Research Society* (2005).
    """
    groups = [(group, improvements_of(graph, group)) for group in coalitions_of(len(graph.parties))]
    reached = cheapest_routes(graph, graph.number[start], groups)
    found, missed = [], []
    for end in np.flatnonzero(rest["gmr"]).tolist():
        if end not in reached:
            missed.append(graph.states[end])
            continue
        steps = reached[end]
        concepts = tuple(concept for concept in CONCEPTS if rest[concept][end])
        against = sum(not step.gains for step in steps)
        joint = sum(len(step.movers) > 1 for step in steps)
        found.append(Route(graph.states[end], steps, concepts, against, joint))
    found.sort(key=lambda route: (route.against, route.joint, len(route.steps)))
    return tuple(found), tuple(missed)
