"""Contingent packages as blocks."""

from __future__ import annotations

from fractions import Fraction

from makeable.explain.contingent import as_planned, regret_sentences
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.contingency import ContingentJudgement, ContingentOffer, ContingentTerms
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table

__all__ = ["contingent_blocks", "judged_blocks"]


def contingent_blocks(found: ContingentTerms, names: Names, words: Words) -> list[Block]:
    """For each event, what terms that depend on it bring, and to whom."""
    title = principle_title(found.principle, words)
    blocks: list[Block] = [
        Paragraph(
            words.say(
                "What is settled may depend on what will happen. Each package is the best by {principle}; points are "
                "expected points, by each party's own probabilities.",
                principle=title,
            )
        )
    ]
    if not found.offers:
        blocks.append(Notice(words.say("The case has no events: add a section `events:` and `beliefs` to the sheets.")))
    for offer in found.offers:
        blocks += _offer(offer, found, names, words)
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _offer(offer: ContingentOffer, found: ContingentTerms, names: Names, words: Words) -> list[Block]:
    event = names.case.event[offer.event]
    blocks: list[Block] = [Heading(event.name)]
    judged = {
        words.say("Without a term on it"): offer.plain,
        words.say("Better for all") if offer.for_all else words.say("Worse for nobody"): offer.better,
        words.say("Best with terms on it"): offer.best,
    }
    known = {label: one for label, one in judged.items() if one is not None}
    if not known:
        return [*blocks, Notice(words.say("There is no deal to be made."), "warning")]
    if offer.better is None and offer.plain is not None:
        text = words.say("No term that depends on this is better for some and worse for nobody.")
        blocks.append(Notice(text))
    columns = (words.say("Party"), *(o.name for o in event.outcomes), *known)
    chances = next(iter(known.values())).chances
    rows = tuple(
        (
            names.party(party),
            *(words.percent(chances[party][outcome]) for outcome in event.outcome),
            *(words.number(one.gains[party], signed=True) for one in known.values()),
        )
        for party in found.parties
    )
    caption = words.say("What each party expects to happen, and its expected gain over no deal")
    blocks.append(Table(columns, rows, caption, frozenset(range(1, len(columns)))))
    blocks.append(Heading(words.say("How the issues are settled"), 3))
    blocks.append(_settled(known, names, words))
    for label, one in known.items():
        if said := regret_sentences(one, names, words):
            blocks += [Paragraph(words.say("To beware of in “{package}”:", package=label)), Bullets(said)]
    blocks.append(Paragraph(proof_sentence(offer.proof, words), muted=True))
    return blocks


def _settled(known: dict[str, ContingentJudgement], names: Names, words: Words) -> Table:
    """Issues down, packages across; a settlement that depends says on what."""
    event = names.case.event[next(iter(known.values())).package.event]
    rows, strong = [], set()
    for number, issue in enumerate(names.case.issues):
        cells = []
        for one in known.values():
            ways = {o: package[issue.id] for o, package in one.package.by_outcome.items()}
            if len(set(ways.values())) == 1:
                cells.append(names.settlement(issue.id, next(iter(ways.values()))))
                continue
            strong.add(number)
            parts = (f"{event.outcome[o].name}: {names.settlement(issue.id, way)}" for o, way in ways.items())
            cells.append("; ".join(parts))
        rows.append((issue.name, *cells))
    return Table((words.say("Issue"), *known), tuple(rows), "", strong=frozenset(strong))


def judged_blocks(found: ContingentJudgement, names: Names, words: Words) -> list[Block]:
    """One contingent package: what each party expects of it, and what it gets once the outcome is known."""
    event = names.case.event[found.package.event]
    blocks: list[Block] = [_settled({words.say("Settled as"): found}, names, words)]
    if not found.allowed:
        blocks.append(Notice(words.say("The package breaks a constraint of the case."), "warning"))
    elif found.passes:
        blocks.append(
            Notice(words.say("By their own expectations everyone prefers it to no deal."), "good")
            if found.unanimous
            else Notice(words.say("It passes without everyone's yes."), "info")
        )
    else:
        blocks.append(Notice(words.say("It does not pass."), "warning"))
    columns = (
        words.say("Party"),
        *(words.say("If {outcome}", outcome=o.name) for o in event.outcomes),
        words.say("Expected"),
    )
    rows = tuple(
        (
            names.party(party),
            *(_with_chance(found, party, outcome, words) for outcome in event.outcome),
            words.number(found.gains[party], signed=True),
        )
        for party in found.parties
    )
    caption = words.say("Gain of each party over no deal, with its own probability")
    blocks.append(Table(columns, rows, caption, frozenset(range(1, len(columns)))))
    if said := regret_sentences(found, names, words):
        blocks.append(Bullets(said))
    planned = event.outcome[as_planned(found)].name
    blocks.append(Paragraph(words.say("Expected most: {outcome}.", outcome=planned), muted=True))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _with_chance(found: ContingentJudgement, party: str, outcome: str, words: Words) -> str:
    gain: Fraction = found.then[outcome][party]
    return f"{words.number(gain, signed=True)} ({words.percent(found.chances[party][outcome])})"
