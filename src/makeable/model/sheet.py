"""A sheet: one party's private view of a case: interests, scores, no-deal line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from makeable.model.constraint import Condition
from makeable.model.issue import Settlement
from makeable.model.prospects import Prospects
from makeable.model.score import Curve, Scores
from makeable.model.stakes import Stakes

__all__ = ["Curve", "Interaction", "Interest", "Position", "Scores", "Sheet"]


@dataclass(frozen=True, slots=True)
class Interaction:
    """A score that a party adds when a combination of settlements comes together."""

    when: Condition
    score: Fraction
    note: str = ""


@dataclass(frozen=True, slots=True)
class Interest:
    """What a party needs underneath what it demands, and the issues that serve it."""

    id: str
    text: str
    issues: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What a party demands, and the ladder of answers to "why does that matter?" that was climbed from it."""

    text: str
    issue: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One party's private view.

    `no_deal` is the value of its best alternative (BATNA) on the same scale as the scores; an issue without
    scores leaves the party indifferent. `estimated_by` names the party (or "mediator") whose guess this sheet
    is; empty when it is the party's own.
    """

    no_deal: Fraction
    scores: Mapping[str, Scores | Curve]
    interactions: tuple[Interaction, ...] = ()
    interests: tuple[Interest, ...] = ()
    positions: tuple[Position, ...] = ()
    batna: str = ""
    estimated_by: str = ""
    confidence: Fraction | None = None
    stakes: Stakes | None = None
    prospects: Prospects | None = None
    note: str = field(default="", compare=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", MappingProxyType(dict(self.scores)))

    def owner(self, party: str) -> str:
        """Who wrote this sheet of a party: the party itself, or whoever estimates it."""
        return self.estimated_by or party

    def value(self, package: Mapping[str, Settlement]) -> Fraction:
        """What a full package is worth to the party, exactly."""
        scored = sum((score.value(package[issue]) for issue, score in self.scores.items()), Fraction(0))
        return scored + sum((i.score for i in self.interactions if i.when.holds(package)), Fraction(0))

    def gain(self, package: Mapping[str, Settlement]) -> Fraction:
        """How far a full package is above (or below) the party's no-deal line."""
        return self.value(package) - self.no_deal
