"""The influence map as blocks: who moves whom, power and stance, who must be reached and how; stances as what-ifs."""

from __future__ import annotations

from fractions import Fraction

from makeable.explain.influence import (
    actor_name,
    history_words,
    question_name,
    route_sentence,
    stance_words,
    trade_sentence,
    what_if_notes,
)
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.influence.dynamics import WhatIf
from makeable.influence.map import Actor, Influence
from makeable.model.influence import STANCES
from makeable.report.blocks import Block, Bullets, Chart, Facts, Heading, Notice, Paragraph, Table
from makeable.report.charts.grid import Stakeholder, grid
from makeable.report.charts.network import Edge, network

__all__ = ["grid_picture", "influence_blocks", "network_picture", "what_if_blocks"]

_MANY = 24  # links in a table


def influence_blocks(found: Influence, names: Names, words: Words) -> list[Block]:
    """The map as it stands."""
    blocks: list[Block] = []
    if found.question:
        blocks.append(Paragraph(words.say("Stances on: {question}", question=question_name(found.question, names))))
    blocks.append(_actors(found, names, words))
    if found.brokers:
        who = words.listed(actor_name(broker, names) for broker in found.brokers[:5])
        text = words.say("Key brokers, through whom most strongest routes lead: {who}.", who=who)
        blocks.append(Paragraph(text))
    blocks += _reach(found, names, words)
    if len(found.links) > 0:
        blocks.append(
            Chart(words.say("Who moves whom"), network_picture(found, names, words), _links(found, names, words))
        )
    if svg := grid_picture(found, names, words):
        blocks.append(Chart(words.say("Power and interest"), svg, _placed(found, names, words)))
    note = words.say("A map is one side's view: who is missing from it cannot show up as a broker.")
    return [*blocks, Paragraph(note, muted=True), Paragraph(proof_sentence(found.proof, words), muted=True)]


def network_picture(found: Influence, names: Names, words: Words) -> str:
    """Who moves whom (SVG)."""
    ids = [actor.id for actor in found.actors]
    drawn = [link for link in found.links if link.source in ids and link.target in ids]
    edges = [Edge(ids.index(k.source), ids.index(k.target), float(k.weight * k.confidence)) for k in drawn]
    strong = frozenset(ids.index(actor) for actor in found.to_reach)
    told = (words.say("moves towards"), words.say("moves away"))
    return network([actor_name(actor, names) for actor in ids], edges, strong, words=told)


def grid_picture(found: Influence, names: Names, words: Words) -> str:
    """Power and interest, with stances (SVG); empty when nobody's power and interest are known."""
    placed = [actor for actor in found.actors if actor.power is not None and actor.stand is not None]
    if not placed:
        return ""
    steps = sorted({_step(actor) for actor in placed})
    marks = []
    for actor in placed:
        stand, power = actor.stand, actor.power
        assert stand is not None
        assert power is not None
        earlier = actor.stands[-2] if len(actor.stands) > 1 else None
        moved = earlier is not None and earlier.salience != stand.salience
        before = (float(earlier.salience), float(power)) if moved and earlier is not None else None
        interest = float(stand.salience)
        marks.append(
            Stakeholder(actor_name(actor.id, names), interest, float(power), steps.index(_step(actor)), before)
        )
    axes = (words.say("Interest"), words.say("Power"))
    corners = ("Keep satisfied", "Engage closely", "Monitor", "Keep informed")
    told = (words.say(corners[0]), words.say(corners[1]), words.say(corners[2]), words.say(corners[3]))
    return grid(marks, [words.say(STANCES[step + 3]) for step in steps], axes, told)


def _step(actor: Actor) -> int:
    assert actor.stand is not None
    return min(max(round(float(actor.stand.stance)), -3), 3)


