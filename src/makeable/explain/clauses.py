"""The words of an agreement's clauses, from its data."""

from __future__ import annotations

from collections.abc import Callable

from makeable.agreement.clauses import Clause
from makeable.explain.commitment_clause import commitment_text
from makeable.explain.terms import Terms
from makeable.model.agreement import Trigger
from makeable.model.scenario import Payment

__all__ = ["clause_text", "section_title", "trigger_text"]


def section_title(section: str, terms: Terms) -> str:
    """The heading of a section of the agreement."""
    titles = {
        "parties": "The parties",
        "settled": "What is settled",
        "commitments": "Who does what",
        "contingencies": "If things turn out otherwise",
        "monitoring": "Watching over the agreement",
        "communication": "Telling one another",
        "disputes": "Settling disputes",
        "reconvening": "Returning to the table",
        "ratification": "Ratification and formal decisions",
        "term": "Term, review and leaving",
    }
    return terms.words.say(titles[section])


def clause_text(clause: Clause, terms: Terms) -> str:
    """The text that the data give a clause."""
    return _KINDS[clause.kind](clause, terms)


def _parties(_clause: Clause, terms: Terms) -> str:
    names = terms.parties(terms.case.party)
    return terms.words.say("This agreement is made between {parties}.", parties=names)


def _start(_clause: Clause, terms: Terms) -> str:
    text = terms.words.say("It begins on {day}.", day=terms.day(terms.agreement.starts))
    return f"{text} {terms.case.summary}".strip()


def _issue(clause: Clause, terms: Terms) -> str:
    settled = terms.settlement(clause.subject, terms.agreement.package[clause.subject])
    return terms.words.say("{issue}: {settled}.", issue=terms.issue(clause.subject), settled=settled)


def _commitment(clause: Clause, terms: Terms) -> str:
    return commitment_text(terms.agreement.commitment[clause.subject], terms)


def _contingency(clause: Clause, terms: Terms) -> str:
    say = terms.words.say
    term = next(t for t in terms.agreement.contingencies if t.id == clause.subject)
    happens = terms.scenario(term.when)
    parts = [say("If it happens that {scenario}, {then}.", scenario=happens, then=term.then)] if term.then else []
    if not parts:
        parts = [say("If it happens that {scenario}:", scenario=happens)]
    parts += [payment_text(payment, terms) for payment in term.pays]
    by_months: dict[int, list[str]] = {}
    for key, months in term.delays.items():
        by_months.setdefault(months, []).append(key)
    for months, keys in by_months.items():
        moved = terms.words.count(months, "one month", "{n} months")
        parts.append(say("What falls due later moves by {months}: {what}.", what=terms.commitments(keys), months=moved))
    if term.releases:
        parts.append(say("These duties rest as long as it lasts: {what}.", what=terms.commitments(term.releases)))
    return " ".join(parts)


def payment_text(payment: Payment, terms: Terms) -> str:
    """A payment of a contingent term."""
    places = {
        "payer": terms.party(payment.payer),
        "payee": terms.party(payment.payee),
        "amount": terms.money(payment.amount),
    }
    if payment.given_for:
        kept = terms.commitments([payment.given_for])
        return terms.words.say("{payer} pays {payee} {amount} each time {kept} is verified.", **places, kept=kept)
    return terms.words.say("{payer} pays {payee} {amount}.", **places)


def _monitoring(_clause: Clause, terms: Terms) -> str:
    held = terms.agreement.monitoring
    assert held is not None
    say = terms.words.say
    parts = [say("{who} watches over this agreement.", who=_capital(terms.who(held.who)))]
    if held.how:
        parts.append(say("This is done by {how}.", how=held.how))
    parts.append(say("All parties hear of the findings {often}.", often=terms.every(held.every)))
    if held.paid_by:
        parts.append(say("It is paid by {who}.", who=terms.who(held.paid_by)))
    return " ".join(parts)


def _metric(clause: Clause, terms: Terms) -> str:
    metric = terms.agreement.metric[clause.subject]
    say, unit = terms.words.say, f" {metric.unit}" if metric.unit else ""
    parts = []
    if metric.threshold is None:
        parts.append(say("“{metric}” is followed.", metric=metric.name))
    else:
        figure = terms.words.number(metric.threshold) + unit
        least = metric.good == "at_least"
        bound = "“{metric}” is to be at least {figure}." if least else "“{metric}” is to be at most {figure}."
        parts.append(say(bound, metric=metric.name, figure=figure))
    if metric.reported_by:
        who = terms.who(metric.reported_by)
        parts.append(say("{who} reports it {often}.", who=who, often=terms.every(metric.every)))
    if metric.source:
        parts.append(say("The agreed source is {source}.", source=metric.source))
    return " ".join(parts)


def _channel(clause: Clause, terms: Terms) -> str:
    channel = terms.agreement.channels[int(clause.subject)]
    say = terms.words.say
    text = f"{_capital(terms.who(channel.who))} {channel.what}"
    if channel.means:
        text = say("{text}, by {means}", text=text, means=channel.means)
    if channel.within is not None:
        days = terms.words.count(channel.within, "one day", "{n} days")
        text = say("{text}, within {days}", text=text, days=days)
    return f"{text}."


def _grievance(_clause: Clause, terms: Terms) -> str:
    return terms.words.say(
        "A party that sees a commitment broken or a metric missed says so in writing. "
        "The steps below are then taken in their order; each has its days, and when they are over the next one begins."
    )


def _dispute(clause: Clause, terms: Terms) -> str:
    at = int(clause.subject)
    step = terms.agreement.dispute[at]
    say = terms.words.say
    days = terms.words.count(step.days, "one day", "{n} days")
    text = say("Step {n}: {name}, within {days}.", n=at + 1, name=step.name, days=days)
    if step.binding:
        text += " " + say("What comes out of it binds the parties.")
    return text


def _trigger(clause: Clause, terms: Terms) -> str:
    trigger = next(t for t in terms.agreement.triggers if t.id == clause.subject)
    return trigger_text(trigger, terms)


def trigger_text(trigger: Trigger, terms: Terms) -> str:
    """What brings the parties back to the table."""
    say = terms.words.say
    about = terms.about(trigger.about) if trigger.about else ""
    if trigger.on == "metric":
        often = terms.words.count(trigger.times, "once", "{n} times in a row")
        what = f"“{about}”" if about else say("any metric")
        text = say("The parties meet again when {what} misses its threshold {often}.", what=what, often=often)
    elif trigger.on == "breach":
        what = f"“{about}”" if about else say("any commitment")
        if trigger.times > 1:
            what += " " + terms.words.count(trigger.times, "once", "{n} times over")
        text = say("The parties meet again when this is broken and its days of grace are over: {what}.", what=what)
    elif trigger.on == "scenario":
        text = say("The parties meet again when it happens that {scenario}.", scenario=about or say("a scenario"))
    else:
        text = say("The parties meet again when a dispute has gone through every step without being settled.")
    return f"{text} {trigger.text}".strip()


def _brief(_clause: Clause, terms: Terms) -> str:
    return terms.words.say(
        "They meet within thirty days, with the interests they began with, what has changed since, "
        "and the packages they had set aside before them."
    )


def _ratification(_clause: Clause, terms: Terms) -> str:
    bodies = [f"{terms.party(step.party)} ({step.body})" for step in terms.agreement.ratification]
    return terms.words.say(
        "This agreement binds once it is ratified for each of these parties: {bodies}. Annex A has the dates.",
        bodies=terms.words.listed(bodies),
    )


def _graft(clause: Clause, terms: Terms) -> str:
    graft = terms.agreement.grafts[int(clause.subject)]
    say = terms.words.say
    text = say(
        "{what} become part of a formal decision ({form}): {name}.",
        what=terms.commitments(graft.covers) if graft.covers else say("These terms"),
        form=say("decision" if graft.form == "other" else graft.form),
        name=graft.name,
    )
    if graft.by:
        text += " " + say("{who} takes it by {day}.", who=terms.who(graft.by), day=terms.day(graft.due))
    return text


def _term(_clause: Clause, terms: Terms) -> str:
    agreement, say = terms.agreement, terms.words.say
    if agreement.term is None:
        return say("This agreement runs until the parties end it.")
    if agreement.renews:
        return say(
            "It runs until {day}, and then goes on unless the parties decide otherwise.", day=terms.day(agreement.term)
        )
    return say("It runs until {day}.", day=terms.day(agreement.term))


def _reviews(_clause: Clause, terms: Terms) -> str:
    days = terms.words.listed(terms.day(review) for review in terms.agreement.reviews)
    return terms.words.say("The parties review it on {days}, whether or not anything has gone wrong.", days=days)


def _exit(_clause: Clause, terms: Terms) -> str:
    held = terms.agreement.exit
    assert held is not None
    days = terms.words.count(held.notice_days, "one day", "{n} days")
    text = terms.words.say("A party may leave with {days} of notice, given to all others in writing.", days=days)
    return f"{text} {held.text}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_KINDS: dict[str, Callable[[Clause, Terms], str]] = {
    "parties": _parties,
    "start": _start,
    "issue": _issue,
    "commitment": _commitment,
    "contingency": _contingency,
    "monitoring": _monitoring,
    "metric": _metric,
    "channel": _channel,
    "grievance": _grievance,
    "dispute": _dispute,
    "trigger": _trigger,
    "brief": _brief,
    "ratification": _ratification,
    "graft": _graft,
    "term": _term,
    "reviews": _reviews,
    "exit": _exit,
}
