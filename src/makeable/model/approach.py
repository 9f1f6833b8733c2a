"""The approach: whom to ask for a yes, how likely each is to give it, and what asking, winning and failing cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from makeable.model.rule import Rule

__all__ = ["Approach", "Blocking", "Prospect", "Rival"]


@dataclass(frozen=True)
class Prospect:
    """What is expected of one party when it is asked; every chance is that of a yes, from 0 to 1.

    `alone`: before anyone else has answered. `given`: if that one party is aboard. `if_refused`: if that one
    party has refused. Several at once are combined by adding up the shifts in log-odds. `clinch`: alone, if
    its yes would complete the coalition. `again`: alone, when it is asked a second time after a refusal (None:
    it cannot be). `leaves_if`: it turns against the plan for good when one of these joins, even if it was
    aboard. `latest`: it can be asked only while fewer parties than this have answered. `ask`, `win`, `refusal`:
    what asking, a yes and a no cost; `worth`: what having it aboard is worth by itself.
    """

    alone: Fraction
    given: Mapping[str, Fraction] = field(default_factory=dict)
    if_refused: Mapping[str, Fraction] = field(default_factory=dict)
    clinch: Fraction | None = None
    again: Fraction | None = None
    leaves_if: tuple[str, ...] = ()
    latest: int | None = None
    ask: Fraction | None = None
    win: Fraction | None = None
    refusal: Fraction | None = None
    worth: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        for name in ("given", "if_refused"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


@dataclass(frozen=True)
class Blocking:
    """An adverse coalition: what it costs if those who refused meet this rule."""

    rule: Rule
    cost: Fraction


@dataclass(frozen=True)
class Rival:
    """Someone who recruits from the same parties: after each of our approaches it makes one with chance `pace`.

    `courts`: how much it is drawn to each party, in proportion; `wins`: the chance that a party it asks is lost to us.
    """

    name: str
    pace: Fraction
    courts: Mapping[str, Fraction]
    wins: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        for name in ("courts", "wins"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


@dataclass(frozen=True)
class Approach:
    """A plan to build a coalition: it belongs to its owner `by` (a party, or "mediator") and is private to it.

    `rule`: which parties aboard are enough (None: the decision rule of the case). `worth`: what that is worth, in
    the unit of all costs; with a worth of 1 and no costs, values are chances of success. `ask`, `win`,
    `refusal`: costs where a prospect names none. `aboard`, `refused`: who has answered already.
    """

    prospects: Mapping[str, Prospect]
    worth: Fraction = Fraction(1)
    rule: Rule | None = None
    goal: str = ""
    unit: str = ""
    by: str = "mediator"
    ask: Fraction = Fraction(0)
    win: Fraction = Fraction(0)
    refusal: Fraction = Fraction(0)
    together: tuple[tuple[str, ...], ...] = ()
    blocking: Blocking | None = None
    rival: Rival | None = None
    aboard: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "prospects", MappingProxyType(dict(self.prospects)))