def _actors(found: Influence, names: Names, words: Words) -> Table:
    rows = []
    for actor in found.actors:
        rows.append(
            (
                actor_name(actor.id, names),
                history_words(actor, words) or "–",
                "–" if actor.power is None else words.number(actor.power, 2),
                words.number(actor.reach, 2),
                words.number(actor.exposure, 2),
                words.number(actor.between),
            )
        )
    columns = (
        words.say("Who"),
        words.say("Stance"),
        words.say("Power"),
        words.say("Reach"),
        words.say("Exposure"),
        words.say("Routes through"),
    )
    note = words.say("Reach: how far it moves others, along up to three links; exposure: how far it is moved.")
    return Table(columns, tuple(rows), words.say("Who can move whom"), frozenset({2, 3, 4, 5}), note=note)


def _reach(found: Influence, names: Names, words: Words) -> list[Block]:
    if not found.to_reach:
        return []
    items = []
    for one in found.to_reach:
        stand = found.actor[one].stand
        stance = stance_words(stand.stance, words) if stand is not None else ""
        ways = "; ".join(route_sentence(route, names, words) for route in found.routes[one])
        name = actor_name(one, names)
        if ways:
            items.append(words.say("{who} ({stance}), through: {ways}", who=name, stance=stance, ways=ways))
        else:
            items.append(words.say("{who} ({stance}): nobody in favour reaches it.", who=name, stance=stance))
    title = words.say("Who needs influence, and who in favour can reach them")
    return [Heading(title), Bullets(tuple(items))]


def _links(found: Influence, names: Names, words: Words) -> Table:
    shown = sorted(found.links, key=lambda link: -abs(link.weight * link.confidence))[:_MANY]
    rows = tuple(
        (
            f"{actor_name(link.source, names)} → {actor_name(link.target, names)}",
            words.number(link.weight, 2, signed=True),
            words.percent(link.confidence),
            link.when.isoformat() if link.when else "",
            link.evidence,
        )
        for link in shown
    )
    columns = (words.say("Link"), words.say("Weight"), words.say("Sure"), words.say("Since"), words.say("Evidence"))
    return Table(columns, rows, words.say("The strongest links"), frozenset({1, 2}))


def _placed(found: Influence, names: Names, words: Words) -> Table:
    rows = []
    for actor in found.actors:
        if actor.power is not None and actor.stand is not None:
            stance = stance_words(actor.stand.stance, words)
            figures = (words.number(actor.power, 2), words.number(actor.stand.salience, 2))
            rows.append((actor_name(actor.id, names), *figures, stance))
    columns = (words.say("Who"), words.say("Power"), words.say("Interest"), words.say("Stance"))
    return Table(columns, tuple(rows), words.say("Where each stands"), frozenset({1, 2}))


def what_if_blocks(found: WhatIf, names: Names, words: Words) -> list[Block]:
    """Stances as they could shift."""
    text = words.say("A what-if, not a forecast: it follows from the links drawn and from one simple model.")
    blocks: list[Block] = [Notice(text, "info"), Bullets(tuple(what_if_notes(found, names, words)))]
    facts = []
    for question, before in found.outcome_before.items():
        after = found.outcome_after[question]
        name = question_name(question, names)
        label = words.say("Weighted mean on {question}", question=name) if name else words.say("Weighted mean stance")
        facts.append((label, f"{_figure(before, words)} → {_figure(after, words)}"))
    blocks.append(Facts(tuple(facts)))
    if found.trades:
        blocks.append(Bullets(tuple(trade_sentence(trade, names, words) for trade in found.trades)))
    elif found.model == "exchange":
        blocks.append(Paragraph(words.say("No two of them have anything to exchange.")))
    many = len(found.outcome_before) > 1
    rows = []
    for shift in found.shifts:
        about = (question_name(shift.on, names),) if many else ()
        figures = (_figure(shift.before, words), _figure(shift.after, words), stance_words(shift.after, words))
        rows.append((actor_name(shift.party, names), *about, *figures))
    asked = (words.say("On"),) if many else ()
    columns = (words.say("Who"), *asked, words.say("Now"), words.say("Then"), words.say("That is"))
    start = 1 + len(asked)
    caption = words.say("Stances from −3 (strongly against) to 3 (strongly for)")
    blocks.append(Table(columns, tuple(rows), caption, frozenset({start, start + 1})))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]


def _figure(stance: float, words: Words) -> str:
    return words.number(Fraction(stance), 2, signed=True) if stance == stance else "–"
