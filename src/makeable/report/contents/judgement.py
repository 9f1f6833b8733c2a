"""A judged package as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.words import Words
from makeable.invent.judge import Judgement
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.packages import gains_table, settled_table

__all__ = ["judgement_blocks"]


def judgement_blocks(found: Judgement, names: Names, words: Words) -> list[Block]:
    """What the package gives each party, whether it passes, what would improve it."""
    blocks: list[Block] = [
        settled_table({words.say("Settled as"): found.package}, names, words),
        _verdict(found, names, words),
    ]
    rows = tuple(
        (
            names.party(party),
            words.number(found.values[party]),
            words.number(found.values[party] - found.gains[party]),
            words.number(found.gains[party], signed=True),
            words.percent(share) if (share := found.shares[party]) is not None else "–",
            words.say("yes") if found.gains[party] >= 0 else words.say("no"),
        )
        for party in found.parties
    )
    columns = tuple(words.say(c) for c in ("Party", "Value", "No deal", "Gain", "Share of potential", "Says"))
    noes = frozenset(n for n, party in enumerate(found.parties) if found.gains[party] < 0)
    if rows:
        blocks.append(Table(columns, rows, words.say("What each party gets"), frozenset({1, 2, 3, 4}), noes))
    blocks += _changes(found, names, words)
    blocks += _improvements(found, names, words)
    blocks.append(Paragraph(proof_sentence(found.proof, words), muted=True))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _verdict(found: Judgement, names: Names, words: Words) -> Notice:
    if not found.allowed:
        return Notice(words.say("The package breaks a constraint of the case."), "warning")
    if found.passes and found.unanimous:
        return Notice(words.say("It passes, and everyone prefers it to no deal."), "good")
    noes = names.parties(party for party in found.parties if found.gains[party] < 0)
    if found.passes:
        return Notice(words.say("It passes without the yes of {parties}.", parties=noes), "info")
    text = words.say("It does not pass: {parties} would say no.", parties=noes)
    if found.decisive:
        text += " " + words.say(
            "The yes of {parties} would be enough.", parties=words.say(" or ").join(map(names.party, found.decisive))
        )
    return Notice(text, "warning")


def _changes(found: Judgement, names: Names, words: Words) -> list[Block]:
    if not found.changes:
        return []
    said = []
    for party, change in found.changes.items():
        if change is None:
            said.append(words.say("{party}: no package would turn its no into a yes.", party=names.party(party)))
            continue
        sentence = words.say(
            "{party} would say yes with {changes} ({gain} over no deal).",
            party=names.party(party),
            changes=names.package(change.package, change.issues),
            gain=words.number(change.gain, signed=True),
        )
        if change.loses:
            sentence += " " + words.say("That would lose {parties}.", parties=names.parties(change.loses))
        said.append(sentence)
    return [Heading(words.say("The smallest change that turns each no into a yes"), 3), Bullets(tuple(said))]


def _improvements(found: Judgement, names: Names, words: Words) -> list[Block]:
    if found.pareto is None:
        text = words.say("Whether it is on the frontier could not be decided.")
    elif found.pareto:
        text = words.say("It is on the frontier: nothing is better for one party and as good for all the others.")
    else:
        text = words.say("It is not on the frontier: these packages are at least as good for everyone.")
    blocks: list[Block] = [Heading(words.say("Is anything left on the table?"), 3), Paragraph(text)]
    if found.improvements:
        packages = {str(n): package for n, package in enumerate(found.improvements, 1)}
        sheets = names.case.sheets
        steps = {p: [sheets[p].value(b) - found.values[p] for b in found.improvements] for p in found.parties}
        blocks.append(settled_table({words.say("Now"): found.package, **packages}, names, words))
        caption = words.say("What each party would gain compared with now")
        blocks.append(gains_table(tuple(packages), steps, names, words, caption))
    return blocks
