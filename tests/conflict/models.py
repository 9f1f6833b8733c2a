"""Conflicts for tests: the published ones, and small random ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from makeable.casefile.conflict_file import conflict_in
from makeable.casefile.entry import of_data
from makeable.errors import Problem
from makeable.model.conflict import Actor, Conflict, Outlook, State

__all__ = ["PUBLISHED", "conflict_of", "conflicts", "elmira", "figures"]

FILE = Path(__file__).parent.parent / "data" / "gmcr.json"


def figures() -> dict[str, Any]:
    """The published models and their answers."""
    data: dict[str, Any] = json.loads(FILE.read_text())
    return data


PUBLISHED = [model["id"] for model in figures()["models"]]


def conflict_of(data: object) -> Conflict:
    """The conflict in plain data."""
    problems: list[Problem] = []
    conflict = conflict_in(of_data(data, "test"), problems, "test")
    assert conflict is not None, problems
    return conflict


def elmira(variant: str = "published_literature_vector") -> Conflict:
    """Elmira, by states and moves."""
    data = {k: v for k, v in figures()["elmira"].items() if k != "variants"}
    data["variants"] = {variant: figures()["elmira"]["variants"][variant]}
    return conflict_of(data)


@st.composite
def conflicts(draw: st.DrawFn, unknown: bool = False) -> Conflict:
    """Two or three parties, three to five states, any moves, rankings with ties."""
    states = [str(n) for n in range(1, draw(st.integers(3, 5)) + 1)]
    parties = ["a", "b", "c"][: draw(st.integers(2, 3))]
    pairs = [(s, t) for s in states for t in states if s != t]
    actors, moves = [], {}
    for party in parties:
        moves[party] = frozenset(draw(st.sets(st.sampled_from(pairs), max_size=8)))
        ranks = {state: draw(st.integers(0, 2 if not unknown else 3)) for state in states}
        tiers = tuple(tuple(s for s in states if ranks[s] == rank) for rank in range(3))
        tiers = tuple(tier for tier in tiers if tier)
        outlook = None if unknown and draw(st.integers(0, 4)) == 0 else Outlook(tiers or ((states[0],),))
        actors.append(Actor(party, party, (), outlook))
    named = tuple(State(state, name=state) for state in states)
    return Conflict(tuple(actors), named=named, moves=moves, status_quo=states[0])
