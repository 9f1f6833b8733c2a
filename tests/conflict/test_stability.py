"""Equilibria of published conflicts, and the arrays against the definitions on small random ones."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from tests.conflict.brute import answers, improves, stable
from tests.conflict.models import PUBLISHED, conflict_of, conflicts, elmira, figures
from tests.shared_data import shared

from makeable.casefile.conflict_file import conflict_in, read_conflict_file
from makeable.casefile.document import parse
from makeable.conflict.graph import graph_of
from makeable.conflict.protection import improvements_of, protected
from makeable.conflict.stability import Deterred, NoBetterMove, Tempted, stability
from makeable.conflict.trace import CONCEPTS
from makeable.errors import TooLarge
from makeable.finding import Assumed
from makeable.kernels.conflict_reach import joint_reach
from makeable.kernels.conflict_stability import sanctioned
from makeable.model.conflict import Actor, Conflict, Outlook, State


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_equilibria(name: str) -> None:
    model = next(m for m in figures()["models"] if m["id"] == name)
    found = stability(conflict_of(model["file"]))
    assert {c: [int(s) for s in found.equilibria[c]] for c in CONCEPTS} == model["equilibria"]


@pytest.mark.parametrize("variant", ["published_literature_vector", "gmcr_py_file"])
def test_elmira(variant: str) -> None:
    """Hipel, Fang, Kilgour and Haight (1993); coalitions: Kilgour, Hipel, Fang and Peng (2001)."""
    found = stability(elmira(variant))
    published = {name.lower(): at for name, at in figures()["elmira"]["variants"][variant]["equilibria"].items()}
    assert {c: [int(s) for s in found.equilibria[c]] for c in CONCEPTS} == published
    assert found.together["nash"] == ("8", "9")
    only = next(one for one in found.improvements if one.start == "5")
    assert (only.members, only.end, only.worse) == (("MoE", "UR"), "8", ("LG",))
    assert [one.start for one in found.improvements] == ["5"]


def test_elmira_by_options_is_elmira_by_states() -> None:
    text = """
parties:
  - {id: MoE, options: [{id: modify, only: start}], ranking: [7, 3, 4, 8, 5, 1, 2, 6, 9]}
  - id: UR
    options: [{id: delay, only: stop}, accept, {id: abandon, only: start}]
    ranking: [1, 4, 8, 5, 9, 3, 7, 2, 6]
  - {id: LG, options: [insist], ranking: [7, 3, 5, 1, 8, 6, 4, 2, 9]}
