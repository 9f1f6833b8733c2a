"""The small deals of a room, as blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from makeable.discovery.deal import Deal
from makeable.discovery.deals import Cut, DealsFound, Left, Unconfirmed
from makeable.discovery.moves import Move
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.finding import Reason
from makeable.model.register import Register
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table

__all__ = ["deal_table", "deals_blocks", "move_sentences", "shape_word"]

_SHAPES = {
    "gift": "gift",
    "swap": "swap",
    "ring": "ring",
    "chain": "chain from a gift",
    "exchange": "exchange",
    "bundle": "bundle",
    "project": "joint project",
    "sharing": "sharing",
}


def shape_word(deal: Deal, words: Words) -> str:
    """What kind of deal it is, in a word."""
    return words.say(_SHAPES[deal.shape])


def deals_blocks(register: Register, shown: int, details: int) -> Callable[..., list[Block]]:
    """A maker of blocks for the deals found: a table of the first `shown`, the first `details` told in full."""

    def blocks(found: DealsFound, names: Names, words: Words) -> list[Block]:
        made: list[Block] = [_opening(found, words), _facts(found, words)]
        if found.deals:
            made.append(deal_table(found.deals[:shown], names, words, found.unit))
            if len(found.deals) > shown:
                rest = len(found.deals) - shown
                made.append(Paragraph(words.say("{n} more; `--show 0` lists all.", n=rest), muted=True))
        for deal in found.deals[:details]:
            made.append(Heading(f"{deal.name}: {names.parties(deal.parties)}", 3))
            made.append(Bullets(tuple(move_sentences(deal.moves, register, names, words))))
            made.append(gains_line(deal, names, words, found.unit))
        if found.with_payment:
            made.append(Heading(words.say("Joint projects that need cost sharing"), 3))
            made.append(_projects(found.with_payment, register, names, words, found.unit))
        made += _reasons(found.reasons, names, words)
        return [*made, Paragraph(proof_sentence(found.proof, words), muted=True)]

    return blocks


def _opening(found: DealsFound, words: Words) -> Block:
    if not found.deals:
        text = words.say("No deal of this size leaves everybody in it better off. Near misses and larger deals may.")
        return Notice(text, "warning")
    text = words.count(len(found.deals), "One deal can be made in this room.", "{n} deals can be made in this room.")
    fresh = len(found.deals) - found.known
    told = words.say(" {n} of them nobody has named yet.", n=fresh) if fresh else ""
    if fresh == len(found.deals):
        told = words.say(" Nobody has named any of them yet.")
    return Notice(text + told, "good")


def _facts(found: DealsFound, words: Words) -> Block:
    pairs = sum(len(deal.parties) == 2 for deal in found.deals)
    return Facts(
        (
            (words.say("Groups with a deal and no smaller one inside"), words.number(len(found.party_sets))),
            (words.say("Of these deals, seen by two alone"), words.number(pairs)),
            (words.say("Organisations reached"), f"{len(found.reached)} / {len(found.names)}"),
            (words.say("Known already"), words.number(found.known)),
            (words.say("Expected to survive a closer look"), words.number(found.expected, 1)),
        )
    )


def deal_table(deals: Sequence[Deal], names: Names, words: Words, unit: str) -> Table:
    """Deals, a row each, with what they can be ranked by."""
    columns = (
        words.say("Deal"),
        words.say("Kind"),
        words.say("Between"),
        words.say("Value"),
        words.say("Steps"),
        words.say("Trust"),
        words.say("Evenness"),
        words.say("Chance"),
    )
    rows = tuple(
        (
            deal.name,
            shape_word(deal, words),
            names.parties(deal.parties),
            words.number(deal.value),
            words.number(deal.steps),
            words.number(deal.trust) if deal.trust is not None else "–",
            words.percent(deal.evenness),
            words.percent(deal.probability),
        )
        for deal in deals
    )
    note = words.say(
        "Trust: the lowest known between two who must work together. Evenness: the smallest gain as a share of the "
        "largest. Chance: that every link holds."
    )
    caption = words.say("Deals (value in {unit})", unit=unit)
    return Table(columns, rows, caption, frozenset({3, 4, 5, 6, 7}), note=note)


def move_sentences(moves: Sequence[Move], register: Register, names: Names, words: Words) -> list[str]:
    """What is done, a sentence each."""
    told = []
    for move in moves:
        for t in move.transfers:
            offer, need = register.offer[t.offer], register.need[t.need]
            values = {"giver": names.party(t.giver), "receiver": names.party(t.receiver)}
            values |= {"what": offer.what, "need": need.what, "cost": words.number(t.cost)}
            if t.worth:
                text = "{giver} → {receiver}: {what} (costs {cost}), for: {need} (worth {worth})."
                told.append(words.say(text, worth=words.number(t.worth), **values))
            else:
                told.append(words.say("{giver} → {receiver}: {what} (costs {cost}), for: {need}.", **values))
        if move.activity:
            activity = register.activity[move.activity]
            givers = names.parties(dict.fromkeys(part.by for part in activity.inputs))
            told.append(words.say("{name}, by {givers}.", name=activity.title, givers=givers))
        for organisation in move.harmed:
            hurt = words.number(-move.effects[organisation])
            told.append(words.say("{who} bears {hurt} and must consent.", who=names.party(organisation), hurt=hurt))
    return told


def gains_line(deal: Deal, names: Names, words: Words, unit: str) -> Paragraph:
    """Who gains what, in one line."""
    parts = [f"{names.party(o)} {words.number(gain, signed=True)}" for o, gain in deal.gains.items()]
    return Paragraph(words.say("Gains in {unit}: {gains}.", unit=unit, gains=", ".join(parts)))


def _projects(deals: Sequence[Deal], register: Register, names: Names, words: Words, unit: str) -> Block:
    rows = []
    for deal in deals:
        losers = [o for o, gain in deal.gains.items() if gain <= 0]
        short = -sum((deal.gains[o] for o in losers), Fraction(0))
        title = register.activity[deal.moves[0].activity].title
        rows.append((deal.name, title, words.number(deal.value), names.parties(losers), words.number(short)))
    columns = (words.say("Deal"), words.say("Project"), words.say("Value"), words.say("Must be paid"))
    caption = words.say("Worth doing if costs are shared ({unit})", unit=unit)
    return Table((*columns, words.say("At least")), tuple(rows), caption, frozenset({2, 4}))


def _reasons(reasons: Sequence[Reason], names: Names, words: Words) -> list[Block]:
    why = {
        "silent": words.say("offers and needs nothing"),
        "unlinked": words.say("no confirmed link"),
        "blocked": words.say("every link lacks something"),
        "gives_nothing": words.say("nobody uses what it could give"),
        "gets_nothing": words.say("nobody has what it needs"),
        "no_return": words.say("it gives and gets, but nothing of this size comes back"),
    }
    made: list[Block] = []
    left = [reason for reason in reasons if isinstance(reason, Left)]
    if left:
        made.append(Heading(words.say("In no deal"), 3))
        made.append(Bullets(tuple(f"{names.party(r.organisation)}: {why[r.why]}." for r in left)))
    for reason in reasons:
        if isinstance(reason, Unconfirmed):
            text = "One proposed link waits for a yes or no."
            made.append(Notice(words.count(reason.count, text, "{n} proposed links wait for a yes or no.")))
        if isinstance(reason, Cut):
            text = "The bundle `{what}` can be met in too many ways; not all were tried."
            cut = words.say(text, what=reason.what) if reason.what else words.say("The search was cut short.")
            made.append(Notice(cut, "warning"))
    return made
