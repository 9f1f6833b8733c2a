"""The "taken" test as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.taken import charge_sentence, cure_sentence, verdict_words
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.taken import Charge, Taken, TakenParty
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.packages import settled_table

__all__ = ["taken_blocks"]


def taken_blocks(found: Taken, names: Names, words: Words) -> list[Block]:
    """Who could say that it was taken, what shows it, and the least that would answer it."""
    blocks: list[Block] = [settled_table({words.say("Settled as"): found.package}, names, words)]
    open_to = [row for row in found.parties if row.verdict == "clearly"]
    if open_to:
        text = words.say("{parties} could say: we were taken.", parties=names.parties(row.party for row in open_to))
        blocks.append(Notice(text, "warning"))
    else:
        blocks.append(Notice(words.say("Nobody can show clearly that it was taken."), "good"))
    rows = tuple(
        (
            names.party(row.party),
            words.number(row.gain, signed=True),
            words.percent(row.share) if row.share is not None else "–",
            verdict_words(row, words),
        )
        for row in found.parties
    )
    columns = tuple(words.say(c) for c in ("Party", "Gain", "Share of potential", "Taken?"))
    note = words.say("The potential is the most it could gain with every present yes kept.")
    blocks.append(Table(columns, rows, "", frozenset({1, 2}), note=note))
    for row in found.parties:
        if row.charges:
            blocks.append(Heading(names.party(row.party), 3))
            blocks.append(Bullets(_charges(row, names, words)))
    asked = [principle_title(name, words) for name in found.chosen]
    said = [words.say("Principles with standing: {principles}.", principles=words.listed(asked) or "–")]
    said += [words.say("Taken to be comparable: {parties}.", parties=names.parties(group)) for group in found.groups]
    if found.unknown:
        said.append(words.say("Nothing is known here of {parties}.", parties=names.parties(found.unknown)))
    text = "Some principle will always give somebody more: what counts is whether it has standing in this group."
    said.append(words.say(text))
    return [*blocks, Bullets(tuple(said)), Paragraph(proof_sentence(found.proof, words), muted=True)]


def _charges(row: TakenParty, names: Names, words: Words) -> tuple[str, ...]:
    """A sentence or two per charge; principles that ask for the same share them."""
    together: dict[tuple[str, object], list[Charge]] = {}
    for charge in row.charges:
        together.setdefault((charge.kind, charge.by), []).append(charge)
    return tuple(
        f"{charge_sentence(same[0], names, words, [c.about for c in same])} {cure_sentence(same[0], names, words)}"
        for same in together.values()
    )
