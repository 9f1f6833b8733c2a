"""A pie: an amount to be divided (an estate, savings) or paid (a cost), and what is known of those who share it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.model.sheet import Curve

__all__ = ["FIGURES", "Pie", "PieKind", "Precedent"]

PieKind = Literal["claims", "savings", "cost"]

FIGURES: dict[str, str] = {
    "claim": "what it claims",
    "weight": "its entitlement (1 where none is given)",
    "contribution": "what it put in",
    "use": "how much it uses",
    "need": "how much it needs",
    "size": "how large it is: members, inhabitants, hectares",
    "alone": "what it would have, or pay, on its own",
    "reach": "the cost of a facility that is just enough for it (a runway of its length)",
    "demand": "how much it asks of something produced together, whose cost is `cost_of`",
}
"""What may be said of a party that shares a pie."""


@dataclass(frozen=True)
class Precedent:
    """A comparable deal: what it was like, and which share of the amount each party's counterpart got."""

    name: str
    features: Mapping[str, Fraction]
    shares: Mapping[str, Fraction]
    source: str = ""

    def __post_init__(self) -> None:
        for part in ("features", "shares"):
            object.__setattr__(self, part, MappingProxyType(dict(getattr(self, part))))


@dataclass(frozen=True)
class Pie:
    """What is divided among whom.

    `claims`: parties claim parts of an amount that does not suffice. `savings`: an amount that everyone wants more of.
    `cost`: an amount that everyone wants to pay less of. `figures[name]`: one number per party, for the names of
    `FIGURES` that every party gives. `worth[mask]`: what each group has, or pays, on its own (bit i is party i).
    """

    title: str
    kind: PieKind
    amount: Fraction
    parties: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    cost_of: Curve | None = None
    worth: tuple[Fraction, ...] | None = None
    features: Mapping[str, Fraction] = field(default_factory=dict)
    precedents: tuple[Precedent, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        for part in ("names", "figures", "features"):
            object.__setattr__(self, part, MappingProxyType(dict(getattr(self, part))))
