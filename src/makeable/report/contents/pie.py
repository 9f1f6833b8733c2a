"""A pie divided by several rules, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.principles.claims.registry import Lacking, claims_rules
from makeable.principles.pies import PieDivision, Ruled
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table

__all__ = ["pie_blocks"]

ROWS = 40
"""Parties shown; the JSON answer has them all."""


def pie_blocks(found: PieDivision, names: Names, words: Words) -> list[Block]:
    """What each rule gives, who does best under which, who would do better alone, which rules need more."""
    if not found.ruled:
        blocks: list[Block] = [Notice(words.say("No rule could answer with what the file tells."), "warning")]
        return [*blocks, *_lacking(found, words)]
    blocks = []
    if len(found.ruled) > 1:
        text = words.say("No rule is the fair one. Choose the rule before looking at what it gives.")
        blocks.append(Paragraph(text))
    blocks.append(_shares(found, names, words))
    if len(found.ruled) == 1:
        blocks += _alone(found.ruled[0], found, names, words)
    for group in found.alike:
        rules = words.listed(principle_title(rule, words) for rule in group)
        blocks.append(Paragraph(words.say("Alike here: {rules}.", rules=rules)))
    blocks += _warnings(found, names, words)
    if len(found.ruled) > 1:
        blocks += _said(found, words)
        blocks += _preferences(found, names, words)
    blocks += _precedents(found, words)
    blocks += _lacking(found, words)
    return [*blocks, *_proofs(found.ruled, words)]


def _shares(found: PieDivision, names: Names, words: Words) -> Table:
    titles = [principle_title(one.rule, words) for one in found.ruled]
    parties = found.parties[:ROWS]
    caption = {
        "claims": words.say("What each gets of {amount}", amount=words.number(found.amount)),
        "savings": words.say("What each gets of {amount}", amount=words.number(found.amount)),
        "cost": words.say("What each pays of {amount}", amount=words.number(found.amount)),
    }[found.kind]
    note = ""
    if len(found.parties) > ROWS:
        note = words.say("The first {n} of {all} parties; --json has them all.", n=ROWS, all=len(found.parties))
    if len(parties) <= 7 and len(titles) > 1:
        rows = tuple(
            (title, *(words.number(share) for share in one.shares))
            for title, one in zip(titles, found.ruled, strict=True)
        )
        columns = (words.say("Rule"), *(names.party(party) for party in parties))
    else:
        rows = tuple(
            (names.party(party), *(words.number(one.shares[at]) for one in found.ruled))
            for at, party in enumerate(parties)
        )
        columns = (words.say("Party"), *titles)
    return Table(columns, rows, caption, frozenset(range(1, len(columns))), note=note)


def _alone(one: Ruled, found: PieDivision, names: Names, words: Words) -> list[Block]:
    """More about one rule: shares of claims, gains over being alone, what to know before choosing it."""
    rule = claims_rules()[one.rule]
    columns, cells = [words.say("Party")], [[names.party(party)] for party in found.parties[:ROWS]]
    if one.paid is not None:
        columns.append(words.say("Part of the claim"))
        for row, part in zip(cells, one.paid, strict=False):
            row.append("–" if part is None else words.percent(part, 1))
    if one.gains is not None:
        columns.append(words.say("Better off than alone by"))
        for row, gain in zip(cells, one.gains, strict=False):
            row.append(words.number(gain, signed=True))
    blocks: list[Block] = [Paragraph(words.say(rule.says))]
    if len(columns) > 1:
        numeric = frozenset(range(1, len(columns)))
        blocks.append(Table(tuple(columns), tuple(map(tuple, cells)), words.say("What that means to each"), numeric))
    facts = (
        (words.say("It assumes"), words.say(rule.assumes)),
        (words.say("It misleads"), words.say(rule.misleads)),
        (words.say("Source"), rule.source),
    )
    return [*blocks, Facts(facts)]


def _said(found: PieDivision, words: Words) -> list[Block]:
    rules = claims_rules()
    rows = tuple(
        (principle_title(one.rule, words), words.say(rules[one.rule].says), words.say(rules[one.rule].misleads))
        for one in found.ruled
    )
    columns = (words.say("Rule"), words.say("It says"), words.say("It misleads"))
    return [Table(columns, rows, words.say("What each rule says"))]


def _warnings(found: PieDivision, names: Names, words: Words) -> list[Block]:
    said = []
    for one in found.ruled:
        title = principle_title(one.rule, words)
        if one.losers:
            parties = names.parties(one.losers[:8])
            said.append(words.say("{rule}: worse off than alone: {parties}.", rule=title, parties=parties))
        if one.leaving is not None and len(one.leaving[0]) > 1:
            group, by = one.leaving
            text = words.say(
                "{rule}: {parties} would together do better without the others, by {by}.",
                rule=title, parties=names.parties(group), by=words.number(by),
            )  # fmt: skip
            said.append(text)
    return [Heading(words.say("Who could walk away"), 3), Bullets(tuple(said))] if said else []


def _preferences(found: PieDivision, names: Names, words: Words) -> list[Block]:
    rows = tuple(
        (names.party(party), words.listed(principle_title(rule, words) for rule in rules))
        for party, rules in list(found.prefers.items())[:ROWS]
        if rules
    )
    if not rows:
        return []
    columns = (words.say("Party"), words.say("Does best under"))
    return [Table(columns, rows, words.say("Which rule suits whom"))]


def _precedents(found: PieDivision, words: Words) -> list[Block]:
    if not found.precedents:
        return []
    rows = tuple(
        (
            near.precedent.name,
            "–" if near.distance is None else words.number(near.distance, 3),
            words.listed(near.features) or "–",
            near.precedent.source or "–",
        )
        for near in found.precedents
    )
    columns = tuple(words.say(c) for c in ("Precedent", "Distance", "Compared by", "Source"))
    return [Table(columns, rows, words.say("Comparable deals, nearest first (0: alike, 1: as unlike as any)"))]


def _lacking(found: PieDivision, words: Words) -> list[Block]:
    said = []
    for one in found.lacking:
        if one.needs == "kind":
            continue
        said.append(f"{principle_title(one.rule, words)}: {_need(one, words)}")
    if not said:
        return []
    return [Heading(words.say("Rules that need more"), 3), Bullets(tuple(said))]


def _need(one: Lacking, words: Words) -> str:
    if one.needs == "amount":
        return words.say("its shares add up to another amount than the one written.")
    needs = {"worth": "coalitions"}.get(one.needs, one.needs)
    return words.say("needs `{figure}`.", figure=needs) if " " not in needs else needs


def _proofs(ruled: Sequence[Ruled], words: Words) -> list[Block]:
    sampled = [one for one in ruled if one.margin > Fraction(0)]
    said = [
        words.say(
            "{rule} is an estimate from {by}: with {sure} confidence no single share is off by more than {margin}.",
            rule=principle_title(one.rule, words),
            by=one.proof.by,
            sure=words.percent(one.proof.confidence or 0),
            margin=words.number(one.margin, 4),
        )
        for one in sampled
    ]
    exact = [one.proof for one in ruled if one.margin == 0]
    if exact:
        said.append(proof_sentence(exact[0], words))
    return [Paragraph(sentence, muted=True) for sentence in said]
