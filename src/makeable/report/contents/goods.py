"""Goods shared out by several rules, as blocks."""

from __future__ import annotations

from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.model import plain
from makeable.model.goods import Goods
from makeable.principles.goods import GoodsDivision, Shared
from makeable.principles.items import items_rules
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table

__all__ = ["goods_blocks"]


def goods_blocks(found: GoodsDivision, goods: Goods, names: Names, words: Words) -> list[Block]:
    """What each rule gives to whom, how satisfied each is, who envies, who prefers which rule."""
    if not found.shared:
        blocks: list[Block] = [Notice(words.say("No rule could answer with what the file tells."), "warning")]
        return [*blocks, *_lacking(found, words)]
    blocks = []
    if len(found.shared) > 1:
        text = words.say("No rule is the fair one. Choose the rule before looking at what it gives.")
        blocks.append(Paragraph(text))
    blocks += [_owners(found, goods, names, words), _points(found, names, words), _judged(found, names, words)]
    rules = items_rules()
    if len(found.shared) == 1:
        rule = rules[found.shared[0].rule]
        facts = (
            (words.say("It says"), words.say(rule.says)),
            (words.say("It assumes"), words.say(rule.assumes)),
            (words.say("It misleads"), words.say(rule.misleads)),
            (words.say("Source"), rule.source),
        )
        blocks.append(Facts(facts))
    else:
        rows = tuple(
            (principle_title(one.rule, words), words.say(rules[one.rule].says), words.say(rules[one.rule].misleads))
            for one in found.shared
        )
        columns = (words.say("Rule"), words.say("It says"), words.say("It misleads"))
        blocks.append(Table(columns, rows, words.say("What each rule says")))
        suits = tuple(
            (names.party(party), words.listed(principle_title(rule, words) for rule in best))
            for party, best in found.prefers.items()
            if best
        )
        if suits:
            heads = (words.say("Party"), words.say("Does best under"))
            blocks.append(Table(heads, suits, words.say("Which rule suits whom")))
    return [*blocks, *_lacking(found, words), *_proofs(found, words)]


def _owners(found: GoodsDivision, goods: Goods, names: Names, words: Words) -> Table:
    titles = tuple(principle_title(one.rule, words) for one in found.shared)
    rows = tuple(
        (good.name, *(_owner(one, at, found.parties, names, words) for one in found.shared))
        for at, good in enumerate(goods.goods)
    )
    return Table((words.say("Item"), *titles), rows, words.say("Who gets what"))


def _owner(one: Shared, good: int, parties: tuple[str, ...], names: Names, words: Words) -> str:
    """One owner, or several with their parts."""
    held = [(party, part) for party, part in zip(parties, one.parts[good], strict=True) if part]
    if len(held) == 1 and held[0][1] == 1:
        return names.party(held[0][0])
    return ", ".join(f"{names.party(party)} {_part(part, words)}".strip() for party, part in held) or "–"


def _part(part: Fraction, words: Words) -> str:
    if part == 1:
        return ""
    return plain(part) if part.denominator <= 100 else words.percent(part, 2)


def _points(found: GoodsDivision, names: Names, words: Words) -> Table:
    titles = tuple(principle_title(one.rule, words) for one in found.shared)
    rows = tuple(
        (names.party(party), *(_satisfied(one, p, words) for one in found.shared))
        for p, party in enumerate(found.parties)
    )
    caption = words.say("What each gets, in its own points (and as part of its own total)")
    return Table((words.say("Party"), *titles), rows, caption, frozenset(range(1, len(titles) + 1)))


def _satisfied(one: Shared, p: int, words: Words) -> str:
    part = one.satisfied[p]
    return words.number(one.points[p]) + ("" if part is None else f" ({words.percent(part)})")


def _judged(found: GoodsDivision, names: Names, words: Words) -> Table:
    yes, no = words.say("yes"), words.say("no")
    rows = tuple(
        (
            principle_title(one.rule, words),
            yes if one.fair_share else no,
            "–" if not one.envies else "; ".join(f"{names.party(p)} → {names.party(q)}" for p, q in one.envies[:6]),
            yes if one.envy_one else no,
            {True: no, False: yes, None: "?"}[one.efficient],
        )
        for one in found.shared
    )
    columns = (
        words.say("Rule"),
        words.say("Everyone has its fair part"),
        words.say("Who envies whom"),
        words.say("Envy by one item at most"),
        words.say("Something better for all"),
    )
    return Table(columns, rows, words.say("What can be said of each sharing"))


def _lacking(found: GoodsDivision, words: Words) -> list[Block]:
    reasons = {
        "two": words.say("it is for two parties only."),
        "entitlements": words.say("it is for equal entitlements only."),
        "copies": words.say("it knows no copies and no limits."),
    }
    said = [f"{principle_title(one.rule, words)}: {reasons.get(one.needs, one.needs)}" for one in found.lacking]
    return [Heading(words.say("Rules that do not apply"), 3), Bullets(tuple(said))] if said else []


def _proofs(found: GoodsDivision, words: Words) -> list[Block]:
    rows = tuple((principle_title(one.rule, words), proof_sentence(one.proof, words)) for one in found.shared)
    return [Table((words.say("Rule"), words.say("How sure")), rows, words.say("How sure each answer is"))]
