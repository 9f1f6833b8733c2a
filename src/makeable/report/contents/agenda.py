"""A suggested agenda as blocks."""

from __future__ import annotations

from makeable.explain.agenda import item_sentences, item_title
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.trades import trade_gains
from makeable.explain.words import Words
from makeable.invent.bundle import Agenda
from makeable.report.blocks import Block, Bullets, Heading, Paragraph, Table

__all__ = ["agenda_blocks"]


def agenda_blocks(found: Agenda, names: Names, words: Words) -> list[Block]:
    """The items in their order, each with its reasons."""
    text = words.say(
        "A suggestion, in the order in which to take things up. It is drawn from scores, not from feelings."
    )
    rows = tuple(
        (str(number), item_title(item, names, words), words.percent(item.stakes))
        for number, item in enumerate(found.items, 1)
    )
    columns = (words.say("Item"), words.say("What to do"), words.say("Of all stakes"))
    blocks: list[Block] = [Paragraph(text), Table(columns, rows, "", frozenset({2}))]
    for number, item in enumerate(found.items, 1):
        blocks.append(Heading(f"{number}. {item_title(item, names, words)}", 3))
        blocks.append(Bullets(item_sentences(item, names, words)))
        if item.example is not None:
            trade = item.example
            blocks.append(
                Paragraph(
                    words.say(
                        "For example {changes}: {gains}.",
                        changes=names.package(trade.package, trade.changes),
                        gains=trade_gains(trade, names, words),
                    )
                )
            )
    base = names.package(found.package)
    if found.one_by_one:
        text = words.say("Settled one by one, the issues would give: {package}.", package=base)
    else:
        text = words.say("Trades were looked for from: {package}.", package=base)
    blocks.append(Paragraph(f"{text} {proof_sentence(found.proof, words)}", muted=True))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks
