"""A draft improved for everyone, as blocks: the steps, who gains what with each, and where they end."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.climb import Step
from makeable.invent.improve import Improvement
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table
from makeable.report.contents.packages import settled_table

__all__ = ["improvement_blocks"]


def improvement_blocks(found: Improvement, names: Names, words: Words) -> list[Block]:
    """The steps from the draft to the frontier."""
    if not found.parties:
        return [Notice(words.say("Nobody's sheet is known, so nothing can be compared."), "warning")]
    if not found.way.steps:
        text = words.say(
            "The package is on the frontier: nothing is better for one party and as good for all the others."
        )
        return [
            settled_table({words.say("Settled as"): found.draft}, names, words),
            Notice(text, "good"),
            *_sure(found, names, words),
        ]
    blocks: list[Block] = [Notice(_summary(found, words), "good")]
    if found.settled:
        text = words.say("The package is settled: it stays in force unless every party says yes to what follows.")
        blocks.append(Paragraph(text))
    packages = {words.say("Now"): found.draft, words.say("In the end"): found.end}
    blocks.append(settled_table(packages, names, words))
    blocks.append(Heading(words.say("Step by step"), 3))
    lines, now = [], found.draft
    for step in found.way.steps:
        lines.append(_line(step, now, names, words))
        now = step.package
    blocks.append(Bullets(tuple(lines), numbered=True))
    blocks.append(_table(found, names, words))
    smallest = {
        "way": words.say("No other way to this end has a smaller largest step."),
        "step": words.say("Each step changes as few issues as any from where it starts."),
        "": "",
    }[found.way.smallest]
    if smallest:
        blocks.append(Paragraph(smallest, muted=True))
    return [*blocks, *_sure(found, names, words)]


def _summary(found: Improvement, words: Words) -> str:
    gained = sum(1 for gain in found.gained.values() if gain > 0)
    text = words.say(
        "The package can be improved: {n} of {m} parties gain and none loses. The end is best by the principle "
        "{principle}, and on the frontier.",
        n=gained,
        m=len(found.parties),
        principle=principle_title(found.principle, words),
    )
    if found.most is not None and found.most > 0:
        total = sum(found.gained.values(), Fraction(0))
        text += " " + words.say(
            "Together they gain {total} points; the most that could be gained so is {most}.",
            total=words.number(total),
            most=words.number(found.most),
        )
    return text


def _line(step: Step, before: Mapping[str, object], names: Names, words: Words) -> str:
    moves = "; ".join(
        words.say(
            "{issue} from {old} to {new}",
            issue=names.issue(issue),
            old=names.settlement(issue, before[issue]),  # type: ignore[arg-type]
            new=names.settlement(issue, step.package[issue]),
        )
        for issue in step.issues
    )
    gains = words.listed(
        f"{names.party(party)} {words.number(gain, signed=True)}" for party, gain in step.gains.items() if gain > 0
    )
    return words.say("{moves}: {gains}; nobody loses.", moves=moves, gains=gains)


def _table(found: Improvement, names: Names, words: Words) -> Table:
    """What each party has over no deal (or over the settled package) now and after each step."""
    start = dict.fromkeys(found.parties, Fraction(0)) if found.settled else found.before
    rows = []
    for party in found.parties:
        along = accumulate((step.gains[party] for step in found.way.steps), initial=start[party])
        rows.append((names.party(party), *(words.number(value, signed=True) for value in along)))
    steps = (words.say("Step {n}", n=n) for n in range(1, len(found.way.steps) + 1))
    columns = (words.say("Party"), words.say("Now"), *steps)
    caption = words.say("Gain over what is settled") if found.settled else words.say("Gain of each party over no deal")
    return Table(columns, tuple(rows), caption, frozenset(range(1, len(columns))))


def _sure(found: Improvement, names: Names, words: Words) -> list[Block]:
    blocks: list[Block] = [Paragraph(proof_sentence(found.proof, words), muted=True)]
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks
