"""The words of a commitment: who does what for whom, by when, shown by what, and what follows when it is not done."""

from __future__ import annotations

from makeable.explain.terms import Terms
from makeable.model import Commitment

__all__ = ["behind", "commitment_text"]


def commitment_text(held: Commitment, terms: Terms) -> str:
    """The clause of a commitment."""
    parts = [_who_does_what(held, terms), *_when(held, terms), *_shown(held, terms)]
    parts += [*_linked(held, terms), *_remedies(held, terms)]
    return " ".join(parts)


def _who_does_what(held: Commitment, terms: Terms) -> str:
    say = terms.words.say
    owner = terms.party(held.owner) if held.owner else say("[who?]")
    if held.to:
        return say("{owner} will {what}, for {others}.", owner=owner, what=held.what, others=terms.parties(held.to))
    return say("{owner} will {what}.", owner=owner, what=held.what)


def _when(held: Commitment, terms: Terms) -> list[str]:
    say = terms.words.say
    if held.due is None:
        return [say("It is due by [when?].")]
    if not held.every:
        return [say("It is due by {day}.", day=terms.day(held.due))]
    places = {"day": terms.day(held.due), "often": terms.every(held.every)}
    if held.times is None:
        return [say("It is first due by {day}, and then {often}.", **places)]
    if held.divisible:
        return [say("It is done in {n} equal steps, the first by {day}, and then {often}.", n=held.times, **places)]
    times = terms.words.count(held.times, "once", "{n} times")
    return [say("It is first due by {day}, and then {often}, {times} in all.", **places, times=times)]


def _shown(held: Commitment, terms: Terms) -> list[str]:
    say = terms.words.say
    evidence = held.evidence or say("[what evidence?]")
    if not held.verifier:
        return [say("It is shown by {evidence}.", evidence=evidence)]
    return [say("It is shown by {evidence}, which {who} verifies.", evidence=evidence, who=terms.who(held.verifier))]


def _linked(held: Commitment, terms: Terms) -> list[str]:
    say, parts = terms.words.say, []
    if held.depends_on:
        parts.append(say("It waits for {others}.", others=terms.commitments(held.depends_on)))
    if held.in_return_for:
        others = terms.commitments(held.in_return_for)
        parts.append(say("It is done in return for {others}, and rests when that is broken.", others=others))
    return parts


def _remedies(held: Commitment, terms: Terms) -> list[str]:
    say, parts, remedy = terms.words.say, [], held.remedy
    owner = terms.party(held.owner)
    if remedy.deposit:
        amount = terms.money(remedy.deposit)
        parts.append(say("{owner} lays down {amount} beforehand, lost if it is not kept.", owner=owner, amount=amount))
    if remedy.penalty:
        amount = terms.money(remedy.penalty)
        parts.append(say("If it is not kept, {owner} owes the others {amount}.", owner=owner, amount=amount))
    if remedy.reward:
        payer, amount = terms.party(remedy.reward_from), terms.money(remedy.reward)
        parts.append(
            say("Each time it is verified, {payer} pays {owner} {amount}.", payer=payer, owner=owner, amount=amount)
        )
    return parts


def behind(issue: str, served: str, terms: Terms) -> str:
    """The decision and the interests behind a clause, in one line."""
    parts = [terms.words.say("Decision: {issue}.", issue=terms.issue(issue))] if issue else []
    if served:
        parts.append(terms.words.say("Serves {interests}.", interests=served))
    return " ".join(parts)
