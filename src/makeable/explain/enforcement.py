"""Breaches, repairs and what was assumed about an agreement, as sentences."""

from __future__ import annotations

from makeable.agreement.enforce import Standing
from makeable.agreement.measures import Measure
from makeable.agreement.repair import TogetherShort, Unmendable, round_up
from makeable.agreement.stream import Threshold
from makeable.explain.terms import Terms
from makeable.finding import Assumed, Reason

__all__ = ["assumed_sentence", "measure_sentence", "standing_sentence", "threshold_words", "why_not_sentence"]


def threshold_words(threshold: Threshold, terms: Terms) -> str:
    """From which discount factor on a commitment is kept."""
    if threshold.at is None:
        return terms.words.say("none is enough")
    if threshold.at == 0:
        return terms.words.say("any")
    return terms.words.number(threshold.at, 3)


def standing_sentence(standing: Standing, terms: Terms) -> str:
    """Why a party would break a commitment."""
    say, number = terms.words.say, terms.words.number
    loss = standing.gain + standing.margin
    places = {
        "scenario": terms.scenario(standing.scenario),
        "party": terms.party(standing.owner),
        "what": terms.commitment(standing.commitment),
    }
    if loss > 0:
        text = "When {scenario}, {party} gains {gain} by not doing “{what}” and loses {loss}: it is {short} short."
        text = say(text, gain=number(standing.gain), loss=number(loss), short=number(-standing.margin), **places)
    else:
        text = "When {scenario}, {party} gains {gain} by not doing “{what}”, and loses nothing that it would miss."
        text = say(text, gain=number(-standing.margin), **places)
    if standing.threshold.at is None:
        return text + " " + say("No patience would be enough.")
    needed, now = number(standing.threshold.at, 3), number(standing.discount, 3)
    patient = say(
        "It would keep it if a point next period were worth {needed} today; it says {now}.", needed=needed, now=now
    )
    return f"{text} {patient}"


def measure_sentence(measure: Measure, terms: Terms) -> str:
    """One measure of a repair."""
    say = terms.words.say
    places = {
        "what": terms.commitment(measure.commitment),
        "owner": terms.party(terms.agreement.commitment[measure.commitment].owner),
    }
    if measure.kind == "steps":
        text = "Do “{what}” and what answers it in {n} steps in turn, one round after another."
        return say(text, n=int(measure.amount), what=places["what"])
    if measure.kind == "monitor":
        monitor = next(m for m in terms.agreement.limits.monitors if m.id == measure.monitor)
        seen = terms.words.percent(monitor.detects)
        return say(
            "Watch “{what}” by {how}: {seen} of breaches are noticed.", what=places["what"], how=monitor.name, seen=seen
        )
    amount = terms.money(round_up(measure.amount))
    if measure.kind == "penalty":
        return say("Raise the penalty for “{what}” by {amount}, owed by {owner}.", amount=amount, **places)
    if measure.kind == "deposit":
        return say("Let {owner} lay down {amount} for “{what}”.", amount=amount, **places)
    payer = terms.party(measure.payer)
    if measure.kind == "reward":
        return say(
            "Let {payer} pay {owner} {amount} each time “{what}” is verified.", payer=payer, amount=amount, **places
        )
    return say(
        "If it happens that {scenario}: let {payer} pay {owner} {amount} each time “{what}” is verified.",
        payer=payer,
        amount=amount,
        scenario=terms.scenario(measure.scenario),
        **places,
    )


def why_not_sentence(reason: Reason, terms: Terms) -> str:
    """Why there is no repair; empty for other reasons."""
    say = terms.words.say
    if isinstance(reason, Unmendable):
        return say(
            "“{what}” cannot be made to hold within the limits: when {scenario}, {party} stays {short} short.",
            what=terms.commitment(reason.commitment),
            scenario=terms.scenario(reason.scenario),
            party=terms.party(reason.party),
            short=terms.words.number(reason.short_by),
        )
    if isinstance(reason, TogetherShort):
        return say("Each commitment could be mended by itself; together they take more than there is to pay with.")
    return ""


def assumed_sentence(reason: Assumed, terms: Terms) -> str:
    """What was taken as given about an agreement; empty for what is not about one."""
    say = terms.words.say
    party = terms.party(reason.party) if reason.party else ""
    if reason.what == "discount":
        return say(
            "{party} does not say how it values the future; a point next period is taken as 0.9 today.",
            party=party,
        )
    if reason.what == "cost_unknown":
        what = terms.commitment(reason.about)
        return say("What “{what}” costs its owner is not known here; it was not judged.", what=what)
    if reason.what == "no_date":
        return say("“{what}” has no date; it was not judged.", what=terms.commitment(reason.about))
    if reason.what == "probability":
        scenario = terms.scenario(reason.about)
        return say("Nobody says how probable it is that {scenario}; 10 % a year was taken.", scenario=scenario)
    if reason.what == "no stakes":
        return say("{party} does not say what scenarios would change for it; only what others do counts.", party=party)
    if reason.what == "no sheet":
        return say("Nothing is known of what {party} wants; it was left out.", party=party)
    return ""