exactly_one: [[delay, accept, abandon]]
same: [abandon]
status_quo: [delay]
"""
    root = parse(text, "elmira", [])
    assert root is not None
    made = conflict_in(root, [])
    assert made is not None
    one, other = graph_of(made), graph_of(elmira())
    assert made.status_quo == "1"
    for here, there in zip((*one.moves, *one.better), (*other.moves, *other.better), strict=True):
        assert (here == there).all()


def test_every_joint_improvement_of_elmira() -> None:
    graph = graph_of(elmira())
    short = {"MoE": "MoE", "UR": "Uniroyal", "LG": "LG"}
    found = {}
    for group in [g for size in (2, 3) for g in combinations(range(3), size)]:
        where: dict[str, list[int]] = {}
        for start, end in np.argwhere(improvements_of(graph, group)).tolist():
            where.setdefault(graph.states[start], []).append(int(graph.states[end]))
        found["+".join(short[graph.parties[i]] for i in group)] = where
    assert found == figures()["elmira"]["coalition_improvements"]


def test_answers_one_at_a_time_give_the_stored_solution_of_garrison() -> None:
    model = next(m for m in figures()["models"] if m["id"] == "garrison")
    graph = graph_of(conflict_of(model["file"]))
    for concept in CONCEPTS:
        rest = np.ones(len(graph.states), dtype=bool)
        for i in range(len(graph.parties)):
            others = [j for j in range(len(graph.parties)) if j != i]
            single = np.logical_or.reduce([graph.moves[j] for j in others])
            credible = np.logical_or.reduce([graph.moves[j] & graph.better[j] for j in others])
            rest &= sanctioned(graph.moves[i], graph.better[i], single, credible).stable(concept)
        assert [int(s) for s, at in zip(graph.states, rest, strict=True) if at] == model["single_sanctions"][concept]


def test_shared_file_of_elmira() -> None:
    conflict, problems = read_conflict_file(shared("gmcr/elmira.json"))
    assert conflict is not None, problems
    assert stability(conflict).equilibria["seq"] == ("5", "8", "9")


@settings(max_examples=60, deadline=None)
@given(conflicts())
def test_definitions_judge_the_arrays(conflict: Conflict) -> None:
    graph = graph_of(conflict)
    parties = range(len(graph.parties))
    for group in [g for size in range(1, len(graph.parties) + 1) for g in combinations(parties, size)]:
        found = protected(graph, group, True)
        for concept in CONCEPTS:
            wanted = [stable(graph, group, s, concept, improves(graph)) for s in range(len(graph.states))]
            assert found.stable(concept).tolist() == wanted, (group, concept)


@settings(max_examples=40, deadline=None)
@given(conflicts())
def test_concepts_contain_each_other(conflict: Conflict) -> None:
    found = stability(conflict)
    for party in found.parties:
        at = {concept: set(found.stable[concept][party]) for concept in CONCEPTS}
        assert at["nash"] <= at["seq"] <= at["gmr"]
        assert at["nash"] <= at["smr"] <= at["gmr"]
    for concept in CONCEPTS:
        assert set(found.together[concept]) <= set(found.equilibria[concept])


@settings(max_examples=40, deadline=None)
@given(conflicts())
def test_reasons_agree_with_stability(conflict: Conflict) -> None:
    found = stability(conflict)
    graph = graph_of(conflict)
    for reason in found.reasons:
        if isinstance(reason, NoBetterMove):
            assert reason.state in found.stable["nash"][reason.party]
        if isinstance(reason, Tempted):
            assert reason.state not in found.stable["gmr"][reason.parties[0]]
        if isinstance(reason, Deterred):
            party = graph.parties.index(reason.party)
            assert reason.answer[0].start == reason.to
            last = graph.number[reason.answer[-1].end]
            assert not graph.better[party][graph.number[reason.state], last]
            movers = [step.movers for step in reason.answer]
            assert all(a != b for a, b in pairwise(movers))
            if reason.by == "seq":
                assert all(step.gains for step in reason.answer)


@settings(max_examples=40, deadline=None)
@given(conflicts(unknown=True))
def test_what_is_certain_holds_however_the_unknown_turns_out(conflict: Conflict) -> None:
    """Certain equilibria stay, and no others than the possible ones appear, for every completion by a ranking."""
    found = stability(conflict)
    states = tuple(conflict.state)
    completions = [tuple((s,) for s in order) for order in list(permutations(states))[:: max(1, len(states) * 3)]]
    for ranking in completions:
        actors = tuple(Actor(a.id, a.name, (), _completed(a.outlook, ranking)) for a in conflict.actors)
        full = stability(Conflict(actors, named=conflict.named, moves=conflict.moves))
        for concept in CONCEPTS:
            now = set(full.equilibria[concept])
            assert set(found.equilibria[concept]) <= now
            assert now <= set(found.equilibria[concept]) | set(found.possible[concept])


def _completed(outlook: Outlook | None, order: tuple[tuple[str, ...], ...]) -> Outlook:
    """The ranking, with every state that it leaves out put where `order` has it: above all, or below all."""
    if outlook is None:
        return Outlook(order)
    left = [tier for tier in order if not any(tier[0] in known for known in outlook.ranking)]
    half = len(left) // 2
    return Outlook((*left[:half], *outlook.ranking, *left[half:]))


def test_no_party_can_answer_where_there_is_only_one() -> None:
    states = (State("1", name="now"), State("2", name="then"))
    alone = Actor("a", "A", (), Outlook((("2",), ("1",))))
    found = stability(Conflict((alone,), named=states, moves={"a": frozenset({("1", "2")})}))
    assert all(found.equilibria[concept] == ("2",) for concept in CONCEPTS)


def test_a_party_of_whom_nothing_is_known_makes_nothing_certain() -> None:
    conflict = elmira()
    found = stability(conflict.known_to("LG"))
    assert found.drawn_from == {"LG"}
    assert Assumed("outlook unknown", party="MoE") in found.reasons
    # only where nobody else can move is anything certain: the firm is gone
    assert found.equilibria["nash"] == ("9",)
    assert {"5", "8"} <= set(found.possible["nash"])


def test_too_many_states() -> None:
    states = tuple(State(str(n)) for n in range(2501))
    with pytest.raises(TooLarge, match="2,501 states"):
        graph_of(Conflict((Actor("a", "A"),), named=states))


@settings(max_examples=30, deadline=None)
@given(conflicts())
def test_joint_reach_is_every_legal_sequence(conflict: Conflict) -> None:
    graph = graph_of(conflict)
    group = range(len(graph.parties))
    found = joint_reach(graph.moves)
    for start in range(len(graph.states)):
        assert set(np.flatnonzero(found[start]).tolist()) == answers(graph, group, start, None)


def test_moving_twice_in_a_row_is_not_a_legal_sequence() -> None:
    step = np.zeros((3, 3), dtype=bool)
    step[0, 1] = step[1, 2] = True
    still = np.zeros((3, 3), dtype=bool)
    assert not joint_reach([step, still])[0, 2]
    other = still.copy()
    other[1, 1] = True
    assert joint_reach([step, other])[0, 2]
