"""Why an offer may meet a need, and why a pair was not looked at, in sentences."""

from __future__ import annotations

from makeable.discovery.matching import Candidate, Matching
from makeable.explain.words import Words

__all__ = ["kept_out_sentence", "why_sentence"]


def why_sentence(candidate: Candidate, words: Words) -> str:
    """The words that made the two alike."""
    if not candidate.shared:
        return words.say("the whole of both texts; no single word")
    pairs = (pair.need if pair.need == pair.offer else f"{pair.need} ~ {pair.offer}" for pair in candidate.shared)
    return ", ".join(pairs)


def kept_out_sentence(found: Matching, words: Words) -> str:
    """What became of every pair of an offer and a need."""
    said = {
        "own": words.say("one's own"),
        "decided": words.say("decided before"),
        "kind": words.say("of another kind"),
        "region": words.say("elsewhere"),
        "time": words.say("at another time"),
    }
    parts = [f"{words.number(count)} {said[name]}" for name, count in found.kept_out.items()]
    if found.unlike:
        parts.append(words.say("{n} with nothing in common", n=words.number(found.unlike)))
    if found.beyond:
        parts.append(words.say("{n} past the short lists", n=words.number(found.beyond)))
    parts.append(words.say("{n} listed", n=words.number(found.listed)))
    return words.say("Of {n} pairs: {parts}.", n=words.number(found.pairs), parts=words.listed(parts))
