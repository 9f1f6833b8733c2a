"""Trades as sentences: what each one exploits, who gives what, who gains how much, and what to beware of."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.invent.appearance import Courtesy
from makeable.invent.state_term import StateTerm
from makeable.invent.timing import Schedule
from makeable.invent.trade import Trade

__all__ = ["courtesy_sentence", "exploits", "gifts", "hazards", "schedule_sentence", "term_sentence", "trade_gains"]


def exploits(trade: Trade, names: Names, words: Words) -> str:
    """What a trade across issues rests on."""
    if trade.kind == "free":
        return words.say("It hurts nobody: it needs no trade.")
    if trade.kind == "together":
        return words.say("Only the combination brings the gain: the parts fit together.")
    if trade.kind == "spared":
        return words.say("Who gives stays at or above no deal.")
    giver, receiver = trade.ring[0], trade.ring[1]
    text = words.say(
        "It exploits that each cares more about what it gets than about what it gives: {sides}.",
        sides=_sides(trade, names, words),
    )
    if trade.kind == "swap":
        text = words.say(
            "It exploits that {one} cares more about {gets}, and {other} more about {gives}.",
            one=names.party(giver),
            gets=names.issues(i for i in trade.gives(receiver) if i in trade.gets(giver)),
            other=names.party(receiver),
            gives=names.issues(i for i in trade.gives(giver) if i in trade.gets(receiver)),
        )
    elif trade.kind == "cycle":
        steps = zip(trade.ring, (*trade.ring[1:], trade.ring[0]), strict=True)
        arrows = ", ".join(
            words.say("{giver} gives to {receiver}", giver=names.party(a), receiver=names.party(b)) for a, b in steps
        )
        text = words.say("It exploits a ring that no two of them could close alone: {arrows}.", arrows=arrows)
    if trade.appearance:
        text += " " + words.say("{issues} is about appearance, not substance.", issues=names.issues(trade.appearance))
    return text


def _sides(trade: Trade, names: Names, words: Words) -> str:
    """For each party that gives something: what it gets, and for what."""
    return "; ".join(
        words.say(
            "{party} gives {gives} for {gets}",
            party=names.party(party),
            gives=names.issues(trade.gives(party)),
            gets=names.issues(trade.gets(party)),
        )
        for party in trade.involved
        if trade.gives(party) and trade.gets(party)
    )


def gifts(trade: Trade, names: Names, words: Words) -> tuple[str, ...]:
    """Who gives what to whom: a sentence for each change."""
    said = []
    for issue, felt in trade.effects.items():
        settled = f"{names.issue(issue)}: {names.settlement(issue, trade.changes[issue])}"
        minus, plus = _felt(felt, -1, names, words), _felt(felt, 1, names, words)
        if minus and plus:
            said.append(
                words.say("{change}. Given by {giver}, to {receiver}.", change=settled, giver=minus, receiver=plus)
            )
        elif minus or plus:
            who = minus or plus
            said.append(words.say("{change}. It touches {who}.", change=settled, who=who))
        else:
            said.append(words.say("{change}. Alone it touches nobody.", change=settled))
    if trade.bonus:
        who = _felt(trade.bonus, 0, names, words)
        said.append(words.say("Together the changes add: {who}.", who=who))
    return tuple(said)


def _felt(felt: Mapping[str, Fraction], sign: int, names: Names, words: Words) -> str:
    parts = [
        f"{names.party(party)} ({words.number(step, signed=True)})"
        for party, step in felt.items()
        if step and (sign == 0 or (step > 0) == (sign > 0))
    ]
    return words.listed(parts)


def trade_gains(trade: Trade, names: Names, words: Words) -> str:
    """Who ends how much better, and who is kept whole."""
    text = ", ".join(f"{names.party(p)} {words.number(trade.gains[p], signed=True)}" for p in trade.gainers)
    if trade.kept_whole:
        text += "; " + words.say("{parties} as before", parties=names.parties(trade.kept_whole))
    return text


def courtesy_sentence(courtesy: Courtesy, names: Names, words: Words) -> str:
    """One gesture: whom it pleases, whom it costs what, in shares of their own stakes."""
    text = words.say(
        "{change} means {worth} of all its stakes to {party}.",
        change=f"{names.issue(courtesy.issue)}: {names.settlement(courtesy.issue, courtesy.settlement)}",
        worth=words.percent(courtesy.worth[courtesy.dear_to]),
        party=names.party(courtesy.dear_to),
    )
    if not courtesy.cheap_to:
        return text + " " + words.say("It costs nobody anything.")
    costs = words.listed(
        f"{names.party(party)} ({words.percent(-courtesy.worth[party])})" for party in courtesy.cheap_to
    )
    return text + " " + words.say("It costs {costs}.", costs=costs)


def term_sentence(term: StateTerm, names: Names, words: Words) -> str:
    """What a term that depends on an event exploits."""
    event = names.case.event[term.event].name
    parties = names.parties(term.parties)
    if term.kind == "risk":
        hit = names.parties(term.exposed)
        text = words.say(
            "“{event}” hits {hit}; together {parties} can bear it more easily.", event=event, hit=hit, parties=parties
        )
        if term.carries:
            shares = words.listed(f"{names.party(p)} {words.percent(share)}" for p, share in term.carries.items())
            text += " " + words.say(
                "Best is that the risk is carried in proportion to tolerance: {shares}.", shares=shares
            )
        return text
    likely = {
        outcome.id: {party: chances.get(outcome.id, Fraction(0)) for party, chances in term.beliefs.items()}
        for outcome in names.case.event[term.event].outcomes
    }
    outcome, held = max(likely.items(), key=lambda item: max(item[1].values()) - min(item[1].values()))
    said = words.listed(f"{names.party(party)} {words.percent(chance)}" for party, chance in held.items())
    return words.say(
        "They expect different things of “{event}”: {outcome} has a probability of {said}.",
        event=event,
        outcome=names.case.event[term.event].outcome[outcome].name,
        said=said,
    )


def hazards(term: StateTerm, names: Names, words: Words) -> tuple[str, ...]:
    """Whom a term tempts."""
    event = names.case.event[term.event]
    return tuple(
        words.say(
            "Moral hazard: {party} can influence “{event}”, and this term pays it best for “{outcome}”.",
            party=names.party(party),
            event=event.name,
            outcome=event.outcome[outcome].name,
        )
        for party, outcome in term.tempted.items()
    )


def schedule_sentence(schedule: Schedule, names: Names, words: Words) -> str:
    """What a schedule exploits."""
    rates = words.listed(f"{names.party(p)} {words.percent(schedule.rates[p], 1)}" for p in schedule.first)
    return words.say(
        "They discount a year differently: {rates}. {party} should be paid first, and pay last.",
        rates=rates,
        party=names.party(schedule.first[0]),
    )
