"""Packages that differ in substance, as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions, reason_sentence
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.diverse import Diverse
from makeable.report.blocks import Block, Bullets, Notice, Paragraph
from makeable.report.contents.division import scope_words
from makeable.report.contents.packages import gains_table, settled_table
from makeable.report.contents.shortlist import letter

__all__ = ["diverse_blocks"]


def diverse_blocks(found: Diverse, names: Names, words: Words) -> list[Block]:
    """The packages side by side, what each gives, and where they differ."""
    if not found.variants:
        said = " ".join(filter(None, (reason_sentence(reason, names, words) for reason in found.reasons)))
        return [Notice(said or words.say("There is no such package."), "warning")]
    packages = {letter(n): variant.package for n, variant in enumerate(found.variants)}
    gains = {party: [variant.gains[party] for variant in found.variants] for party in found.parties}
    blocks: list[Block] = [
        Paragraph(
            words.say(
                "A is best by the principle {principle} among the {scope}; each next one is best among those that "
                "differ on at least {n} issues from all before it.",
                principle=principle_title(found.principle, words),
                scope=scope_words(found.over, words),
                n=found.distance,
            )
        ),
        settled_table(packages, names, words, words.say("How each package settles the issues")),
        gains_table(tuple(packages), gains, names, words, words.say("Gain of each party over no deal")),
    ]
    if lines := _lines(found, names, words):
        blocks.append(Bullets(lines))
    if found.exhausted:
        blocks.append(Paragraph(words.say("There are no further packages that far from all of these.")))
    blocks.append(Paragraph(proof_sentence(found.proof, words), muted=True))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _lines(found: Diverse, names: Names, words: Words) -> tuple[str, ...]:
    """Where each differs from the first, and from the draft."""
    lines = []
    for number, variant in enumerate(found.variants):
        parts = []
        if number:
            parts.append(words.say("differs from A on {issues}", issues=names.issues(variant.differs)))
        if variant.changes:
            parts.append(words.say("changes {issues}", issues=names.package(variant.package, variant.changes)))
        if variant.losers:
            parts.append(words.say("outvoted: {parties}", parties=names.parties(variant.losers)))
        if parts:
            lines.append(f"{letter(number)}: {'. '.join(part[0].upper() + part[1:] for part in parts)}.")
    return tuple(lines)
