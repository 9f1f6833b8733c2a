"""Sentences of the "taken" test."""

from __future__ import annotations

from collections.abc import Sequence

from makeable.explain.justification import points
from makeable.explain.names import Names
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.taken import Charge, TakenParty

__all__ = ["charge_sentence", "cure_sentence", "verdict_words"]


def verdict_words(found: TakenParty, words: Words) -> str:
    """Whether it could say that it was taken."""
    return {"clearly": words.say("yes, clearly"), "arguably": words.say("it could be argued"), "no": words.say("no")}[
        found.verdict
    ]


def charge_sentence(charge: Charge, names: Names, words: Words, principles: Sequence[str] = ()) -> str:
    """What shows it, and by how much; `principles` that say the same share a sentence."""
    by = points(charge.by, words)
    if charge.kind == "no deal":
        return words.say("Without a deal it would have {by} more.", by=by)
    if charge.kind == "at no cost":
        return words.say("It could have {by} more, and nobody would have less.", by=by)
    if charge.kind == "principle":
        named = words.listed(principle_title(name, words) for name in principles or (charge.about,))
        return words.say("{by} more would be its part by {principles}.", principles=named, by=by)
    return words.say(
        "{party}, who is comparable, gets a larger share of what it could gain: {by} more would be an equal share.",
        party=names.party(charge.about),
        by=by,
    )


def cure_sentence(charge: Charge, names: Names, words: Words) -> str:
    """The least that answers it."""
    said = words.say("No package answers that with every present yes kept.")
    if charge.cure is not None:
        changes = names.package(charge.cure.package, charge.cure.issues)
        if charge.kind == "at no cost":
            said = words.say("For example with {changes}.", changes=changes)
        elif charge.cure.nearest:
            said = words.say("The smallest change that answers it: {changes}.", changes=changes)
        else:
            said = words.say("A change that answers it, perhaps not the smallest: {changes}.", changes=changes)
        if charge.cure.worse:
            who = names.parties(charge.cure.worse)
            said += " " + words.say("That would cost {parties} something.", parties=who)
        else:
            said += " " + words.say("It would cost nobody anything.")
    if charge.money is not None:
        said += " " + words.say("Or a payment of {amount}.", amount=words.number(charge.money))
    return said
