"""Near misses, as blocks."""

from __future__ import annotations

from makeable.discovery.nearmiss import NearMiss, NearMisses
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.report.blocks import Block, Notice, Paragraph, Table

__all__ = ["near_miss_blocks", "near_miss_sentence"]


def near_miss_sentence(miss: NearMiss, names: Names, words: Words) -> str:
    """The one thing that is missing, in words."""
    if miss.kind == "payment":
        amount, who = words.number(miss.missing.cost), names.party(miss.missing.by)
        return words.say("if {who} were paid {amount}", who=who, amount=amount)
    if miss.kind == "capacity":
        return words.say("if {who} had one more: {what}", who=names.party(miss.missing.by), what=miss.missing.what)
    if miss.kind == "confirmation":
        return words.say("if this link were confirmed: {what}", what=miss.missing.what)
    said = {
        "permission": words.say("if there were {what}", what=miss.missing.what),
        "time": words.say("if the dates met: {what}", what=miss.missing.what),
        "capacity": words.say("if there were more: {what}", what=miss.missing.what),
        "participant": words.say("if this one joined: {what}", what=miss.missing.what),
    }
    return said.get(miss.missing.kind, words.say("if there were {what}", what=miss.missing.what))


def near_miss_blocks(found: NearMisses, names: Names, words: Words) -> list[Block]:
    """Each missing thing with what it would be worth to the room."""
    if not found.misses:
        return [Notice(words.say("No single thing would make the best set of deals larger."))]
    columns = (
        words.say("Makeable"),
        words.say("Cost"),
        words.say("Worth to the room"),
        words.say("Per cost"),
        words.say("Opens"),
    )
    rows = tuple(
        (
            near_miss_sentence(miss, names, words),
            words.number(miss.missing.cost) if miss.missing.cost else "–",
            words.number(miss.worth, signed=True),
            words.number(miss.per_cost, 1) if miss.per_cost is not None else "–",
            names.parties(miss.opens.parties) if miss.opens is not None else "–",
        )
        for miss in found.misses
    )
    caption = words.say(
        "What one thing each would add to the best set of deals, now {before} ({unit})",
        before=words.number(found.before),
        unit=found.unit,
    )
    note = words.say("Each was tried alone: their worths do not add up.")
    made: list[Block] = [Table(columns, rows, caption, frozenset({1, 2, 3}), note=note)]
    if found.worthless:
        text = "One more was tried and would add nothing."
        made.append(Paragraph(words.count(found.worthless, text, "{n} more were tried and would add nothing."), True))
    return [*made, Paragraph(proof_sentence(found.proof, words), muted=True)]
