"""Influence and stances in words."""

from __future__ import annotations

from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.finding import Assumed
from makeable.influence.dynamics import Trade, WhatIf
from makeable.influence.map import Actor, Route
from makeable.model.influence import STANCES

__all__ = [
    "actor_name",
    "history_words",
    "question_name",
    "route_sentence",
    "stance_words",
    "trade_sentence",
    "what_if_notes",
]


def actor_name(actor: str, names: Names) -> str:
    """The name of a party, or of somebody outside the case."""
    drawn = names.case.influence
    outside = {one.id: one.name for one in drawn.outsiders if one.name} if drawn is not None else {}
    return outside.get(actor) or names.party(actor)


def question_name(question: str, names: Names) -> str:
    """The name of a question of the map."""
    drawn = names.case.influence
    named = {one.id: one.name for one in drawn.questions if one.name} if drawn is not None else {}
    return named.get(question) or question


def stance_words(stance: Fraction | float, words: Words) -> str:
    """A stance as the nearest of the seven steps."""
    step = min(max(round(float(stance)), -3), 3)
    return words.say(STANCES[step + 3])


def history_words(actor: Actor, words: Words) -> str:
    """How a stance went over time."""
    return " → ".join(stance_words(stand.stance, words) for stand in actor.stands)


def route_sentence(route: Route, names: Names, words: Words) -> str:
    """A way to move somebody, and how strong it is."""
    path = " → ".join(actor_name(actor, names) for actor in route.path)
    return words.say("{path} ({strength})", path=path, strength=words.number(route.strength, 2))


def trade_sentence(trade: Trade, names: Names, words: Words) -> str:
    """An exchange of positions."""
    return words.say(
        "{giver} moves to {giver_to} on {on}, {taker} to {taker_to} on {back}; each gains {gain}.",
        giver=actor_name(trade.giver, names),
        giver_to=words.number(trade.giver_to, 1, signed=True),
        on=question_name(trade.on, names),
        taker=actor_name(trade.taker, names),
        taker_to=words.number(trade.taker_to, 1, signed=True),
        back=question_name(trade.back, names),
        gain=words.number(trade.gain, 2),
    )


def what_if_notes(found: WhatIf, names: Names, words: Words) -> list[str]:
    """What the model takes for granted."""
    texts = {
        "degroot": "DeGroot's model: everyone keeps averaging the views of those it listens to.",
        "friedkin-johnsen": "Friedkin and Johnsen's model: everyone listens, and holds on in part to its first view.",
        "exchange": "Exchange of positions: two who weigh two questions differently each give way where it matters "
        "less to them, and gain the same.",
    }
    said = [words.say(texts[found.model])]
    half = [
        actor_name(r.party, names) for r in found.reasons if isinstance(r, Assumed) and r.what == "holds_on_by_half"
    ]
    if half:
        said.append(words.say("Taken to hold on by half, as nobody said: {who}.", who=words.listed(half)))
    if not found.settled:
        said.append(words.say("The views keep swinging and do not come to rest."))
    if found.model == "exchange":
        said.append(words.say("What an exchange does to everyone else is not asked: compare the outcomes."))
    return said
