"""How sure an answer is, as a sentence."""

from __future__ import annotations

from makeable.explain.words import Words
from makeable.finding import Proof

__all__ = ["proof_sentence"]


def proof_sentence(proof: Proof, words: Words) -> str:
    """How sure an answer is."""
    by = words.say(proof.by) if proof.by else ""
    how = f" ({by})" if by else ""
    if proof.kind == "proven":
        return words.say("Exact{how}.", how=how)
    if proof.kind == "gap" and proof.gap is not None:
        gap = words.percent(proof.gap, 4) if proof.gap_in == "share" else words.number(proof.gap, 4)
        if proof.gap_in == "share":
            return words.say("Not proven best: nothing can be more than {gap} better{how}.", gap=gap, how=how)
        return words.say("Not exact: within {gap} points{how}.", gap=gap, how=how)
    low, high = proof.interval or (0.0, 0.0)
    chance = 0 <= low <= high <= 1  # a probability; counts are larger
    sure = words.percent(proof.confidence) if proof.confidence is not None else "95 %"
    return words.say(
        "An estimate{how}: with {sure} confidence between {low} and {high}.",
        how=how,
        sure=sure,
        low=words.percent(low, 1) if chance else words.large(low),
        high=words.percent(high, 1) if chance else words.large(high),
    )
