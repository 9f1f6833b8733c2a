"""Where can a conflict come to rest? Stable states for each party, equilibria, and who could still upset them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from makeable.conflict.graph import Graph, graph_of
from makeable.conflict.protection import coalitions_of, improvements_of, protected
from makeable.conflict.route import Step, answer
from makeable.conflict.trace import CONCEPTS, Concept, Route, routes
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.kernels.conflict_reach import Matrix
from makeable.kernels.conflict_stability import Sanctioned
from makeable.model.conflict import Conflict, State

__all__ = [
    "Deterred",
    "Improvement",
    "NoBetterMove",
    "Stability",
    "Tempted",
    "stability",
]


@dataclass(frozen=True)
class NoBetterMove(Reason):
    """The party has no move from the state to anything it prefers."""

    party: str
    state: str


@dataclass(frozen=True)
class Deterred(Reason):
    """The party would gain by moving to `to`, but the others can answer so that it ends no better.

    `by` is the strictest concept under which the answer counts: seq where each answering step improves its mover,
    smr where the party has no way out of the answer, gmr otherwise.
    """

    party: str
    state: str
    to: str
    answer: tuple[Step, ...]
    by: Concept


@dataclass(frozen=True)
class Tempted(Reason):
    """The party (or several together) can move to a state they prefer, and nobody can spoil it for them."""

    parties: tuple[str, ...]
    state: str
    to: str


@dataclass(frozen=True)
class Improvement:
    """The members together can take `start` to `end`, which each of them prefers. `worse`: who then likes it less.

    `lasts`: the new state is an equilibrium by at least one concept.
    """

    members: tuple[str, ...]
    start: str
    end: str
    worse: tuple[str, ...]
    lasts: bool


@dataclass(frozen=True, kw_only=True)
class Stability(Finding):
    """Where the conflict can come to rest.

    `stable[concept][party]`: the states the party would not leave. `equilibria[concept]`: those nobody would leave;
    `possible[concept]`: further ones that may be, depending on preferences nobody knows. `together[concept]`: the
    equilibria that no coalition of any size would leave either. `improvements`: what coalitions of two or more could
    do from an equilibrium, without members they do not need. `routes`: from the status quo to each equilibrium, the
    easiest first; `out_of_reach`: equilibria without one (both empty without a status quo).
    """

    states: tuple[State, ...]
    parties: tuple[str, ...]
    status_quo: str
    stable: Mapping[str, Mapping[str, tuple[str, ...]]]
    equilibria: Mapping[str, tuple[str, ...]]
    possible: Mapping[str, tuple[str, ...]]
    together: Mapping[str, tuple[str, ...]]
    improvements: tuple[Improvement, ...]
    routes: tuple[Route, ...]
    out_of_reach: tuple[str, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("stable", "equilibria", "possible", "together"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


def stability(conflict: Conflict) -> Stability:
    """At which states would nobody move, and could a coalition still upset them?

    Nash: no move improves the mover. SEQ: every improvement can be answered, by steps that improve those who answer,
    so that the mover ends no better. SMR: every improvement can be answered by any steps, and the mover finds no way
    out. GMR: the same without looking for a way out. The others answer jointly: by any sequence of moves in which
    nobody moves twice in a row. What is not known of a preference never makes a state stable here; `possible` has
    the states that it could make stable. It misleads where options or moves were forgotten: a party surprises the
    others exactly there. Fang, Hipel and Kilgour (1993); coalitions: Kilgour, Hipel, Fang and Peng (2001).

    Raises TooLarge beyond 2,500 states.
    """
    graph = graph_of(conflict)
    everyone = range(len(graph.parties))
    surely = [protected(graph, (i,), True) for i in everyone]
    stable: dict[str, dict[str, tuple[str, ...]]] = {
        concept: {graph.parties[i]: _ids(graph, surely[i].stable(concept)) for i in everyone} for concept in CONCEPTS
    }
    rest: dict[str, Matrix] = {
        concept: np.logical_and.reduce([one.stable(concept) for one in surely]) for concept in CONCEPTS
    }
    perhaps = [protected(graph, (i,), False) for i in everyone] if any(m.any() for m in graph.maybe) else surely
    maybe = {c: np.logical_and.reduce([one.stable(c) for one in perhaps]) & ~rest[c] for c in CONCEPTS}
    groups = coalitions_of(len(graph.parties))
    joint = {concept: at_rest.copy() for concept, at_rest in rest.items()}
    for group in groups:
        found = protected(graph, group, True)
        for concept in CONCEPTS:
            joint[concept] &= found.stable(concept)
    routed = routes(graph, conflict.status_quo, rest) if conflict.status_quo else ((), ())
    return Stability(
        asked="conflict",
        given={"status_quo": conflict.status_quo},
        proof=proven("every move of every party was looked at"),
        reasons=_reasons(graph, rest, surely),
        drawn_from=conflict.owners,
        states=conflict.states,
        parties=graph.parties,
        status_quo=conflict.status_quo,
        stable=stable,
        equilibria={concept: _ids(graph, at) for concept, at in rest.items()},
        possible={concept: _ids(graph, at) for concept, at in maybe.items()},
        together={concept: _ids(graph, at) for concept, at in joint.items()},
        improvements=_improvements(graph, groups, rest["gmr"]),
        routes=routed[0],
        out_of_reach=routed[1],
    )


def _ids(graph: Graph, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[str, ...]:
    return tuple(graph.states[s] for s in np.flatnonzero(where))


def _improvements(graph: Graph, groups: Sequence[tuple[int, ...]], rest: Matrix) -> tuple[Improvement, ...]:
    """What coalitions could do from the states at rest that nobody can do alone, without members they do not need."""
    found: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    alone = np.logical_or.reduce([own & better for own, better in zip(graph.moves, graph.better, strict=True)])
    for group in groups:
        for start, end in np.argwhere(improvements_of(graph, group) & rest[:, None] & ~alone).tolist():
            smaller = found.setdefault((start, end), [])
            if not any(set(one) <= set(group) for one in smaller):
                smaller.append(group)
    listed = []
    for (start, end), makers in sorted(found.items()):
        worse = tuple(p for i, p in enumerate(graph.parties) if graph.better[i][end, start])
        for group in makers:
            members = tuple(graph.parties[i] for i in group)
            listed.append(Improvement(members, graph.states[start], graph.states[end], worse, bool(rest[end])))
    return tuple(listed)


def _reasons(graph: Graph, rest: Mapping[str, Matrix], found: Sequence[Sanctioned]) -> tuple[Reason, ...]:
    """Why each party stays at each equilibrium, why somebody leaves the status quo, and what is not known."""
    reasons: list[Reason] = []
    shown = {int(s) for s in np.flatnonzero(rest["gmr"])}
    if graph.conflict.status_quo:
        shown.add(graph.number[graph.conflict.status_quo])
    for state in sorted(shown):
        for party in range(len(graph.parties)):
            reasons += _why(graph, party, state, found[party])
    for actor, unknown in zip(graph.conflict.actors, graph.maybe, strict=True):
        if actor.outlook is None:
            reasons.append(Assumed("outlook unknown", party=actor.id))
        elif unknown.any():
            reasons.append(Assumed("outlook partly unknown", party=actor.id))
        if actor.outlook is not None and actor.outlook.estimated_by:
            reasons.append(Assumed("estimate", actor.outlook.estimated_by, actor.id))
    return tuple(reasons)


def _why(graph: Graph, party: int, state: int, found: Sanctioned) -> list[Reason]:
    """Why a party stays at a state, or where it would go."""
    name, here = graph.parties[party], graph.states[state]
    ends = np.flatnonzero(found.improvement[state]).tolist()
    if not ends:
        return [NoBetterMove(name, here)]
    reasons: list[Reason] = []
    hurts = ~graph.could(party)[state]
    others = [i for i in range(len(graph.parties)) if i != party]
    for end in ends:
        to = graph.states[end]
        by = _strictest(found, state, end)
        if by is None:
            reasons.append(Tempted((name,), here, to))
            continue
        ways_out = graph.moves[party] & graph.could(party)[state][None, :]
        wanted = hurts & ~ways_out.any(axis=1) if by == "smr" else hurts
        steps = answer(graph, others, end, lambda s, wanted=wanted: bool(wanted[s]), by == "seq")  # type: ignore[misc]
        reasons.append(Deterred(name, here, to, steps, by))
    return reasons


def _strictest(found: Sanctioned, state: int, end: int) -> Concept | None:
    if found.credible[state, end]:
        return "seq"
    if found.symmetric[state, end]:
        return "smr"
    return "gmr" if found.general[state, end] else None
