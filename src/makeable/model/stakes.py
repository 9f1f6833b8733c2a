"""Stakes: one party's private view of an agreement: what keeping it costs and brings, and how that can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

__all__ = ["Shift", "Stakes", "Turn"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure that changes: multiplied by `times`, then `plus` added."""

    times: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)

    def of(self, figure: Fraction) -> Fraction:
        """The figure after the change."""
        return figure * self.times + self.plus

    def added(self, figure: Fraction) -> Fraction:
        """How much the change adds."""
        return self.of(figure) - figure


@dataclass(frozen=True)
class Turn:
    """What one scenario changes for a party: the cost and value of commitments, the whole deal, its no-deal line.

    `discount`: the discount factor that then holds (a successor who looks less far ahead). `probability`: the
    party's own forecast, where it differs from the one at the table.
    """

    costs: Mapping[str, Shift] = field(default_factory=dict)
    values: Mapping[str, Shift] = field(default_factory=dict)
    deal: Shift | None = None
    no_deal: Shift | None = None
    relationship: Shift | None = None
    discount: Fraction | None = None
    probability: Fraction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "costs", MappingProxyType(dict(self.costs)))
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


@dataclass(frozen=True)
class Stakes:
    """What the terms of an agreement mean to one party, in the points of its own sheet.

    `costs`: each time it does what it is bound to do. `values`: each time another party does. `tempted`: what it
    gains by breaking once, where that is more than the cost saved. `discount`: what a point next period is worth
    today. `relationship`: what working together is worth per period beyond these terms, lost for `memory` periods
    (None: for good) after a breach that is noticed. `money`: points for one unit of money.
    """

    discount: Fraction | None = None
    relationship: Fraction = Fraction(0)
    memory: int | None = None
    money: Fraction = Fraction(1)
    costs: Mapping[str, Fraction] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    tempted: Mapping[str, Fraction] = field(default_factory=dict)
    turns: Mapping[str, Turn] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("costs", "values", "tempted", "turns"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
