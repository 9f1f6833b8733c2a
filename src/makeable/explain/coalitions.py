"""Sentences about coalitions and power."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from makeable.coalition.core import Balanced, Complains
from makeable.coalition.power import NotLooked, Powerless
from makeable.coalition.winning import NobodyDecides
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import reason_sentence
from makeable.explain.words import Words
from makeable.finding import Assumed, Proof, Reason

__all__ = ["coalition_reason", "coalition_reasons", "numeric_proof"]


def coalition_reasons(reasons: Iterable[Reason], names: Names, words: Words) -> tuple[str, ...]:
    """Every reason that has a sentence, each once."""
    said = (coalition_reason(reason, names, words) for reason in reasons)
    return tuple(dict.fromkeys(sentence for sentence in said if sentence))


def coalition_reason(reason: Reason, names: Names, words: Words) -> str:
    """One reason in the reader's words; empty for a kind that has no sentence of its own."""
    if isinstance(reason, Powerless):
        return words.say(
            "{party} has no power at all: its yes never makes a difference.", party=names.party(reason.party)
        )
    if isinstance(reason, NobodyDecides):
        if reason.always:
            return words.say("The rule holds whatever the parties say: nobody's yes is needed.")
        return words.say("The rule cannot be met, not even by everyone together.")
    if isinstance(reason, NotLooked):
        return words.say(
            "Johnston, Deegan-Packel and the public good index need a look at {n} coalitions; ask for all indices.",
            n=words.number(reason.coalitions),
        )
    if isinstance(reason, Complains):
        return _complains(reason, names, words)
    if isinstance(reason, Balanced):
        return words.say(
            "{players}: {worth} by themselves, counted {weight} times",
            players=names.parties(reason.players),
            worth=words.number(reason.worth),
            weight=words.number(reason.weight, 4),
        )
    if isinstance(reason, Assumed) and reason.what == "comparable points":
        return words.say(
            "Shares are points above no deal. Points of different parties are added as if they were one currency that "
            "can be handed over; where they are not, ask who would leave a package instead."
        )
    if isinstance(reason, Assumed) and reason.what == "no allocation gives everybody what they have alone":
        return words.say(
            "Together they have less than one by one, so no allocation gives everybody what they have alone: "
            "this is the prenucleolus."
        )
    return reason_sentence(reason, names, words)


def _complains(reason: Complains, names: Names, words: Words) -> str:
    players, by = names.parties(reason.players), words.number(abs(reason.by), 4)
    if reason.by > 0:
        return words.say("{players} would do better by {by} on their own.", players=players, by=by)
    if reason.by == 0:
        return words.say("{players} would do just as well on their own.", players=players)
    return words.say("{players} would lose {by} by going their own way.", players=players, by=by)


def numeric_proof(proof: Proof, words: Words) -> str:
    """How sure a numerical answer is; a gap far below what is shown is said as a power of ten."""
    if proof.kind == "gap" and proof.gap is not None and proof.gap < Fraction(1, 10**4):
        how = words.say(proof.by)
        return words.say("Exact to {error} ({how}).", error=f"{float(proof.gap):.0e}", how=how)
    return proof_sentence(proof, words)
