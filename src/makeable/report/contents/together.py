"""How far the room has come together, as blocks."""

from __future__ import annotations

from makeable.discovery.together import NextStep, Together
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table

__all__ = ["together_blocks"]

_SHOWN = 8


def together_blocks(found: Together, names: Names, words: Words) -> list[Block]:
    """Relations and their steps, who drifts, who was never heard, small next steps, and credit."""
    made: list[Block] = []
    drifting = sum(relation.drifting for relation in found.relations)
    if drifting:
        text = words.count(drifting, "One relation drifts.", "{n} relations drift.")
        made.append(Notice(text, "warning"))
    if found.relations:
        columns = (words.say("Between"), words.say("About"), words.say("Step"), words.say("Since"), words.say("Silent"))
        rows = tuple(
            (
                names.parties(r.between),
                r.about or "–",
                words.say(r.step) + (f" ({words.say('drifts')})" if r.drifting else ""),
                r.since.isoformat(),
                words.say("{n} days", n=r.silent_days),
            )
            for r in found.relations
        )
        caption = words.say("Where relations stand on {day}", day=found.day.isoformat())
        drifts = frozenset(n for n, r in enumerate(found.relations) if r.drifting)
        made.append(Table(columns, rows, caption, strong=drifts))
    if found.next_steps:
        made.append(Heading(words.say("Small next steps, the most worth for the effort first"), 3))
        made.append(Bullets(tuple(_step(step, names, words) for step in found.next_steps[:_SHOWN]), numbered=True))
    if found.unheard:
        text = words.say("Never heard: {names}.", names=names.parties(found.unheard))
        made.append(Paragraph(text))
    if found.credit:
        shares = ", ".join(f"{names.party(o)} {words.number(share)}" for o, share in found.credit.items())
        made.append(Paragraph(words.say("Whose initiative it was: {shares}.", shares=shares)))
    return made


def _step(step: NextStep, names: Names, words: Words) -> str:
    values = {"who": names.party(step.who), "to": names.parties(step.to), "deal": step.deal}
    values["worth"] = words.number(step.worth)
    said = {
        "call": "{who} calls {to} about {deal} (worth {worth}).",
        "meet": "{who} invites {to} to an hour about {deal} (worth {worth}).",
        "plan": "{who}, {to}: write down who would do what in {deal} (worth {worth}).",
        "listen": "Somebody listens to {who}, then to {to}, about {deal} (worth {worth}).",
    }
    return words.say(said[step.kind], **values)
