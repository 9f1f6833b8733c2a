"""Principles side by side, as blocks: what each would settle, and what each gives each party."""

from __future__ import annotations

from collections.abc import Sequence

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import reason_sentence
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.model import Package
from makeable.principles import Division, registered
from makeable.report.blocks import Block, Bullets, Chart, Notice, Paragraph, Table
from makeable.report.charts.gain_bars import Gains, gain_bars
from makeable.report.contents.division import scope_words
from makeable.report.contents.packages import gains_table, settled_table

__all__ = ["comparison_blocks"]

BARS = 5
"""Principles in one chart; more bars for each party could not be told apart."""


def comparison_blocks(divisions: Sequence[Division], names: Names, words: Words) -> list[Block]:
    """Several principles over the same candidates; none of them is called the fair one."""
    answered = [division for division in divisions if division.packages]
    if not answered:
        reasons = [reason_sentence(r, names, words) for d in divisions[:1] for r in d.reasons]
        return [Notice(" ".join(filter(None, reasons)) or words.say("There is no deal to be made."), "warning")]
    titles = {division.principle: principle_title(division.principle, words) for division in answered}
    same: dict[Package, list[str]] = {}
    for division in answered:
        same.setdefault(division.packages[0], []).append(titles[division.principle])
    packages = {words.listed(who): package for package, who in same.items()}
    if len(answered) > 1 and len(packages) == 1:
        packages = {words.say("All principles"): next(iter(same))}
    distinct = [next(d for d in answered if d.packages[0] == package) for package in same]
    gains = {party: [d.gains[party] for d in distinct] for party in answered[0].parties}
    caption = words.say("Gain of each party over no deal")
    table = gains_table(tuple(packages), gains, names, words, caption)
    blocks: list[Block] = [
        Paragraph(
            words.say(
                "Each principle chooses among the {scope}. Principles differ in what they take fairness to be; none is "
                "the fair one. Choose the principle before looking at what it gives.",
                scope=scope_words(answered[0].over, words),
            )
        ),
        settled_table(packages, names, words, words.say("How each principle would settle the issues")),
        Chart(words.say("What each party gains by each principle"), _bars(distinct, packages, names, words), table),
        Bullets(tuple(_said(division, titles, words) for division in answered)),
        _proofs(answered, titles, words),
    ]
    losers = {party for division in answered for party in division.losers}
    if losers:
        text = words.say(
            "By some principles these parties end below no deal: {parties}.", parties=names.parties(sorted(losers))
        )
        blocks.insert(3, Notice(text, "warning"))
    return blocks


def _bars(distinct: Sequence[Division], packages: dict[str, Package], names: Names, words: Words) -> str:
    parties = [names.party(party) for party in distinct[0].parties]
    choices = [
        Gains(label, [float(division.gains[party]) for party in division.parties])
        for label, division in zip(packages, distinct, strict=True)
    ]
    return gain_bars(parties, choices[:BARS], no_deal=words.say("no deal"), number=words.number)


def _said(division: Division, titles: dict[str, str], words: Words) -> str:
    described = registered()[division.principle]
    title = titles[division.principle]
    return f"{title[0].upper()}{title[1:]}: {words.say(described.says)} {words.say(described.misleads)}"


def _proofs(answered: Sequence[Division], titles: dict[str, str], words: Words) -> Block:
    sure = [proof_sentence(division.proof, words) for division in answered]
    if len(set(sure)) == 1:
        return Paragraph(sure[0], muted=True)
    rows = tuple((titles[d.principle], sentence) for d, sentence in zip(answered, sure, strict=True))
    return Table((words.say("Principle"), words.say("How sure")), rows, words.say("How sure each answer is"))
