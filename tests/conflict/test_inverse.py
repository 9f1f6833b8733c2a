"""The inverse question: the changes named are enough, and nothing smaller is."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict.brute import improves, stable
from tests.conflict.models import conflicts, elmira

from makeable.conflict.graph import graph_of
from makeable.conflict.inverse import changed, wish
from makeable.conflict.stability import stability
from makeable.conflict.trace import CONCEPTS, Concept
from makeable.model.conflict import Conflict


@settings(max_examples=60, deadline=None)
@given(conflicts(), st.sampled_from(CONCEPTS), st.integers(0, 2))
def test_the_ways_are_all_the_smallest(conflict: Conflict, concept: Concept, here: int) -> None:
    graph = graph_of(conflict)
    state = graph.states[here]
    found = wish(conflict, state, concept)
    for party, needed in enumerate(found.needed):
        above = [s for s in range(len(graph.states)) if graph.better[party][here, s]]
        enough: list[tuple[str, ...]] = []
        for size in range(len(above) + 1):
            for dropped in combinations(above, size):
                names = tuple(graph.states[s] for s in dropped)
                after = changed(graph, state, {needed.party: names})
                if stable(after, (party,), here, concept, improves(after)):
                    enough.append(names)
            if enough:
                break
        assert needed.already == (enough == [()])
        if not needed.already:
            assert needed.complete
            assert sorted(needed.ways) == sorted(enough)


@settings(max_examples=40, deadline=None)
@given(conflicts(), st.sampled_from(["nash", "gmr", "smr"]))
def test_changes_of_each_are_enough_together_but_for_seq(conflict: Conflict, concept: Concept) -> None:
    assert wish(conflict, "1", concept).together


@settings(max_examples=40, deadline=None)
@given(conflicts(), st.sampled_from(CONCEPTS))
def test_an_equilibrium_needs_nothing(conflict: Conflict, concept: Concept) -> None:
    equilibria = stability(conflict).equilibria[concept]
    for state in conflict.state:
        assert wish(conflict, state, concept).already == (state in equilibria)


def test_elmira_accepting_would_need_the_firm_not_to_prefer_leaving() -> None:
    found = wish(elmira(), "7", "nash")
    assert {needed.party: needed.ways for needed in found.needed} == {"MoE": (), "UR": (("9",),), "LG": ()}
    assert not found.already
    assert found.together


def test_a_threat_is_named_when_it_would_do_but_nobody_believes_it() -> None:
    """At 1 local government is held back by GMR only: the ministry's answer (5 to 6) would hurt the ministry."""
    needed = next(one for one in wish(elmira(), "1", "seq").needed if one.party == "LG")
    assert needed.tempted_by == ("5",)
    assert [(step.movers, step.end, step.gains) for step in needed.threats[0].lacking] == [(("MoE",), "6", False)]


def test_an_unknown_state_is_an_error() -> None:
    with pytest.raises(KeyError):
        wish(elmira(), "12")
