"""Candidate links, as blocks: what to ask first, and the short list of each need."""

from __future__ import annotations

from functools import partial

from makeable.discovery.matching import Candidate, Matched, Matching
from makeable.explain.matching import kept_out_sentence, why_sentence
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table

__all__ = ["matching_blocks"]

_MOST_NEEDS = 200


def matching_blocks(found: Matching, names: Names, words: Words, asked: int = 10) -> list[Block]:
    """What to ask first (`asked` of them), then each need with its candidates, then what became of all pairs."""
    text = words.say(
        "These are candidates: none counts before somebody says yes. A score says how alike the texts are, "
        "not that the offer will do."
    )
    blocks: list[Block] = [Notice(text)]
    if found.questions and asked:
        blocks.append(_questions(found, names, words, asked))
    shown = [matched for matched in found.matched if matched.candidates][:_MOST_NEEDS]
    for matched in shown:
        blocks += _need(found, matched, names, words)
    if (more := len(found.matched) - len(found.without) - len(shown)) > 0:
        blocks.append(Paragraph(words.say("{n} more needs have candidates: --json lists all.", n=more)))
    if found.without:
        blocks.append(Heading(words.say("Needs without a candidate"), 3))
        line = partial(_line, found, names)
        blocks.append(Bullets(tuple(line(need) for need in found.without[:_MOST_NEEDS])))
        if found.method == "words":
            text = "Nobody offers anything in the same words; ask around, or compare by meaning with --model."
            blocks.append(Paragraph(words.say(text)))
    return [*blocks, Paragraph(_closing(found, words), muted=True)]


def _questions(found: Matching, names: Names, words: Words, asked: int) -> Table:
    columns = (
        words.say("Could this"),
        words.say("meet this?"),
        words.say("Score"),
        words.say("Gain if so"),
        words.say("Expected"),
        "OFFER:NEED",
    )
    rows = tuple(
        (
            f"{found.offers[q.offer]} ({names.party(found.givers[q.offer])})",
            f"{found.needs[q.need]} ({names.party(found.receivers[q.need])})",
            words.number(q.score),
            words.number(q.gain, 1) + ("?" if q.guessed else ""),
            words.number(q.expected, 1),
            f"{q.offer}:{q.need}",
        )
        for q in found.questions[:asked]
    )
    note = words.say(
        "Expected: the gain times the score, times the chance that likelier candidates for the same need fall "
        "through, less where links were confirmed before. A gain with ? is the room's middle worth: nobody said "
        "what it is worth."
    )
    caption = words.say("Ask these first: what a yes would change most ({unit})", unit=found.unit)
    return Table(columns, rows, caption, frozenset({2, 3, 4}), note=note)


def _need(found: Matching, matched: Matched, names: Names, words: Words) -> list[Block]:
    columns = (words.say("Score"), words.say("Offer"), words.say("Of"), words.say("Alike in"), words.say("To check"))
    rows = tuple(_candidate(found, candidate, names, words) for candidate in matched.candidates)
    return [Table(columns, rows, _line(found, names, matched.need), frozenset({0}))]


def _candidate(found: Matching, candidate: Candidate, names: Names, words: Words) -> tuple[str, ...]:
    check = [*candidate.check, *([words.say("too few units")] if candidate.short else [])]
    return (
        words.number(candidate.score),
        f"{found.offers[candidate.offer]} [{candidate.offer}]",
        names.party(found.givers[candidate.offer]),
        why_sentence(candidate, words),
        "; ".join(check) or "–",
    )


def _line(found: Matching, names: Names, need: str) -> str:
    return f"{names.party(found.receivers[need])}: {found.needs[need]} [{need}]"


def _closing(found: Matching, words: Words) -> str:
    compared = (
        words.say("Compared by words in common (BM25 on stems).")
        if found.method == "words"
        else words.say("Compared by meaning ({model}).", model=found.method)
    )
    return f"{kept_out_sentence(found, words)} {compared}"
