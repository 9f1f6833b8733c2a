"""Writing a conflict as plain data: the same content that reading takes."""

from __future__ import annotations

from typing import Any

from makeable.model import Case
from makeable.model.conflict import Actor, Choice, Conflict, Outlook

__all__ = ["conflict_data", "write_conflict"]


def write_conflict(case: Case) -> dict[str, Any] | None:
    """The conflict of a case as plain data; None when it has none."""
    return None if case.conflict is None else conflict_data(case.conflict)


def conflict_data(conflict: Conflict) -> dict[str, Any]:
    """The conflict as plain data; its title and source stand with the document it is part of."""
    data: dict[str, Any] = {"parties": [_actor(actor) for actor in conflict.actors]}
    if conflict.impossible:
        data["impossible"] = [statement.text for statement in conflict.impossible]
    if conflict.same:
        data["same"] = [statement.text for statement in conflict.same]
    if conflict.named:
        data["states"] = {state.id: state.name for state in conflict.named}
        data["moves"] = {party: _moves(conflict, steps) for party, steps in conflict.moves.items()}
    if conflict.status_quo:
        data["status_quo"] = conflict.status_quo
    return data


def _actor(actor: Actor) -> dict[str, Any]:
    data: dict[str, Any] = {"id": actor.id}
    if actor.name != actor.id:
        data["name"] = actor.name
    if actor.options:
        data["options"] = [_choice(choice) for choice in actor.options]
    return data | (_outlook(actor.outlook) if actor.outlook is not None else {})


def _choice(choice: Choice) -> dict[str, str] | str:
    data = {"id": choice.id}
    if choice.name != choice.id:
        data["name"] = choice.name
    if choice.only:
        data["only"] = choice.only
    return data if len(data) > 1 else choice.id


def _outlook(outlook: Outlook) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if outlook.ranking or not outlook.wishes:
        data["ranking"] = [tier[0] if len(tier) == 1 else list(tier) for tier in outlook.ranking]
    else:
        data["wishes"] = [wish.text for wish in outlook.wishes]
    if outlook.unsure:
        data["unsure"] = [list(pair) for pair in outlook.unsure]
    return data | ({"estimated_by": outlook.estimated_by} if outlook.estimated_by else {})


def _moves(conflict: Conflict, steps: frozenset[tuple[str, str]]) -> dict[str, list[str]]:
    order = list(conflict.state)
    return {
        start: sorted((end for begin, end in steps if begin == start), key=order.index)
        for start in order
        if any(begin == start for begin, _ in steps)
    }
