"""A justification for one party's constituency, in one minute or in full."""

from __future__ import annotations

from makeable.explain.fairness import contradiction, fairness_sentences, principle_words
from makeable.explain.justification import (
    answer_sentence,
    bottom_line,
    comparison_name,
    concession_sentence,
    exchange_sentences,
    objection_sentence,
    points,
    quoted,
    served_words,
    unknown_sentences,
)
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.model import Case
from makeable.principles.justification import Justification
from makeable.report.blocks import Block, Bullets, Document, Heading, Notice, Paragraph, Table

__all__ = ["justification_blocks", "justification_document", "short_justification_blocks"]


def justification_document(found: Justification, case: Case, words: Words, short: bool = False) -> Document:
    """The page that a negotiator takes home. `short`: what can be said in one minute."""
    names = Names(case, words)
    blocks = (short_justification_blocks if short else justification_blocks)(found, names, words)
    whose = words.say("What we agreed and why: for those whom {party} speaks for", party=names.party(found.party))
    return Document(case.title, tuple(blocks), whose, words.language)


def short_justification_blocks(found: Justification, names: Names, words: Words) -> list[Block]:
    """What we needed, got and gave, why it is fair, what a critic will say, what is not known: one minute."""
    pairs = []
    if needs := [f"{need.text.rstrip('.')} ({served_words(need, words)})" for need in found.needs[:3]]:
        pairs.append((words.say("We needed"), "; ".join(needs)))
    got = sorted((a for a in found.accounts if a.got > 0), key=lambda a: -a.got)[:2]
    if got:
        said = [
            words.say(
                "{issue}: {settled} ({got} of {range} points)",
                issue=names.issue(a.issue),
                settled=quoted(a.issue, a.settled, names),
                got=words.number(a.got),
                range=words.number(a.most - a.least),
            )
            for a in got
        ]
        pairs.append((words.say("We got"), "; ".join(said)))
    if found.concessions:
        first = found.concessions[0]
        text = words.say(
            "{issue}: {settled} instead of {wish} (−{gave} points)",
            issue=names.issue(first.issue),
            settled=quoted(first.issue, first.settled, names),
            wish=quoted(first.issue, first.wish, names),
            gave=words.number(first.gave),
        )
        pairs.append((words.say("We gave, above all"), text))
    if found.principle:
        against = contradiction(found, names, words)
        label = words.say("Is it fair?") if against else words.say("Why it is fair")
        pairs.append((label, f"{principle_words(found.principle, words)} {against}".strip()))
    objection = found.objections[0]
    said_against = (
        f"{objection_sentence(objection, found, names, words)} {answer_sentence(objection, found, names, words)}"
    )
    pairs.append((words.say("What a critic will say"), said_against))
    pairs.append((words.say("What we do not know"), unknown_sentences(found, names, words)[0]))
    lines = tuple(f"{label} {text}" if label.endswith("?") else f"{label}: {text}" for label, text in pairs)
    return [_bottom(found, names, words), Bullets(lines), _private(names, found, words)]


def justification_blocks(found: Justification, names: Names, words: Words) -> list[Block]:
    """The same in full, with every number that a reader needs to check it."""
    blocks: list[Block] = [_bottom(found, names, words)]
    if not found.allowed:
        blocks.append(Notice(words.say("The package breaks a constraint of the case."), "warning"))
    blocks += _needs(found, names, words)
    blocks += _ledger(found, names, words)
    blocks += _gave(found, names, words)
    fair = words.say("Why it is fair") if found.gain >= 0 else words.say("Is it fair?")
    blocks += [Heading(fair), *_fair(found, names, words)]
    blocks += _beside(found, names, words)
    blocks.append(Heading(words.say("What a critic will say, and our answer")))
    for objection in found.objections:
        blocks.append(Heading(objection_sentence(objection, found, names, words), 3))
        blocks.append(Paragraph(answer_sentence(objection, found, names, words)))
    blocks.append(Heading(words.say("What we do not know")))
    blocks.append(Bullets(tuple(unknown_sentences(found, names, words))))
    return [*blocks, _private(names, found, words)]


def _bottom(found: Justification, names: Names, words: Words) -> Notice:
    text = bottom_line(found, names, words)
    if found.gain > 0 and found.share is not None and found.share < 1:
        share = "That is {share} of the gain that the best package for us alone could have brought."
        text += " " + words.say(share, share=words.percent(found.share))
    return Notice(text, "good" if found.gain > 0 else "info" if found.gain == 0 else "warning")


