"""Who depends on whom, as blocks."""

from __future__ import annotations

from makeable.discovery.dependence import Dependence
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Chart, Facts, Heading, Paragraph, Table
from makeable.report.charts.network import Edge, network
from makeable.report.charts.round_map import round_map

__all__ = ["dependence_blocks", "dependence_map"]

_SHOWN = 12
_ARROWS = 60
_FEW = 10


def dependence_map(found: Dependence, names: Names, words: Words) -> str:
    """The map as one SVG element: arrows from who could help most to who would be helped; harm dashed."""
    order = {organisation: place for place, organisation in enumerate(found.names)}
    helps = [tie for tie in found.ties if tie.help > 0][:_ARROWS]
    edges = [Edge(order[t.by], order[t.to], float(t.help)) for t in helps]
    edges += [Edge(order[t.by], order[t.to], -float(t.harm)) for t in found.ties if t.harm > 0]
    strong = frozenset(order[holder.organisation] for holder in found.holders[:5])
    labels = [names.party(organisation) for organisation in found.names]
    said = (words.say("could help"), words.say("hurts"))
    if len(labels) <= _FEW:
        return network(labels, edges, strong, words=said)
    cluster = {o: number for number, group in enumerate(found.clusters) for o in group}
    alone = len(found.clusters)
    return round_map(labels, edges, [cluster.get(o, alone) for o in found.names], strong, said)


def dependence_blocks(found: Dependence, names: Names, words: Words) -> list[Block]:
    """The figures, the map, who holds what others need, go-betweens, clusters, and harm."""
    harms = [tie for tie in found.ties if tie.harm > 0]
    facts = (
        (words.say("Pairs that could help each other"), words.number(len(found.mutual))),
        (words.say("Pairs where only one could help the other"), words.number(len(found.one_sided))),
        (words.say("Pairs where one hurts the other"), words.number(len(harms))),
    )
    made: list[Block] = [
        Facts(facts),
        Chart(words.say("Who could help whom"), dependence_map(found, names, words), _ties(found, names, words)),
    ]
    made.append(_holders(found, names, words))
    if found.mutual:
        made.append(Heading(words.say("Mutual dependence"), 3))
        made.append(Bullets(tuple(f"{names.party(a)} ↔ {names.party(b)}" for a, b in found.mutual)))
    if harms:
        made.append(Heading(words.say("Harm, whatever is agreed or when it happens"), 3))
        said = "{by} hurts {to} by {harm} {unit}."
        made.append(
            Bullets(
                tuple(
                    words.say(
                        said, by=names.party(t.by), to=names.party(t.to), harm=words.number(t.harm), unit=found.unit
                    )
                    for t in harms
                )
            )
        )
    made.append(Heading(words.say("Clusters: closer among themselves than to others"), 3))
    made.append(Bullets(tuple(names.parties(group) for group in found.clusters), numbered=True))
    text = "Help is what a link would be worth to who gets it, whatever it costs; proposed links count."
    return [*made, Paragraph(words.say(text), muted=True)]


def _ties(found: Dependence, names: Names, words: Words) -> Table:
    columns = (words.say("Who could help"), words.say("Whom"), words.say("Worth"))
    rows = tuple(
        (names.party(t.by), names.party(t.to), words.number(t.help)) for t in found.ties[: 2 * _SHOWN] if t.help > 0
    )
    caption = words.say("The strongest ties ({unit})", unit=found.unit)
    return Table(columns, rows, caption, frozenset({2}))


def _holders(found: Dependence, names: Names, words: Words) -> Table:
    columns = (
        words.say("Organisation"),
        words.say("Others that need it"),
        words.say("Worth to them"),
        words.say("Go-between"),
    )
    rows = tuple(
        (
            names.party(h.organisation),
            words.number(h.others),
            words.number(h.worth),
            words.percent(found.brokers[h.organisation]),
        )
        for h in found.holders[:_SHOWN]
    )
    caption = words.say("Who holds what most others need")
    note = words.say("Go-between: the share of shortest ways between two others that lead through it.")
    return Table(columns, rows, caption, frozenset({1, 2, 3}), note=note)
