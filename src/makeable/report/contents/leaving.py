"""Who would leave a package, as blocks."""

from __future__ import annotations

from makeable.coalition.leaving import Leaving
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph
from makeable.report.contents.packages import gains_table, settled_table

__all__ = ["leaving_blocks"]

_SHOWN = 5


def leaving_blocks(found: Leaving, names: Names, words: Words) -> list[Block]:
    """The groups that could do better together, what they would agree on, and what it does to the others."""
    blocks: list[Block] = []
    if not found.ways:
        text = words.say("No group that can make a deal has a package that all its members prefer to this one.")
        blocks.append(Notice(text, "good"))
    else:
        text = words.count(
            len(found.ways),
            "One group could make a deal that all its members prefer.",
            "{n} groups could each make a deal that all their members prefer.",
        )
        blocks.append(Notice(text, "warning"))
    for way in found.ways[:_SHOWN]:
        blocks.append(Heading(names.parties(way.members), 3))
        blocks.append(settled_table({words.say("Now"): found.draft, words.say("Theirs"): way.package}, names, words))
        change = {**way.better, **way.others}
        columns = (words.say("Change"),)
        caption = words.say("What it changes for each party, in its own points")
        blocks.append(gains_table(columns, {p: (by,) for p, by in change.items()}, names, words, caption))
    if len(found.ways) > _SHOWN:
        rest = tuple(names.parties(way.members) for way in found.ways[_SHOWN:])
        blocks += [Heading(words.say("Further groups"), 3), Bullets(rest)]
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]
