"""What a principle chooses, as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions, reason_sentence
from makeable.explain.words import Words
from makeable.principles import Division, registered
from makeable.report.blocks import Block, Bullets, Facts, Notice, Paragraph, Table
from makeable.report.contents.packages import settled_table

__all__ = ["division_blocks", "scope_words"]


def scope_words(over: str, words: Words) -> str:
    """Among which packages a principle chose."""
    return {
        "unanimous": words.say("packages that everyone prefers to no deal"),
        "passing": words.say("packages that the decision rule lets pass"),
        "all": words.say("all packages that keep the constraints"),
    }[over]


def division_blocks(found: Division, names: Names, words: Words) -> list[Block]:
    """The package, what each party gets, who loses, and how sure it is."""
    described = registered()[found.principle]
    blocks: list[Block] = [Paragraph(words.say(described.says))]
    if not found.packages:
        said = [reason_sentence(reason, names, words) for reason in found.reasons]
        blocks.append(Notice(" ".join(filter(None, said)) or words.say("There is no deal to be made."), "warning"))
        return blocks
    many = len(found.packages) > 1
    labels = {
        words.say("Package {n}", n=n) if many else words.say("Package"): p for n, p in enumerate(found.packages[:5], 1)
    }
    blocks.append(
        settled_table(labels, names, words, words.say("Chosen among {scope}", scope=scope_words(found.over, words)))
    )
    rows = tuple(
        (
            names.party(party),
            words.number(found.values[party]),
            words.number(found.values[party] - found.gains[party]),
            words.number(found.gains[party], signed=True),
            words.percent(share) if (share := found.shares[party]) is not None else "–",
        )
        for party in found.parties
    )
    columns = tuple(words.say(c) for c in ("Party", "Value", "No deal", "Gain", "Share of potential"))
    caption = words.say("What each party gets") if not many else words.say("What each party gets from package 1")
    blocks.append(Table(columns, rows, caption, frozenset({1, 2, 3, 4})))
    if found.losers:
        text = words.say("Outvoted and left below no deal: {parties}.", parties=names.parties(found.losers))
        blocks.append(Notice(text, "warning"))
    said = [reason_sentence(reason, names, words) for reason in found.reasons if type(reason).__name__ in ("Tied",)]
    blocks += [Paragraph(sentence) for sentence in said]
    blocks.append(
        Facts(
            (
                (words.say("It assumes"), words.say(described.assumes)),
                (words.say("It misleads"), words.say(described.misleads)),
                (words.say("Source"), described.source),
                (words.say("How sure"), proof_sentence(found.proof, words)),
            )
        )
    )
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks
