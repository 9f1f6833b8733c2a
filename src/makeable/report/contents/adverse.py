"""Coalitions against a package as blocks."""

from __future__ import annotations

from makeable.coalition.adverse import Adverse, Blocking, Hole
from makeable.explain.adverse import (
    appeal_sentence,
    blocking_sentences,
    ethics_sentences,
    hole_sentence,
    preempting_sentence,
    verdict_sentence,
)
from makeable.explain.bases import bases_assumptions, basis_kind
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.model import Package
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.packages import gains_table, settled_table

__all__ = ["adverse_blocks"]

_APPEALS = 3


def adverse_blocks(found: Adverse, names: Names, words: Words) -> list[Block]:
    """Who would block, how they hold together, where the hole is, what forestalls them, at what cost to whom."""
    kind = "good" if found.passes and not found.blocking else "warning"
    blocks: list[Block] = [
        settled_table({words.say("The package"): found.package}, names, words),
        Notice(verdict_sentence(found, names, words), "good" if kind == "good" else "warning"),
    ]
    refusing = [group for group in found.blocking if group.now]
    waiting = [group for group in found.blocking if not group.now]
    blocks += _refusing(refusing, names, words)
    blocks += _waiting(waiting, found.package, names, words)
    blocks += _preempting(found, names, words)
    if found.appeals and (found.no or found.blocking):
        said = tuple(appeal_sentence(appeal, found.package, names, words) for appeal in found.appeals[:_APPEALS])
        blocks.append(Heading(words.say("Or appeal to a principle that both sides could accept"), 3))
        blocks.append(Paragraph(words.say("What each would change:")))
        blocks.append(Bullets(said))
        text = words.say("Agree on the principle before anybody looks at what it gives; none of them is the fair one.")
        blocks.append(Paragraph(text))
    if said_of_ethics := ethics_sentences(found.reasons, names, words):
        blocks += [Heading(words.say("Before you divide anybody"), 3), Bullets(tuple(said_of_ethics))]
    blocks += _allies(found, names, words)
    if taken := bases_assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]


def _refusing(groups: list[Blocking], names: Names, words: Words) -> list[Block]:
    """The groups whose no is enough, and for each member what would win it."""
    if not groups:
        return []
    blocks: list[Block] = [Heading(words.say("Groups whose no is enough"), 3)]
    rows = tuple(_row(group, names, words) for group in groups)
    columns = tuple(words.say(c) for c in ("Group", "What could hold it together", "Cheapest to win over"))
    blocks.append(Table(columns, rows))
    holes: dict[str, Hole] = {}
    for group in groups:
        for hole in group.holes:
            holes.setdefault(hole.party, hole)
    order = sorted(holes.values(), key=lambda h: (h.near is None, len(h.loses), h.price))
    blocks.append(Heading(words.say("What would win each of them, the cheapest first"), 3))
    return [*blocks, Bullets(tuple(hole_sentence(hole, names, words) for hole in order))]


def _row(group: Blocking, names: Names, words: Words) -> tuple[str, ...]:
    kinds = [frozenset(pair.kinds) for pair in group.bonds]
    shared = sorted(frozenset.intersection(*kinds)) if kinds else []
    glue = ", ".join(basis_kind(kind, words) for kind in shared) if kinds else "–"
    first = group.holes[0] if group.holes and group.holes[0].near is not None else None
    cheapest = names.party(first.party) if first is not None else words.say("nobody")
    return names.parties(group.members), glue or words.say("little in common"), cheapest


def _waiting(groups: list[Blocking], package: Package, names: Names, words: Words) -> list[Block]:
    """The groups that could hold out for something else."""
    if not groups:
        return []
    blocks: list[Block] = [Heading(words.say("Groups that could hold out for another package"), 3)]
    for group in groups:
        said = blocking_sentences(group, package, names, words)
        said += [hole_sentence(hole, names, words) for hole in group.holes[:1]]
        blocks += [Paragraph(names.parties(group.members)), Bullets(tuple(said))]
    return blocks


def _preempting(found: Adverse, names: Names, words: Words) -> list[Block]:
    if not found.preempting:
        return []
    said = tuple(preempting_sentence(one, names, words) for one in found.preempting)
    blocks: list[Block] = [Heading(words.say("What would forestall them"), 3), Bullets(said, numbered=True)]
    columns = tuple(str(number) for number in range(1, len(found.preempting) + 1))
    changes = {
        party: [one.near.change.get(party) for one in found.preempting]
        for party in names.case.party
        if party in names.case.sheets
    }
    caption = words.say("What each would change for every party, in its own points")
    return [*blocks, gains_table(columns, changes, names, words, caption)]


def _allies(found: Adverse, names: Names, words: Words) -> list[Block]:
    if not found.side:
        return []
    blocks: list[Block] = [Heading(words.say("With whom {party} could block", party=names.party(found.side)), 3)]
    if not found.allies:
        return [*blocks, Paragraph(words.say("There is no group in which its no would matter."))]
    said = []
    for group in found.allies:
        others = [party for party in group if party != found.side]
        if not others:
            said.append(words.say("Alone: nothing passes without it."))
            continue
        willing = [party for party in others if party in found.no]
        text = words.say("With {parties}.", parties=names.parties(others))
        if len(willing) == len(others):
            text += " " + words.say("Everybody in it is against this package already.")
        elif willing:
            text += " " + words.say("Against it already: {parties}.", parties=names.parties(willing))
        said.append(text)
    return [*blocks, Bullets(tuple(said))]
