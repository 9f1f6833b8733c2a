"""One deal in the round, as blocks."""

from __future__ import annotations

from collections.abc import Callable

from makeable.discovery.envision import Bound, Envisioned, Question
from makeable.discovery.sharing import Better, NotPriced, Sharing
from makeable.explain.names import Names
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.deals import shape_word

__all__ = ["envision_blocks", "sharing_blocks"]


def envision_blocks(sharing: Sharing | None) -> Callable[[Envisioned, Names, Words], list[Block]]:
    """A maker of blocks: the plan, what it brings, what must be true, what is open; and the division of its gain."""

    def blocks(found: Envisioned, names: Names, words: Words) -> list[Block]:
        deal = found.deal
        text = "{deal}: a {kind} of {parties}, worth {value} {unit} together."
        made: list[Block] = [
            Notice(
                words.say(
                    text,
                    deal=deal.name,
                    kind=shape_word(deal, words),
                    parties=names.parties(deal.parties),
                    value=words.number(deal.value),
                    unit=found.unit,
                ),
                "good",
            ),
            _plan(found, names, words),
            _brings(found, names, words),
            _dimensions(found, words),
        ]
        if found.must_hold:
            made += [Heading(words.say("What has to be true"), 3), Bullets(found.must_hold)]
        if found.questions:
            made.append(Heading(words.say("Open questions, for those who know"), 3))
            made.append(Bullets(tuple(dict.fromkeys(_question(q, names, words) for q in found.questions))))
        if found.personal:
            made.append(Heading(words.say("What is at stake for people"), 3))
            made.append(Bullets(tuple(f"{names.party(o)}: {text}" for o, text in found.personal.items())))
        if sharing is not None:
            made += sharing_blocks(sharing, names, words)
        return made

    return blocks


def _plan(found: Envisioned, names: Names, words: Words) -> Table:
    columns = (words.say("Who"), words.say("Does what"), words.say("For"), words.say("When"), words.say("Cost"))
    rows = tuple(
        (names.party(b.who), _thing(b, words), names.parties(b.to), _when(b, words), words.number(b.cost))
        for b in found.bound
    )
    return Table(columns, rows, words.say("Who would be bound to do what ({unit})", unit=found.unit), frozenset({4}))


def _thing(bound: Bound, words: Words) -> str:
    amount = f" ({words.number(bound.quantity)} × {bound.unit})" if bound.unit else ""
    return f"{bound.what}{amount}{f', {bound.where}' if bound.where else ''}"


def _when(bound: Bound, words: Words) -> str:
    start = bound.start.isoformat() if bound.start else ""
    end = bound.end.isoformat() if bound.end else ""
    return f"{start} – {end}" if start or end else words.say("to be agreed")


def _brings(found: Envisioned, names: Names, words: Words) -> Table:
    columns = (words.say("For"), words.say("What"), words.say("Value"), words.say("Today"), words.say("Then"))
    rows = tuple(
        (
            names.party(b.to),
            b.what,
            words.say(b.dimension) if b.dimension else "–",
            words.number(b.today),
            words.number(b.worth),
        )
        for b in found.brings
    )
    caption = words.say("What it brings, against today ({unit})", unit=found.unit)
    return Table(columns, rows, caption, frozenset({3, 4}))


def _dimensions(found: Envisioned, words: Words) -> Block:
    parts = [
        f"{name or words.say('not said')} {words.number(worth, signed=True)}"
        for name, worth in sorted(found.by_dimension.items(), key=lambda pair: -pair[1])
    ]
    gains = ", ".join(f"{found.names[o]} {words.number(gain, signed=True)}" for o, gain in found.deal.gains.items())
    text = "By dimension of value: {parts}. After its own costs each one gains: {gains}."
    return Paragraph(words.say(text, parts=", ".join(parts), gains=gains))


def _question(question: Question, names: Names, words: Words) -> str:
    who, about = names.parties(question.who), question.about
    said = {
        "estimate": words.say("{about}: the figure is an estimate; ask {who}.", about=about, who=who),
        "doubt": words.say("{about}: does this really fit? Ask {who}.", about=about, who=who),
        "when": words.say("{about}: from when to when? Nobody said.", about=about),
        "lead": words.say("{about}: who leads it?", about=about),
        "trust": words.say("{who} have reason to be wary of each other.", who=who),
    }
    return f"{said[question.kind]} {question.note}".strip()


def sharing_blocks(found: Sharing, names: Names, words: Words) -> list[Block]:
    """The gain by each principle, side by side, and who could walk away."""
    made: list[Block] = [Heading(words.say("Sharing the gain"))]
    parties = found.deal.parties
    columns = (words.say("Principle"), *(names.party(o) for o in parties), words.say("Who could do better alone"))
    rows = []
    for division in found.divisions:
        walk = division.walks[0] if division.walks else None
        told = f"{names.parties(walk.group)}: {words.number(walk.better, signed=True)}" if walk else words.say("nobody")
        rows.append(
            (principle_title(division.principle, words), *(words.number(division.gains[o]) for o in parties), told)
        )
    caption = words.say("What each principle gives; none of them is the fair one")
    made.append(Table(columns, tuple(rows), caption, frozenset(range(1, len(parties) + 1))))
    for division in found.divisions[1:]:
        paid = [
            f"{names.party(o)} {words.number(amount, signed=True)}" for o, amount in division.payments.items() if amount
        ]
        if paid:
            name = principle_title(division.principle, words)
            made.append(Paragraph(words.say("To reach {name}: {paid}.", name=name, paid=", ".join(paid)), muted=True))
    if found.excess > 0:
        text = "Whatever the division, some group could do better by {excess}: the core is empty."
        made.append(Notice(words.say(text, excess=words.number(found.excess)), "warning"))
    for reason in found.reasons:
        if isinstance(reason, Better):
            text = "With payments and other moves open to them, the same participants could make {by} more."
            made.append(Notice(words.say(text, by=words.number(reason.by))))
        if isinstance(reason, NotPriced):
            made.append(Notice(words.say("No prices of the assets support this deal exactly.")))
    return made
