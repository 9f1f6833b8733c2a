"""A shortlist as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.reasons import reason_sentence
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.shortlist import Entry, Shortlist
from makeable.report.blocks import Block, Bullets, Notice, Paragraph, Table
from makeable.report.contents.division import scope_words
from makeable.report.contents.packages import gains_table, settled_table

__all__ = ["letter", "shortlist_blocks"]


def letter(number: int) -> str:
    """The name of an entry: A, B, C, and so on."""
    return chr(ord("A") + number)


def shortlist_blocks(found: Shortlist, names: Names, words: Words) -> list[Block]:
    """The entries side by side, what each gives each party, and what speaks for each."""
    if not found.entries:
        said = [reason_sentence(reason, names, words) for reason in found.reasons]
        return [Notice(" ".join(filter(None, said)) or words.say("There is no deal to be made."), "warning")]
    scope = scope_words(found.over, words)
    if found.considered is not None:
        intro = words.say("Chosen among the {n} {scope}.", n=words.large(found.considered), scope=scope)
    else:
        intro = words.say(
            "The best of the {scope} by each principle; there are too many to look at them all.", scope=scope
        )
    packages = {letter(n): entry.package for n, entry in enumerate(found.entries)}
    gains = {party: [entry.gains[party] for entry in found.entries] for party in found.parties}
    return [
        Paragraph(intro),
        settled_table(packages, names, words, words.say("How each entry settles the issues")),
        gains_table(tuple(packages), gains, names, words, words.say("Gain of each party over no deal")),
        Bullets(tuple(_said(n, entry, names, words) for n, entry in enumerate(found.entries))),
        _ranks(found, words),
    ]


def _said(number: int, entry: Entry, names: Names, words: Words) -> str:
    """What speaks for an entry, and what against."""
    parts = []
    if entry.best_by:
        parts.append(
            words.say("best by {principles}", principles=words.listed(principle_title(p, words) for p in entry.best_by))
        )
    if number and entry.differs:
        settled = names.package(entry.package, entry.differs)
        parts.append(words.say("differs from A in {settled}", settled=settled))
    least = entry.least_satisfied
    parts.append(
        words.say(
            "least satisfied: {party} ({gain})",
            party=names.party(least),
            gain=words.number(entry.gains[least], signed=True),
        )
    )
    if entry.losers:
        parts.append(words.say("outvoted: {parties}", parties=names.parties(entry.losers)))
    return f"{letter(number)}: {'. '.join(part[0].upper() + part[1:] for part in parts)}."


def _ranks(found: Shortlist, words: Words) -> Table:
    principles = list(found.entries[0].ranks)
    rows = tuple(
        (letter(n), *(str(rank) if (rank := entry.ranks[p]) is not None else "–" for p in principles))
        for n, entry in enumerate(found.entries)
    )
    columns = (words.say("Entry"), *(principle_title(p, words) for p in principles))
    caption = words.say("Rank among all candidates, by principle")
    return Table(columns, rows, caption, frozenset(range(1, len(columns))))
