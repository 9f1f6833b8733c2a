"""The frontier as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.words import Words
from makeable.frontier.pareto import FrontierFinding
from makeable.report.blocks import Block, Bullets, Facts, Notice, Paragraph, Table

__all__ = ["frontier_blocks"]


def frontier_blocks(found: FrontierFinding, names: Names, words: Words, shown: int = 20) -> list[Block]:
    """How many packages are efficient, and the first of them with their values."""
    if not found.vectors:
        return [Notice(words.say("No package keeps every constraint, or nobody's sheet is known."), "warning")]
    size = words.large(found.size) if found.size is not None else words.say("unknown")
    blocks: list[Block] = [
        Paragraph(words.say("No party can improve on these packages without another losing.")),
        Facts(
            (
                (words.say("Packages on the frontier"), size),
                (words.say("Distinct value vectors"), words.large(len(found.vectors))),
                (words.say("How sure"), proof_sentence(found.proof, words)),
            )
        ),
    ]
    sheets = names.case.sheets
    columns = (words.say("Package"), *(names.party(party) for party in found.parties))
    rows = tuple(
        (str(package), *(words.number(sheets[party].value(package)) for party in found.parties))
        for package in found.packages[:shown]
    )
    more = (found.size or len(found.packages)) - len(rows)
    note = (
        words.say("and {n} more; `--limit` shows more, `makeable shortlist` picks a few", n=words.large(more))
        if more > 0
        else ""
    )
    numeric = frozenset(range(1, len(columns)))
    blocks.append(Table(columns, rows, words.say("What each party gets"), numeric, note=note))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks
