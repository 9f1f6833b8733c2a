"""The best compatible set in each way of dealing, as blocks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from makeable.discovery.deal import Deal
from makeable.discovery.room import ModeAnswer, RoomFound
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.model.register import Register
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.deals import gains_line, move_sentences, shape_word

__all__ = ["mode_word", "room_blocks"]

_NAMED = 6


def mode_word(mode: str, parties: str, words: Words) -> str:
    """A way of dealing, in words."""
    said = {
        "swaps": words.say("swaps"),
        "three": words.say("up to three parties"),
        "small": words.say("up to {n} parties", n=parties),
        "netting": words.say("in kind, any number of parties"),
        "account": words.say("a unit of account, no credit"),
        "credit": words.say("a unit of account with credit lines"),
        "payments": words.say("side payments"),
    }
    return said[mode]


def room_blocks(register: Register, wanted: str) -> Callable[..., list[Block]]:
    """A maker of blocks: all ways side by side, then the best set in the `wanted` one."""

    def blocks(found: RoomFound, names: Names, words: Words) -> list[Block]:
        answer = next((a for a in found.modes if a.mode == wanted), found.modes[-1])
        made: list[Block] = [_table(found, words), _meaning(found, words)]
        title = mode_word(answer.mode, found.given["parties"], words)
        made.append(Heading(words.say("The best set: {mode}", mode=title)))
        if not answer.deals:
            made.append(
                Notice(words.say("Nothing can be done in this way that leaves everybody better off."), "warning")
            )
        for deal in answer.deals:
            made.append(Heading(_head(deal, names, words), 3))
            made.append(Bullets(tuple(move_sentences(deal.moves, register, names, words))))
            if not answer.received:
                made.append(gains_line(deal, names, words, found.unit))
        if answer.received:
            made.append(_settlement(answer, names, words, found.unit))
        outside = [names.party(o) for o in found.names if o not in answer.gains]
        if outside:
            made.append(Paragraph(words.say("In none: {names}.", names=words.listed(outside))))
        return [*made, Paragraph(proof_sentence(answer.proof, words), muted=True)]

    return blocks


def _head(deal: Deal, names: Names, words: Words) -> str:
    value = words.number(deal.value)
    if len(deal.parties) > _NAMED:
        text = "{name}: one knot of {n} organisations ({value})"
        return words.say(text, name=deal.name, n=len(deal.parties), value=value)
    head = f"{deal.name}: {names.parties(deal.parties)}"
    return words.say("{head} ({kind}, {value})", head=head, kind=shape_word(deal, words), value=value)


def _table(found: RoomFound, words: Words) -> Table:
    columns = (
        words.say("Way of dealing"),
        words.say("Value"),
        words.say("Of the most"),
        words.say("Deals"),
        words.say("Organisations"),
        words.say("Left after a closer look"),
        words.say("Proof"),
    )
    rows = []
    for answer in found.modes:
        gap = answer.proof.gap
        sure = words.say("proven") if answer.proof.kind == "proven" else words.say("within {gap}", gap=_gap(gap, words))
        rows.append(
            (
                mode_word(answer.mode, found.given["parties"], words),
                words.number(answer.value),
                words.percent(answer.share),
                words.number(len(answer.deals)),
                f"{len(answer.gains)} / {found.organisations}",
                words.number(answer.survive),
                sure,
            )
        )
    caption = words.say("The same room in every way of dealing ({unit})", unit=found.unit)
    return Table(columns, tuple(rows), caption, frozenset({1, 2, 3, 4, 5}))


def _gap(gap: Fraction | None, words: Words) -> str:
    return words.percent(gap, 1) if gap is not None else words.say("an unknown distance")


def _meaning(found: RoomFound, words: Words) -> Paragraph:
    text = (
        "In kind, every deal stands by itself and every participant ends above acting alone. With a unit of account, "
        "each transfer has a price between its cost and its worth, and purchases stay within sales and credit "
        "({credit} of the worth of one's own needs, where nothing else is stated). With side payments, everything "
        "worth more than it costs is done, and payments leave everybody better off. Groups that hang together count "
        "as one deal."
    )
    return Paragraph(words.say(text, credit=words.percent(Fraction(found.given["credit"]))), muted=True)


def _settlement(answer: ModeAnswer, names: Names, words: Words, unit: str) -> Table:
    columns = (words.say("Organisation"), words.say("Received"), words.say("Gain"))
    rows = tuple(
        (
            names.party(o),
            words.number(answer.received.get(o, Fraction(0)), signed=True),
            words.number(gain, signed=True),
        )
        for o, gain in sorted(answer.gains.items(), key=lambda pair: -pair[1])
    )
    caption = words.say("What is paid (minus) and received, and the gain after that ({unit})", unit=unit)
    note = words.say("One way among many: here the gain of each group is shared equally.")
    return Table(columns, rows, caption, frozenset({1, 2}), note=note if answer.mode == "payments" else "")
