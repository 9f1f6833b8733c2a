"""A package with side payments as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.principles import registered
from makeable.principles.transfers import Paid
from makeable.report.blocks import Block, Bullets, Notice, Paragraph, Table
from makeable.report.contents.packages import settled_table

__all__ = ["transfers_blocks"]


def transfers_blocks(found: Paid, names: Names, words: Words) -> list[Block]:
    """The package, who pays and who receives, what each then gains, and who could be left out."""
    blocks: list[Block] = [Paragraph(words.say(registered()[found.principle].says))]
    if found.package is None:
        text = "Even with payments there is no deal: no package gains enough to make good what the others lose."
        return [*blocks, Notice(words.say(text), "warning"), Paragraph(proof_sentence(found.proof, words), muted=True)]
    blocks.append(settled_table({words.say("Package"): found.package}, names, words))
    sheets = names.case.sheets
    rows = tuple(
        (
            names.party(party),
            words.number(sheets[party].gain(found.package), signed=True),
            words.number(found.payments[party], signed=True) if party in found.payments else "–",
            words.number(gain, signed=True),
        )
        for party, gain in found.gains.items()
    )
    columns = tuple(words.say(c) for c in ("Party", "Gain before payment", "Receives", "Gain"))
    note = words.say("Gains in points over no deal; payments in money, negative for who pays. They add up to 0.")
    blocks.append(Table(columns, rows, words.say("What each party gets"), frozenset({1, 2, 3}), note=note))
    said = [words.say("The joint gain is worth {amount} in money.", amount=words.number(found.surplus))]
    for leaver in found.leavers:
        text = "The others could pass a deal without {party} and would have up to {more} more to share."
        said.append(words.say(text, party=names.party(leaver.without), more=words.number(leaver.more)))
    if unknown := [party for party in names.case.party if party not in sheets]:
        said.append(words.say("Nothing is known here of {parties}.", parties=names.parties(unknown)))
    text = "Payments rest on what a unit of money was said to be worth to each party; check that first."
    said.append(words.say(text))
    return [*blocks, Bullets(tuple(said)), Paragraph(proof_sentence(found.proof, words), muted=True)]
