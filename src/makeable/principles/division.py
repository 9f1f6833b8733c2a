"""The answer of a principle: the package or packages it chooses, what each party gets, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.finding import Finding
from makeable.model import Package

__all__ = ["Division", "Over", "Scope"]

Over = Literal["unanimous", "passing", "all"]
"""Among which packages: those with everyone's yes, those the rule lets pass, or all that keep the constraints."""

Scope = Literal["unanimous", "passing", "all", "auto"]
"""What may be asked for; `auto` takes the unanimous packages if there are any, and otherwise the passing ones."""


@dataclass(frozen=True, kw_only=True)
class Division(Finding):
    """What a principle gives each party.

    `packages`: every package that does best by the principle (at most as many as asked for), none when there is no
    deal. `values`, `gains` and `shares` are of the first: value, value above no deal, and gain as a share of the
    party's `potential`, the largest gain that any candidate gives it. A potential is None where the search did not
    need it; the share is None then, and where the potential is nothing. `losers` are below no deal.
    """

    principle: str
    over: Over
    parties: tuple[str, ...]
    packages: tuple[Package, ...]
    values: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    shares: Mapping[str, Fraction | None]
    potential: Mapping[str, Fraction | None]
    losers: tuple[str, ...] = ()
    measure: tuple[Fraction, ...] = field(default=())

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("values", "gains", "shares", "potential"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
