"""What a party has, as blocks."""

from __future__ import annotations

from itertools import groupby

from makeable.coalition.leverage import Leverage
from makeable.explain.bases import bases_assumptions
from makeable.explain.leverage import asset_caution, asset_sentence, asset_title
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph

__all__ = ["leverage_blocks"]


def leverage_blocks(found: Leverage, names: Names, words: Words) -> list[Block]:
    """Each kind of leverage with its evidence and a caution."""
    party = names.party(found.party)
    blocks: list[Block] = [Paragraph(words.say("What {party} has:", party=party))]
    if not found.assets:
        text = words.say(
            "Nothing shows in the rule, the sheets or the history. Look outside: a better alternative to a deal, "
            "allies, facts that others need."
        )
        blocks = [Notice(text)]
    for _, assets in groupby(found.assets, key=lambda asset: type(asset).__name__):
        same = list(assets)
        said = tuple(asset_sentence(asset, found.party, names, words) for asset in same)
        blocks += [Heading(asset_title(same[0], words), 3), Bullets(said)]
        blocks.append(Paragraph(words.say("Caution: {text}", text=asset_caution(same[0], words)), muted=True))
    if taken := bases_assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]