def _needs(found: Justification, names: Names, words: Words) -> list[Block]:
    if not found.needs:
        return []
    rows = tuple(
        (
            need.text,
            names.issues(need.issues) or "–",
            served_words(need, words) + ("" if need.share in (None, 0, 1) else f" ({words.percent(need.share or 0)})"),
        )
        for need in found.needs
    )
    columns = tuple(words.say(c) for c in ("What we needed", "Decided by", "Met"))
    blocks: list[Block] = [Heading(words.say("What we needed")), Table(columns, rows)]
    positions = names.case.sheets[found.party].positions
    for position in positions:
        settled = position.issue in found.package and names.settlement(position.issue, found.package[position.issue])
        text = words.say("We said: “{text}.”", text=position.text.rstrip("."))
        if position.because:
            text += " " + words.say("Behind it stood: {because}", because=position.because[-1])
        if settled:
            text += " " + words.say("It became: {settled}.", settled=settled)
        blocks.append(Paragraph(text))
    return blocks


def _ledger(found: Justification, names: Names, words: Words) -> list[Block]:
    """Issue by issue, in our own points; the rows add up to the value of the agreement."""
    rows = [
        (
            names.issue(a.issue),
            names.settlement(a.issue, a.settled),
            names.settlement(a.issue, a.wish) if a.gave else words.say("this"),
            words.number(a.score),
            words.number(a.most),
        )
        for a in sorted(found.accounts, key=lambda a: -a.weight)
        if a.weight or a.score
    ]
    rows += [
        (
            words.say("Together"),
            note or words.say("a combination we wished for"),
            "–",
            words.number(score, signed=True),
            "–",
        )
        for note, score in found.together
    ]
    rows.append((words.say("Sum"), "", "", words.number(found.value), ""))
    columns = tuple(words.say(c) for c in ("Issue", "Agreed", "Our wish", "Worth to us", "At best"))
    note = words.say(
        "Points are our own: we wrote down ourselves what each outcome is worth to us. What weighs most stands first."
    )
    if quiet := [a.issue for a in found.accounts if not (a.weight or a.score)]:
        note += " " + words.say("Without weight for us: {issues}.", issues=names.issues(quiet))
    table = Table(columns, tuple(rows), "", frozenset({3, 4}), frozenset({len(rows) - 1}), note)
    return [Heading(words.say("What we got")), table]


def _gave(found: Justification, names: Names, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(words.say("What we gave, and what it bought"))]
    if not found.concessions:
        return [*blocks, Paragraph(words.say("Nothing that our scores can show: we got our wish on every issue."))]
    said = tuple(concession_sentence(account, names, words) for account in found.concessions)
    total = sum((a.gave for a in found.concessions), found.value - found.value)
    text = words.say(
        "Measured against getting our way on everything, we gave {points} in all.", points=points(total, words)
    )
    blocks += [Paragraph(text), Bullets(said)]
    traded = [other for other in found.compared if other.lost]
    if traded:
        blocks.append(Heading(words.say("What it bought"), 3))
        return [*blocks, *(Paragraph(exchange_sentences(other, found, names, words)) for other in traded)]
    if found.gain > 0:
        text = "It is the price of an agreement that leaves us {gain} better off than none."
        blocks.append(Paragraph(words.say(text, gain=points(found.gain, words))))
    return blocks


def _fair(found: Justification, names: Names, words: Words) -> list[Block]:
    if not found.principle:
        text = (
            "No principle was named before the division. We can say what we gained, but not by what measure it is fair."
        )
        return [Notice(words.say(text), "info")]
    blocks: list[Block] = [
        Paragraph(words.say("The principle by which the group agreed to divide:")),
        Notice(principle_words(found.principle, words), "info"),
    ]
    if against := contradiction(found, names, words):
        blocks.append(Notice(against, "warning"))
    if said := fairness_sentences(found, words):
        blocks.append(Bullets(tuple(said)))
    return blocks


def _beside(found: Justification, names: Names, words: Words) -> list[Block]:
    rows = [(words.say("What was agreed"), words.number(found.value), "", "", "")]
    rows.append((words.say("No deal"), words.number(found.no_deal), words.number(found.gain, signed=True), "–", "–"))
    rows += [
        (
            comparison_name(other.name, words),
            words.number(other.value),
            words.number(other.ahead, signed=True),
            names.issues(other.won) or "–",
            names.issues(other.lost) or "–",
        )
        for other in found.compared
    ]
    columns = ("Compared with", "Worth to us", "The agreement brings us", "Better on", "Worse on")
    caption = words.say("The agreement beside everything else that lay on the table")
    table = Table(tuple(words.say(c) for c in columns), tuple(rows), caption, frozenset({1, 2}), frozenset({0}))
    return [Heading(words.say("Compared with what else there was")), table]


def _private(names: Names, found: Justification, words: Words) -> Paragraph:
    text = "This page shows our own scores and what we would do without a deal. It is for {party} alone."
    return Paragraph(words.say(text, party=names.party(found.party)), muted=True)
