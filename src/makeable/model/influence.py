"""Influence: who moves whom, where each stands on what is asked, and how much it can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

__all__ = ["STANCES", "InfluenceMap", "Link", "Outsider", "Question", "Stand"]

STANCES = ("strongly against", "against", "leaning against", "undecided", "leaning for", "for", "strongly for")
"""The seven steps, from -3 to 3."""


@dataclass(frozen=True, slots=True)
class Link:
    """One party's influence on another: `weight` from -1 (moves it the other way) to 1 (it follows).

    `confidence` from 0 to 1: how sure whoever wrote it is.
    """

    source: str
    target: str
    weight: Fraction
    evidence: str = ""
    when: date | None = None
    confidence: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Question:
    """Something on which parties take a stance."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a party stood on a question at a time: `stance` from -3 to 3; `salience` from 0 to 1: how much it cares."""

    party: str
    stance: Fraction
    salience: Fraction = Fraction(1)
    on: str = ""
    when: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Outsider:
    """Someone who moves others without being a party to the case: the press, a ministry, a retired judge."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class InfluenceMap:
    """The map as its owner `by` sees it (a party, or "mediator"), private to that owner.

    `power`: what each can do about the outcome, from 0 to 1. `anchor`: how far each holds on to where it stood
    first, from 0 (moves freely) to 1 (never moves). Stands are kept in the order of time: the last one counts.
    """

    links: tuple[Link, ...] = ()
    stands: tuple[Stand, ...] = ()
    questions: tuple[Question, ...] = ()
    power: Mapping[str, Fraction] = field(default_factory=dict)
    anchor: Mapping[str, Fraction] = field(default_factory=dict)
    outsiders: tuple[Outsider, ...] = ()
    by: str = "mediator"

    def __post_init__(self) -> None:
        for name in ("power", "anchor"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
