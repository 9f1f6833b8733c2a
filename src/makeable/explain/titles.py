"""What principles are called in a text."""

from __future__ import annotations

from makeable.explain.words import Words

__all__ = ["principle_title"]

_PROPER = {
    "nash": "Nash",
    "kalai": "Kalai",
    "smorodinsky": "Smorodinsky",
    "talmud": "Talmud",
    "shapley": "Shapley",
    "raiffa": "Raiffa",
    "rawlsian": "Rawlsian",
    "piniles": "Piniles",
}


def principle_title(principle: str, words: Words) -> str:
    """The name of a principle for people: "Kalai-Smorodinsky", "equal gain"."""
    parts = [_PROPER.get(part, part) for part in principle.split("-")]
    joined = "-".join(parts) if principle == "kalai-smorodinsky" else " ".join(parts)
    return words.say(joined)
