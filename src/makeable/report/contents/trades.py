"""Trades on differences as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.trades import (
    courtesy_sentence,
    exploits,
    gifts,
    hazards,
    schedule_sentence,
    term_sentence,
    trade_gains,
)
from makeable.explain.words import Words
from makeable.invent.logroll import Logrolls
from makeable.invent.state_term import StateTerm
from makeable.invent.timing import Schedule
from makeable.invent.trade import Trade
from makeable.invent.trades import Trades
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table

__all__ = ["trades_blocks"]

SHOWN = 5


def trades_blocks(found: Trades, names: Names, words: Words) -> list[Block]:
    """Each kind of trade under its own heading, with what it exploits and what each party gains."""
    blocks: list[Block] = [
        Paragraph(words.say("Parties can gain from what they see differently. None of these trades binds anybody."))
    ]
    if found.valuation is not None:
        blocks += _valuation(found.valuation, names, words)
    if found.appearance:
        blocks.append(Heading(words.say("Appearances: gestures that cost little and mean much")))
        blocks.append(Bullets(tuple(courtesy_sentence(one, names, words) for one in found.appearance)))
    if found.forecasts:
        blocks.append(Heading(words.say("Forecasts: terms that pay by what will happen")))
        for term in found.forecasts:
            blocks += _term(term, names, words)
    if found.risks:
        blocks.append(Heading(words.say("Risk: who should carry it")))
        for term in found.risks:
            blocks += _term(term, names, words)
    if found.timing is not None:
        blocks += _timing(found.timing, names, words)
    blocks += _silent(found, names, words)
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _valuation(found: Logrolls, names: Names, words: Words) -> list[Block]:
    start = words.say("Looked for from: {package}.", package=names.package(found.package))
    blocks: list[Block] = [Heading(words.say("Valuation: trades across issues")), Paragraph(start, muted=True)]
    if found.above:
        blocks.append(Notice(words.say("Everyone is at or above no deal already."), "good"))
    elif found.efficient:
        text = words.say("There is none: nothing is better for one party and as good for all the others.")
        blocks.append(Notice(text, "good"))
    elif not found.trades and found.larger is None:
        n = found.complete_to
        text = words.count(n, "There is none that changes one issue.", "There is none of up to {n} changes.")
        if found.efficient is None and found.line == "package":
            text += " " + words.say("Whether there is a larger one could not be decided.")
        blocks.append(Notice(text))
    if found.trades:
        text = words.count(found.found, "One trade was found", "{n} trades were found")
        text += words.say(", smallest first; no part of any of them would do. ")
        text += words.say("Sets of up to {n} changes were looked at, all of them.", n=found.complete_to)
        blocks.append(Paragraph(text))
        blocks.append(_overview(found, names, words))
        for number, trade in enumerate(found.trades[:SHOWN], 1):
            blocks += _trade(str(number), trade, names, words)
    if found.larger is not None:
        n = found.complete_to
        text = words.count(
            n, "No single change will do.", "No trade of up to {n} changes will do; this larger one does."
        )
        blocks.append(Paragraph(text))
        blocks += _trade(words.say("larger"), found.larger, names, words)
    blocks.append(Paragraph(proof_sentence(found.proof, words), muted=True))
    return blocks


def _overview(found: Logrolls, names: Names, words: Words) -> Table:
    shown = found.trades[:20]
    columns = (words.say("Trade"), words.say("Changes"), *(names.party(party) for party in found.parties))
    rows = tuple(
        (
            str(number),
            names.package(trade.package, trade.changes),
            *(words.number(trade.gains[party], signed=True) for party in found.parties),
        )
        for number, trade in enumerate(shown, 1)
    )
    caption = words.say("What each party would gain")
    if found.line == "no_deal":
        caption = words.say("Gain of each party over no deal")
    left = found.found - len(shown)
    note = words.say("And {n} more.", n=words.number(left)) if left > 0 else ""
    return Table(columns, rows, caption, frozenset(range(2, len(columns))), note=note)


def _trade(name: str, trade: Trade, names: Names, words: Words) -> list[Block]:
    title = {
        "free": words.say("a change that hurts nobody"),
        "swap": words.say("a swap"),
        "cycle": words.say("a ring of {n}", n=len(trade.ring)),
        "exchange": words.say("an exchange among several"),
        "together": words.say("parts that fit together"),
        "spared": words.say("given out of what is above no deal"),
    }[trade.kind]
    return [
        Heading(words.say("Trade {name}: {title}", name=name, title=title), 3),
        Paragraph(exploits(trade, names, words)),
        Bullets(gifts(trade, names, words)),
        Paragraph(words.say("In all: {gains}.", gains=trade_gains(trade, names, words))),
    ]


def _term(term: StateTerm, names: Names, words: Words) -> list[Block]:
    event = names.case.event[term.event]
    title = words.say("{event}, between {parties}", event=event.name, parties=names.parties(term.parties))
    unit = names.case.flows.unit if names.case.flows is not None else ""
    columns = (words.say("Party"), *(o.name for o in event.outcomes), words.say("Gain in its own points"))
    rows = tuple(
        (
            names.party(party),
            *(words.number(term.pays[party][outcome], signed=True) for outcome in event.outcome),
            words.number(term.gains[party], signed=True),
        )
        for party in term.parties
    )
    caption = words.say("What each party receives, by the outcome")
    caption = f"{caption} ({unit})" if unit else caption
    basis = {
        "linear": words.say("A linear program, solved exactly: everyone expects to gain equally, as much as can be."),
        "exponential": words.say(
            "Borch's rule in closed form (exponential utilities); everyone gains equally in money."
        ),
        "logarithmic": words.say(
            "Borch's rule in closed form (logarithmic utilities); everyone gains equally in money."
        ),
        "numerical": words.say("Solved numerically to Borch's condition, as equal in money as the limits allow."),
    }[term.basis]
    blocks: list[Block] = [
        Heading(title, 3),
        Paragraph(term_sentence(term, names, words)),
        Table(columns, rows, caption, frozenset(range(1, len(columns)))),
    ]
    blocks += [Notice(text, "warning") for text in hazards(term, names, words)]
    if not event.settled_by:
        blocks.append(Notice(words.say("Nothing says who establishes what happened."), "warning"))
    if term.limit:
        most = words.listed(f"{names.party(p)} {words.number(amount)}" for p, amount in term.limit.items())
        basis += " " + words.say("At most lost by it: {most}.", most=most)
    return [*blocks, Paragraph(basis, muted=True)]


def _timing(schedule: Schedule, names: Names, words: Words) -> list[Block]:
    unit = names.case.flows.unit if names.case.flows is not None else ""
    columns = (
        words.say("Party"),
        *(words.say("Year {n}", n=year) for year in schedule.years),
        words.say("Worth now"),
        words.say("Gain in its own points"),
    )
    rows = []
    for party in schedule.first:
        planned = (words.number(amount, signed=True) for amount in schedule.planned[party])
        paid = (words.number(amount, signed=True) for amount in schedule.pays[party])
        name = names.party(party)
        rows.append((words.say("{party}, as planned", party=name), *planned, words.number(schedule.before[party]), ""))
        gain = words.number(schedule.gains[party], signed=True)
        rows.append((words.say("{party}, better", party=name), *paid, words.number(schedule.after[party]), gain))
    caption = words.say("What each party receives")
    caption = f"{caption} ({unit})" if unit else caption
    strong = frozenset(range(1, len(rows), 2))
    return [
        Heading(words.say("Timing: who should be paid first")),
        Paragraph(schedule_sentence(schedule, names, words)),
        Table(columns, tuple(rows), caption, frozenset(range(1, len(columns))), strong),
        Paragraph(words.say("A bounded linear program, solved exactly; everyone gains equally in money."), muted=True),
    ]


def _silent(found: Trades, names: Names, words: Words) -> list[Block]:
    """What the sheets would have to say for more kinds of trades to be looked for."""
    said = []
    if "forecast" in found.looked and len(found.parties) - len(found.silent["forecast"]) < 2:
        said.append(words.say("Forecasts: fewer than two parties say what they expect (`beliefs`)."))
    if "risk" in found.looked and len(found.silent["risk"]) == len(found.parties):
        said.append(words.say("Risk: nobody says what an event would cost it (`exposure`)."))
    if "timing" in found.looked and (names.case.flows is None or len(found.parties) - len(found.silent["timing"]) < 2):
        said.append(words.say("Timing: no `flows`, or fewer than two parties give a `discount_rate`."))
    if not said:
        return []
    return [Heading(words.say("Not looked for, because nothing is known"), 3), Bullets(tuple(said))]
