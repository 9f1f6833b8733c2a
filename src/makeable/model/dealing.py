"""A dealing: something that happened between parties before, and how it left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

__all__ = ["Dealing"]


@dataclass(frozen=True, slots=True)
class Dealing:
    """What parties went through together; `tone` from -1 (it set them against each other) to 1 (it built trust)."""

    between: tuple[str, ...]
    text: str
    tone: Fraction = Fraction(0)
    when: date | None = None
    source: str = ""
