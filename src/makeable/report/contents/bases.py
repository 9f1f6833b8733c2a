"""Bases of coalition as blocks: pair by pair, with evidence, and the groups they suggest."""

from __future__ import annotations

from makeable.coalition.bases import Bases, Pair
from makeable.coalition.groups import Group
from makeable.explain.bases import bases_assumptions, basis_kind, basis_sentence
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from makeable.report.charts.network import Edge, network

__all__ = ["bases_blocks"]

_ROWS = 30  # pairs in a table
_SHOWN = 8  # pairs with their evidence
_DRAWN = 20  # parties in a picture


def bases_blocks(found: Bases, names: Names, words: Words) -> list[Block]:
    """Who could find each other, on what basis."""
    blocks: list[Block] = [_groups(found, names, words), *_picture(found, names, words)]
    telling = [pair for pair in found.pairs if pair.holds or pair.divides]
    shown = [pair for pair in telling if len(pair.kinds) > 1][:_SHOWN] or telling[:_SHOWN]
    if shown:
        blocks.append(Heading(words.say("The pairs with most in common, and the evidence"), 3))
    for pair in shown:
        said = [basis_sentence(reason, pair, names, words) for reason in (*pair.holds, *pair.divides)]
        blocks.append(Paragraph(names.parties(pair.parties)))
        blocks.append(Bullets(tuple(said)))
    blocks += _left_out(found, names, words)
    blocks.append(Paragraph(words.say("It shows who could find each other, not who will."), muted=True))
    if taken := bases_assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]


def _groups(found: Bases, names: Names, words: Words) -> Block:
    if not found.groups:
        text = words.say("No group has at least two bases between every two of its members and nothing between them.")
        return Paragraph(text)
    rows = tuple(_group(group, names, words) for group in found.groups)
    columns = tuple(words.say(c) for c in ("Group", "What all of its pairs share", "Could", "Weakest link"))
    caption = words.say("Groups in which every two members have at least two bases")
    note = words.say("Together they could make a deal, prevent one, or neither, under the decision rule.")
    return Table(columns, rows, caption, note=note)


def _group(group: Group, names: Names, words: Words) -> tuple[str, ...]:
    able = words.say("make a deal") if group.can_make else ""
    able = able or (words.say("prevent a deal") if group.can_block else words.say("neither"))
    shared = ", ".join(basis_kind(kind, words) for kind in group.shared) or words.say("nothing in common")
    weakest = names.parties(group.weakest) if len(group.members) > 2 else "–"
    return names.parties(group.members), shared, able, weakest


def _picture(found: Bases, names: Names, words: Words) -> list[Block]:
    """The parties, with a line for every pair that has something; dashed where more stands between than holds."""
    telling = [pair for pair in found.pairs if pair.holds or pair.divides]
    if not telling:
        return []
    rows = tuple(_row(pair, names, words) for pair in telling[:_ROWS])
    columns = tuple(words.say(c) for c in ("Pair", "Alike", "What could hold them", "What stands between"))
    note = words.say("And {n} more pairs.", n=len(telling) - _ROWS) if len(telling) > _ROWS else ""
    title = words.say("Pair by pair")
    table = Table(columns, rows, title, frozenset({1}), note=note)
    if len(found.parties) > _DRAWN:
        return [table]
    place = {party: number for number, party in enumerate(found.parties)}
    edges = [
        Edge(
            place[pair.parties[0]],
            place[pair.parties[1]],
            float(len(pair.kinds) or 1) * (-1 if pair.divides else 1),
            True,
        )
        for pair in telling
    ]
    terms = (words.say("could hold together"), words.say("something stands between"))
    svg = network([names.party(party) for party in found.parties], edges, words=terms)
    return [Chart(title, svg, table)]


def _row(pair: Pair, names: Names, words: Words) -> tuple[str, ...]:
    alike = "–" if pair.correlation is None else words.number(round(pair.correlation, 2), 2, signed=True)
    holds = ", ".join(basis_kind(kind, words) for kind in dict.fromkeys(type(r).__name__ for r in pair.holds))
    divides = ", ".join(basis_kind(kind, words) for kind in dict.fromkeys(type(r).__name__ for r in pair.divides))
    return names.parties(pair.parties), alike, holds or "–", divides or "–"


def _left_out(found: Bases, names: Names, words: Words) -> list[Block]:
    out = {party: many for party, many in found.left_out.items() if many}
    if not out or not found.passing:
        return []
    said = [
        words.say(
            "{party} is left below no deal by {n} of the {total} packages that would pass.",
            party=names.party(party),
            n=words.number(many),
            total=words.number(found.passing),
        )
        for party, many in sorted(out.items(), key=lambda item: -item[1])
    ]
    return [Heading(words.say("Who can be left out"), 3), Bullets(tuple(said))]
