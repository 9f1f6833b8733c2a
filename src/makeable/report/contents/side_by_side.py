"""All principles side by side, with no deal, the status quo and the drafts, as blocks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions, reason_sentence
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.finding import Assumed, NoDeal
from makeable.principles.compare import Comparison
from makeable.principles.division import Division
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.division import scope_words
from makeable.report.contents.packages import settled_table

__all__ = ["side_by_side_blocks"]


def side_by_side_blocks(found: Comparison, names: Names, words: Words) -> list[Block]:
    """Which principles agree, what each gives in value, gain and share, who prefers which, where the drafts stand."""
    first = {division.principle: division for division in found.divisions if division.packages}
    if not first:
        said = [reason_sentence(r, names, words) for r in found.reasons if isinstance(r, NoDeal | Assumed)]
        text = " ".join(filter(None, said)) or words.say("There is no deal to be made.")
        return [Notice(text, "warning"), *_unanswered(found, words)]
    columns = {_letter(n): first[group[0]] for n, group in enumerate(found.alike)}
    scope = scope_words(next(iter(first.values())).over, words)
    text = words.say(
        "Each principle chooses among the {scope}. None is the fair one; choose the principle before looking at what "
        "it gives.",
        scope=scope,
    )
    listed = tuple(
        (letter, words.listed(principle_title(name, words) for name in group))
        for letter, group in zip(columns, found.alike, strict=True)
    )
    caption = words.say("Where principles agree: these choose the same package")
    blocks: list[Block] = [
        Paragraph(text),
        Table((words.say("Package"), words.say("Chosen by")), listed, caption),
        settled_table(
            {letter: d.packages[0] for letter, d in columns.items()}, names, words, words.say("The packages")
        ),
    ]
    blocks += _tables(found, columns, names, words)
    losers = sorted({party for division in first.values() for party in division.losers})
    if losers:
        text = words.say(
            "By some principles these parties end below no deal: {parties}.", parties=names.parties(losers)
        )
        blocks.append(Notice(text, "warning"))
    blocks += _preferences(found, names, words)
    tied = [d for d in first.values() if len(d.packages) > 1]
    blocks += [
        Paragraph(
            words.say(
                "{principle}: {n} packages do equally well; the first is shown.",
                principle=principle_title(d.principle, words),
                n=len(d.packages),
            )
        )
        for d in tied
    ]
    blocks += [*_unanswered(found, words), *_proofs(list(first.values()), words)]
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _tables(found: Comparison, columns: dict[str, Division], names: Names, words: Words) -> list[Block]:
    tabled = {_tabled(one.name, words): one for one in found.tabled}
    # The dream deals of egalitarian shares are another yardstick than the most that a candidate gives.
    usual = [d for d in found.divisions if d.packages and d.principle != "egalitarian-shares"]
    potential = {p: next((d.potential[p] for d in usual if d.potential[p]), None) for p in found.parties}

    def table(caption: str, line: Fraction | None, cell: Callable[[str, object], str]) -> Table:
        heads = (words.say("Party"), *((words.say("No deal"),) if line is None else ()), *columns, *tabled)
        rows = []
        for party in found.parties:
            start = (words.number(found.no_deal[party]),) if line is None else ()
            cells = [cell(party, one) for one in (*columns.values(), *tabled.values())]
            rows.append((names.party(party), *start, *cells))
        return Table(heads, tuple(rows), caption, frozenset(range(1, len(heads))))

    def share(party: str, one: object) -> str:
        most = potential[party]
        return words.percent(one.gains[party] / most) if most else "–"  # type: ignore[attr-defined]

    values = table(words.say("Value to each party"), None, lambda p, one: words.number(one.values[p]))  # type: ignore[attr-defined]
    gains = table(
        words.say("Gain over no deal"),
        Fraction(0),
        lambda p, one: words.number(one.gains[p], signed=True),  # type: ignore[attr-defined]
    )
    shares = table(words.say("Gain as a share of the most each could gain"), Fraction(0), share)
    notes = [
        words.say("{package} would not pass: {parties} would say no.", package=label, parties=names.parties(noes))
        for label, one in tabled.items()
        if not one.passes and (noes := [p for p in found.parties if one.gains[p] < 0])
    ]
    return [values, gains, shares, *([Bullets(tuple(notes))] if notes else [])]


def _tabled(name: str, words: Words) -> str:
    return {"draft": words.say("Draft"), "status_quo": words.say("Status quo")}.get(name, name)


def _preferences(found: Comparison, names: Names, words: Words) -> list[Block]:
    rows = tuple(
        (names.party(party), words.listed(principle_title(name, words) for name in best))
        for party, best in found.prefers.items()
        if best
    )
    if not rows:
        return []
    columns = (words.say("Party"), words.say("Does best under"))
    return [Table(columns, rows, words.say("Which principle suits whom"))]


def _unanswered(found: Comparison, words: Words) -> list[Block]:
    said = tuple(f"{principle_title(one.principle, words)}: {words.say(one.why)}" for one in found.unanswered)
    return [Heading(words.say("Principles that gave no answer"), 3), Bullets(said)] if said else []


def _proofs(divisions: list[Division], words: Words) -> list[Block]:
    sure: dict[str, list[str]] = {}
    for division in divisions:
        sure.setdefault(proof_sentence(division.proof, words), []).append(principle_title(division.principle, words))
    if len(sure) == 1:
        return [Paragraph(next(iter(sure)), muted=True)]
    rows = tuple((words.listed(who), sentence) for sentence, who in sure.items())
    return [Table((words.say("Principle"), words.say("How sure")), rows, words.say("How sure each answer is"))]
