"""The few words that a report adds around its blocks, by language."""

from __future__ import annotations

from dataclasses import dataclass

from makeable.explain.words import LANGUAGES, Words

__all__ = ["Wording", "right_to_left", "wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the renderers say themselves; everything else comes from the blocks."""

    contents: str
    skip: str
    figures: str
    info: str
    good: str
    warning: str


_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ug", "ur", "yi"})


def wording(language: str) -> Wording:
    """The words in a language (its BCP 47 tag), English where a language is not known."""
    known = language.split("-")[0].lower()
    words = Words(known if known in LANGUAGES else "en")
    return Wording(
        contents=words.say("Contents"),
        skip=words.say("Skip to the content"),
        figures=words.say("The figures as a table"),
        info=words.say("Note"),
        good=words.say("Good news"),
        warning=words.say("Attention"),
    )


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.split("-")[0].lower() in _RIGHT_TO_LEFT
