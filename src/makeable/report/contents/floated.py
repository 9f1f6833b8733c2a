"""What has been floated, as blocks."""

from __future__ import annotations

from makeable.explain.days import day
from makeable.explain.demands import demand_sentence
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.invent.floated import Floated, FloatedFinding
from makeable.model import Reaction
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph
from makeable.report.contents.packages import gains_table

__all__ = ["floated_blocks"]


def floated_blocks(found: FloatedFinding, names: Names, words: Words) -> list[Block]:
    """Every what-if with its lineage, the reactions to it, and what it would give."""
    if not found.what_ifs:
        return [Notice(words.say("Nothing has been floated yet."), "info")]
    blocks: list[Block] = [Paragraph(words.say("These are what-ifs. They bind nobody, and no reaction is a promise."))]
    for floated in found.what_ifs:
        blocks += _one(floated, names, words)
    return blocks


def _one(floated: Floated, names: Names, words: Words) -> list[Block]:
    what_if = floated.what_if
    by = names.party(what_if.author) if what_if.author else words.say("nobody named")
    said = [words.say("Floated by {who}.", who=by)]
    if what_if.grew_from:
        said.append(words.say("Grew from {other}.", other=what_if.grew_from))
    if what_if.expires is not None:
        text = "On the table until {day}." if floated.open else "No longer on the table since {day}."
        said.append(words.say(text, day=day(what_if.expires, words)))
    if floated.offered is not None:
        said.append(words.say("{who} has made it an offer.", who=names.party(floated.offered.by)))
    open_issues = [issue.name for issue in names.case.issues if issue.id not in what_if.package]
    blocks: list[Block] = [Heading(what_if.id, 3), Paragraph(" ".join(said), muted=True)]
    settled = names.package(what_if.package)
    rest = words.say("Left open: {issues}.", issues=words.listed(open_issues)) if open_issues else ""
    blocks.append(Paragraph(f"{settled}. {rest}".strip()))
    if what_if.note:
        blocks.append(Paragraph(what_if.note, muted=True))
    if floated.gains:
        gains = {party: [gain] for party, gain in floated.gains.items()}
        blocks.append(gains_table((words.say("Gain"),), gains, names, words, words.say("What it would give")))
    for party, reaction in floated.reactions.items():
        blocks += _reaction(party, reaction, floated, names, words)
    return blocks


def _reaction(party: str, reaction: Reaction, floated: Floated, names: Names, words: Words) -> list[Block]:
    verdicts = {
        "yes": words.say("{party} could live with it as it stands.", party=names.party(party)),
        "possible": words.say("{party} finds it possible, if:", party=names.party(party))
        if reaction.demands
        else words.say("{party} finds it possible.", party=names.party(party)),
        "no": words.say("{party} says no.", party=names.party(party)),
    }
    blocks: list[Block] = [Paragraph(" ".join(filter(None, (verdicts[reaction.verdict], reaction.note))))]
    own = [demand for demand in floated.demands if demand.party == party]
    package = floated.what_if.package
    if own:
        sentences = (demand_sentence(demand, package, names, words, owner=False) for demand in own)
        blocks.append(Bullets(tuple(sentences)))
    return blocks
