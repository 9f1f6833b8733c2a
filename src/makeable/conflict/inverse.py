"""The inverse question: what would the parties have to prefer for this state to be where the conflict rests?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from makeable.conflict.graph import Graph, graph_of
from makeable.conflict.protection import protected
from makeable.conflict.route import Step, answer
from makeable.conflict.trace import Concept
from makeable.finding import Assumed, Finding, proven
from makeable.kernels.conflict_reach import Matrix
from makeable.model.conflict import Conflict, State

__all__ = ["Needed", "NotCredible", "Wish", "changed", "wish"]

MOST_WAYS = 12


@dataclass(frozen=True)
class NotCredible:
    """The others could answer a move to `to`, but these steps of the answer do not improve whoever makes them."""

    to: str
    answer: tuple[Step, ...]
    lacking: tuple[Step, ...]


@dataclass(frozen=True)
class Needed:
    """What one party would have to see otherwise.

    `already`: it would stay as things are. `ways`: smallest sets of states which it must come to like no better than
    the wished one, each enough by itself; `complete`: no others are as small. `tempted_by`: where it would go now.
    `threats`: answers that would hold it back if they were believed (for SEQ).
    """

    party: str
    already: bool
    tempted_by: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    complete: bool
    threats: tuple[NotCredible, ...]


@dataclass(frozen=True, kw_only=True)
class Wish(Finding):
    """What has to change for a state to be an equilibrium.

    `already`: it is one. `together`: with everybody's first way it would be one (for SEQ, changing what one party
    prefers can take credibility from its answers to others).
    """

    states: tuple[State, ...]
    state: str
    concept: Concept
    needed: tuple[Needed, ...]
    already: bool
    together: bool


def wish(conflict: Conflict, state: str, concept: Concept = "seq") -> Wish:
    """What would they have to prefer for this state to be stable, changing as little as possible?

    For each party the smallest sets of states that it would have to stop preferring to the wished one, everything
    else unchanged. The answer is where to look for gains to offer, or for answers to make credible. It is not advice
    to mislead anybody about what they want. What is not known of a preference counts as a temptation.
    Kinsara, Petersons, Hipel and Kilgour, *Journal of Systems Science and Systems Engineering* (2015).

    Raises KeyError for a state that does not exist, TooLarge beyond 2,500 states.
    """
    graph = graph_of(conflict)
    here = graph.number[state]
    needed = tuple(_needed(graph, party, here, concept) for party in range(len(graph.parties)))
    drops = {one.party: one.ways[0] for one in needed if one.ways and not one.already}
    after = changed(graph, state, drops)
    together = all(bool(protected(after, (i,), True).stable(concept)[here]) for i in range(len(graph.parties)))
    unknown = zip(conflict.actors, graph.maybe, strict=True)
    return Wish(
        asked="wish",
        given={"state": state, "concept": concept},
        proof=proven("every smaller change was ruled out"),
        reasons=tuple(Assumed("outlook unknown", party=actor.id) for actor, maybe in unknown if maybe.any()),
        drawn_from=conflict.owners,
        states=conflict.states,
        state=state,
        concept=concept,
        needed=needed,
        already=all(one.already for one in needed),
        together=together,
    )


def changed(graph: Graph, state: str, drops: dict[str, tuple[str, ...]]) -> Graph:
    """The same conflict where these parties like these states no better than the given one: just as much."""
    here = graph.number[state]
    better, maybe = list(graph.better), list(graph.maybe)
    for party, dropped in drops.items():
        i = graph.parties.index(party)
        numbers = [graph.number[one] for one in dropped]
        better[i], maybe[i] = better[i].copy(), maybe[i].copy()
        for number in numbers:
            # it takes the place of the wished state in every comparison
            better[i][number], better[i][:, number] = graph.better[i][here], graph.better[i][:, here]
            maybe[i][number], maybe[i][:, number] = graph.maybe[i][here], graph.maybe[i][:, here]
        for number in [*numbers, here]:
            better[i][number, numbers] = maybe[i][number, numbers] = False
            better[i][numbers, number] = maybe[i][numbers, number] = False
    return replace(graph, better=tuple(better), maybe=tuple(maybe))


def _needed(graph: Graph, party: int, here: int, concept: Concept) -> Needed:
    others = [i for i in range(len(graph.parties)) if i != party]
    own, above = graph.moves[party], frozenset(np.flatnonzero(graph.could(party)[here]).tolist())
    none = np.zeros_like(own)
    answers = none if not others or concept == "nash" else graph.reach(others)
    if concept == "seq" and others:
        answers = graph.improving(others, True)
    tempting = [end for end in np.flatnonzero(own[here]).tolist() if end in above]
    ways, complete = _ways(tempting, above, own, answers, concept)
    already = ways == [frozenset()]
    left = [end for end in tempting if not _answered(end, above, own, answers, concept)]
    threats = _threats(graph, others, left, above) if concept == "seq" else ()
    named = tuple(tuple(graph.states[s] for s in sorted(way)) for way in ways)
    return Needed(
        graph.parties[party],
        already,
        tuple(graph.states[end] for end in left),
        () if already else named,
        complete,
        threats,
    )


def _answered(end: int, above: frozenset[int], own: Matrix, answers: Matrix, concept: Concept) -> bool:
    """Whether the others can answer a move to `end`, when these states are above the wished one."""
    for state in np.flatnonzero(answers[end]).tolist():
        if state not in above and (concept != "smr" or above.isdisjoint(np.flatnonzero(own[state]).tolist())):
            return True
    return False


def _ways(
    tempting: Sequence[int], above: frozenset[int], own: Matrix, answers: Matrix, concept: Concept
) -> tuple[list[frozenset[int]], bool]:
    """The smallest sets of states to take from above the wished one so that nothing tempts any more.

    Every tempting state must either go itself, or get an answer; an answer needs a state, and for SMR what can be
    reached from it, to go. Taking more away never hurts, so the smallest sets are found by size.
    """
    choices: list[list[frozenset[int]]] = []
    for end in tempting:
        made = {frozenset((end,))}
        for state in np.flatnonzero(answers[end]).tolist():
            escapes = frozenset(np.flatnonzero(own[state]).tolist()) if concept == "smr" else frozenset()
            made.add(above & (escapes | {state}))
        if frozenset() not in made:
            choices.append(sorted((c for c in made if not any(d < c for d in made)), key=lambda c: (len(c), sorted(c))))
    choices.sort(key=len)
    for size in range(len(choices) + 1):
        found: set[frozenset[int]] = set()
        full = _extend(choices, frozenset(), size, found)
        if found:
            return sorted(found, key=sorted)[:MOST_WAYS], full and len(found) <= MOST_WAYS
    return [frozenset(tempting)], False


def _extend(
    choices: Sequence[Sequence[frozenset[int]]],
    taken: frozenset[int],
    size: int,
    found: set[frozenset[int]],
) -> bool:
    """Adds every set of at most `size` states that holds one choice of each; False when there were too many."""
    if len(found) > MOST_WAYS:
        return False
    open_ones = [options for options in choices if not any(option <= taken for option in options)]
    if not open_ones:
        found.add(taken)
        return True
    fewest = min(open_ones, key=lambda options: sum(len(taken | option) <= size for option in options))
    fitting = [option for option in fewest if len(taken | option) <= size]
    return all(_extend(open_ones, taken | option, size, found) for option in fitting)


def _threats(
    graph: Graph, others: Sequence[int], left: Sequence[int], above: frozenset[int]
) -> tuple[NotCredible, ...]:
    """Answers that exist but that those who would have to give them do not want to give."""
    threats = []
    for end in left:
        steps = answer(graph, others, end, lambda s: s not in above, False)
        lacking = tuple(step for step in steps if not step.gains)
        if lacking:
            threats.append(NotCredible(graph.states[end], steps, lacking))
    return tuple(threats)
