"""Coalitions and power under a decision rule, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.coalition.power import Interval, Power, Share
from makeable.coalition.winning import Coalitions, Listed
from makeable.explain.coalitions import coalition_reasons, numeric_proof
from makeable.explain.names import Names
from makeable.explain.rule import rule_sentence
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table

__all__ = ["coalitions_blocks", "power_blocks"]

_MANY = 40  # weights in one sentence


def coalitions_blocks(found: Coalitions, names: Names, words: Words) -> list[Block]:
    """Who is needed, who does not matter, and the smallest groups that make or break a deal."""
    blocks: list[Block] = [*_rule(names, words), Facts(tuple(_facts(found, names, words)))]
    blocks += [Notice(text, "warning") for text in coalition_reasons(found.reasons, names, words)]
    if found.two_can_win:
        text = words.say("Two groups with no party in common could each make a deal, and the deals may contradict.")
        blocks.append(Notice(text, "warning"))
    blocks += _list(words.say("Smallest groups that can make a deal"), found.minimal_winning, names, words)
    blocks += _list(words.say("Smallest groups that can prevent any deal"), found.minimal_blocking, names, words)
    blocks.append(Paragraph(numeric_proof(found.proof, words), muted=True))
    return blocks


def _rule(names: Names, words: Words) -> list[Block]:
    if len(names.case.parties) > _MANY:
        return []
    return [Paragraph(rule_sentence(names.case.rule, names, words))]


def _facts(found: Coalitions, names: Names, words: Words) -> list[tuple[str, str]]:
    nobody = words.say("nobody")
    dummies = words.say("not decided") if found.dummies is None else names.parties(found.dummies) or nobody
    facts = [
        (words.say("Needed for any deal"), names.parties(found.vetoes) or nobody),
        (words.say("Enough for a deal alone"), names.parties(found.alone) or nobody),
        (words.say("Never makes a difference"), dummies),
    ]
    if found.winning is not None:
        share = words.percent(Fraction(found.winning, found.of), 2)
        text = words.say("{n} of {m} ({share})", n=words.number(found.winning), m=words.number(found.of), share=share)
        facts.append((words.say("Groups that can make a deal"), text))
    if found.deadlock is not None:
        text = words.say("yes") if found.deadlock else words.say("no")
        facts.append((words.say("Can split so that neither side decides"), text))
    return facts


def _list(title: str, listed: Listed, names: Names, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(title, 3)]
    if not listed.coalitions:
        return [*blocks, Paragraph(words.say("There is none."))]
    if not listed.complete:
        total = words.say("very many") if listed.count is None else words.number(listed.count)
        text = words.say("{n} of {total}:", n=len(listed.coalitions), total=total)
        blocks.append(Paragraph(text))
    blocks.append(Bullets(tuple(names.parties(group) for group in listed.coalitions)))
    return blocks


def power_blocks(found: Power, names: Names, words: Words) -> list[Block]:
    """The indices side by side, the most powerful first."""
    blocks: list[Block] = [*_rule(names, words)]
    columns = [(words.say("Shapley-Shubik"), found.shapley_shubik), (words.say("Banzhaf"), found.banzhaf)]
    if found.owen is not None:
        columns.append((words.say("Owen (with unions)"), found.owen))
    columns += [
        (words.say("Decides by a coin"), found.critical),
        (words.say("Can prevent"), found.coleman_prevent),
        (words.say("Can initiate"), found.coleman_initiate),
    ]
    extra = ((words.say("Johnston"), found.johnston), (words.say("Deegan-Packel"), found.deegan_packel))
    columns += [(title, values) for title, values in extra if values is not None]
    order = sorted(range(len(found.parties)), key=lambda i: -float(found.shapley_shubik[i]))
    rows = tuple((names.party(found.parties[i]), *(_percent(v[i], words) for _, v in columns)) for i in order)
    headings = (words.say("Party"), *(title for title, _ in columns))
    blocks.append(Table(headings, rows, words.say("Power in percent"), numeric=frozenset(range(1, len(headings)))))
    if found.shapley_intervals is not None:
        blocks.append(_intervals(found, found.shapley_intervals, order, names, words))
    passes = words.say("A vote by coins passes with a chance of {share}.", share=words.percent(Fraction(found.act), 3))
    said = (*_explained(found, words), passes, *coalition_reasons(found.reasons, names, words))
    blocks.append(Bullets(said))
    blocks.append(Paragraph(numeric_proof(found.proof, words), muted=True))
    return blocks


def _percent(share: Share, words: Words) -> str:
    return words.number(Fraction(share) * 100, 3)


def _intervals(found: Power, intervals: Sequence[Interval], order: Sequence[int], names: Names, words: Words) -> Table:
    rows = tuple(
        (names.party(found.parties[i]), _percent(intervals[i][0], words), _percent(intervals[i][1], words))
        for i in order
    )
    headings = (words.say("Party"), words.say("from"), words.say("to"))
    return Table(headings, rows, words.say("Shapley-Shubik, 95 % interval"), numeric=frozenset({1, 2}))


def _explained(found: Power, words: Words) -> list[str]:
    said = [
        words.say("Shapley-Shubik: in which share of all orders of joining this yes makes the deal."),
        words.say("Banzhaf: this party's share of all the coalitions that one yes turns into winning ones."),
        words.say("Can prevent: the share of winning groups it can break; can initiate: of losing groups it can save."),
    ]
    if found.owen is not None:
        said.append(words.say("Owen: as Shapley-Shubik, when the members of a union join one after the other."))
    return said
