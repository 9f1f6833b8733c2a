"""An agreement's gaps and scenarios as blocks."""

from __future__ import annotations

from makeable.agreement.checks import Checked
from makeable.agreement.derailers import Forecast, Foreseen, NoMechanism, TooFewScenarios
from makeable.explain.gaps import derailer_name, forecast_sentence, gap_sentence, suggestion_sentence
from makeable.explain.names import Names
from makeable.explain.terms import Terms
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.packages import settled_table

__all__ = ["agreement_blocks", "commitments_table", "scenario_blocks"]


def agreement_blocks(found: Checked, names: Names, words: Words) -> list[Block]:
    """What is settled, who does what, and what is still missing."""
    terms = Terms(names.case, words)
    blocks: list[Block] = [
        settled_table({words.say("Settled as"): terms.agreement.package}, names, words),
        commitments_table(terms, words.say("Who does what, by when")),
    ]
    if not found.gaps:
        blocks.append(Notice(words.say("Every part is there: nothing that can be checked is missing."), "good"))
        return blocks
    said = words.count(len(found.gaps), "One thing is missing.", "{n} things are missing.")
    blocks.append(Notice(said, "warning"))
    blocks.append(Bullets(tuple(gap_sentence(gap, terms) for gap in found.gaps)))
    return blocks


def commitments_table(terms: Terms, caption: str = "") -> Table:
    """Owner, deed, day, evidence and verifier of every commitment, by day."""
    words = terms.words
    held = sorted(terms.agreement.commitments, key=lambda c: (c.due is None, c.due, c.id))
    rows = tuple(
        (
            terms.day(c.due) + (f", {terms.every(c.every)}" if c.every else ""),
            terms.party(c.owner) if c.owner else "–",
            c.label,
            c.evidence or "–",
            terms.who(c.verifier) if c.verifier else "–",
        )
        for c in held
    )
    columns = tuple(words.say(c) for c in ("Due", "Who", "What", "Evidence", "Verified by"))
    return Table(columns, rows, caption)


def scenario_blocks(found: Foreseen, names: Names, words: Words) -> list[Block]:
    """The scenarios with the terms that answer them, the gaps, and the derailers nobody has written down."""
    terms = Terms(names.case, words)
    rows = tuple(
        (
            s.name,
            derailer_name(s.kind, terms),
            words.percent(s.probability) if s.probability is not None else "–",
            words.listed(terms.mechanism(key) for key in found.answered_by[s.id]) or words.say("nothing"),
        )
        for s in found.written
    )
    unanswered = frozenset(n for n, s in enumerate(found.written) if not found.answered_by[s.id])
    columns = tuple(words.say(c) for c in ("What if", "Kind", "A year", "Answered by"))
    blocks: list[Block] = []
    for reason in found.reasons:
        if isinstance(reason, TooFewScenarios):
            text = words.say("{n} scenarios are written; at least {m} should be.", n=reason.written, m=reason.needed)
            blocks.append(Notice(text, "warning"))
        elif isinstance(reason, NoMechanism):
            text = words.say("Nothing in the agreement answers this: {about}.", about=terms.scenario(reason.scenario))
            blocks.append(Notice(text, "warning"))
    if rows:
        blocks.insert(0, Table(columns, rows, words.say("What may go wrong"), frozenset({2}), unanswered))
    forecasts = [forecast_sentence(r, terms) for r in found.reasons if isinstance(r, Forecast)]
    if forecasts:
        blocks += [Heading(words.say("Forecasts that differ"), 3), Bullets(tuple(forecasts))]
    if found.suggestions:
        blocks.append(Heading(words.say("Usual derailers that are not written yet"), 3))
        said = tuple(
            f"{derailer_name(s.kind, terms)}: {suggestion_sentence(s, terms)}".capitalize()[:1]
            + f"{derailer_name(s.kind, terms)}: {suggestion_sentence(s, terms)}"[1:]
            for s in found.suggestions
        )
        blocks.append(Bullets(said))
    else:
        blocks.append(Paragraph(words.say("Every usual derailer has been thought of."), muted=True))
    return blocks
