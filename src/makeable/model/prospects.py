"""Prospects: how one party looks at what nobody knows yet, and at what comes later. Part of its private sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.model.score import Curve, Scores

__all__ = ["Given", "Prospects", "Risk"]


@dataclass(frozen=True, slots=True)
class Risk:
    """How a party takes risks with the points of its sheet.

    `exponential`: utility 1 - exp(-x / level); the level is its risk tolerance: about the stake of a bet, to win it or
    lose half of it at even odds, that it would just accept. `log`: utility ln(level + x); the level is its wealth.
    """

    kind: Literal["exponential", "log"]
    level: Fraction


@dataclass(frozen=True)
class Given:
    """What is different for a party when an outcome comes about: scores of some issues, and its no-deal line."""

    scores: Mapping[str, Scores | Curve] = field(default_factory=dict)
    no_deal: Fraction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", MappingProxyType(dict(self.scores)))


@dataclass(frozen=True)
class Prospects:
    """What a party expects, and how it takes risk and delay.

    `beliefs[event][outcome]`: its probabilities, which add up to 1. `exposure[event][outcome]`: points that it wins or
    loses by that outcome whatever is agreed. `given[event][outcome]`: what is different for it then. `risk`: None for
    a party that counts expected points. `discount_rate`: per year; what is paid a year later counts 1 / (1 + rate).
    """

    beliefs: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    exposure: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    given: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)
    risk: Risk | None = None
    discount_rate: Fraction | None = None

    def __post_init__(self) -> None:
        for name in ("beliefs", "exposure", "given"):
            frozen = {event: MappingProxyType(dict(by)) for event, by in getattr(self, name).items()}
            object.__setattr__(self, name, MappingProxyType(frozen))
