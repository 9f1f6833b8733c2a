"""The few words that a report adds around its blocks, by language."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Wording", "right_to_left", "wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the renderers say themselves; everything else comes from the blocks."""

    contents: str = "Contents"
    skip: str = "Skip to the content"
    figures: str = "The figures as a table"
    info: str = "Note"
    good: str = "Good news"
    warning: str = "Attention"


_WORDINGS = {"en": Wording()}
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ug", "ur", "yi"})


def wording(language: str) -> Wording:
    """The words in a language (its BCP 47 tag), English where a language is not known."""
    return _WORDINGS.get(language.split("-")[0].lower(), _WORDINGS["en"])


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.split("-")[0].lower() in _RIGHT_TO_LEFT
