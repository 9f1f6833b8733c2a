"""Principles in words for people who never heard of them, and what one party can check of them."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.principles.justification import Justification
from makeable.principles.registry import named

__all__ = ["contradiction", "fairness_sentences", "principle_words"]

_PLAIN = {
    "egalitarian": "Whoever gains least comes first: no other package would have lifted the party that gains least any "
    "higher, and after it the next.",
    "egalitarian-shares": "Everyone should get as far as possible towards what it dreamt of: whoever is furthest from "
    "its dream comes first.",
    "equal-gain": "Nobody should profit much more than another: among the packages that waste nothing, the gains in "
    "this one differ least.",
    "kalai-proportional": "The gains follow proportions that were agreed beforehand, as nearly as the packages allow.",
    "kalai-smorodinsky": "Everyone should get the same share of what it could reasonably hope for: whoever would get "
    "the smallest share comes first.",
    "maximin": "The party that gains least gains as much as any package could give it.",
    "nash": "Everyone's gain counts, each in proportion, however large or small: a step that costs one party a tenth "
    "of its gain is taken only if it brings another more than a ninth.",
    "proportional-gains": "Everyone improves by the same percentage on what it has without a deal, or as nearly so as "
    "the packages allow.",
    "raiffa": "It was reached in equal steps: each gave every party an equal part of what it could still hope for.",
    "rawlsian": "Whoever ends up with the least comes first, wherever it started.",
    "utilitarian": "The sum counts: together the parties gain more than with any other package.",
    "weighted-nash": "Everyone's gain counts, in proportion and by weights that were agreed beforehand.",
}


def principle_words(principle: str, words: Words) -> str:
    """A principle in words for people who never heard of it."""
    try:
        described = named(principle)
    except KeyError:
        return words.say("The group agreed to divide by “{principle}”.", principle=principle)
    return words.say(_PLAIN.get(described.name, described.says))


def contradiction(found: Justification, names: Names, words: Words) -> str:
    """What our own scores alone can show of the principle: that it cannot mean us to lose; empty if we do not."""
    try:
        described = named(found.principle)
    except KeyError:
        return ""
    if found.gain >= 0 or "no-loss" not in described.axioms:
        return ""
    if names.case.unanimous:
        text = "But this cannot be what the principle picks: it leaves nobody worse off than without a deal."
        return words.say(text)
    text = "But the principle leaves nobody worse off than without a deal, except those whose yes is not needed."
    return words.say(text)


def fairness_sentences(found: Justification, words: Words) -> list[str]:
    """What the principle takes for granted, and where it may mislead."""
    try:
        described = named(found.principle)
    except KeyError:
        return []
    return [
        words.say("What the group takes for granted with it: {text}", text=words.say(described.assumes)),
        words.say("What may be said against it: {text}", text=words.say(described.misleads)),
    ]
