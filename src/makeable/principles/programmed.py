"""Choosing among packages far too many to list: mixed-integer programs with proven bounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from makeable.errors import TooLarge
from makeable.finding import Proof, Reason
from makeable.model import Case, Package
from makeable.principles.asked import Asked
from makeable.principles.division import Over
from makeable.principles.measure import Measure

__all__ = ["Programmed", "programmed"]


@dataclass(frozen=True)
class Programmed:
    over: Over
    packages: tuple[Package, ...]
    measure: tuple[Fraction, ...]
    potential: tuple[Fraction, ...]
    proof: Proof
    reasons: tuple[Reason, ...] = ()


def programmed(case: Case, measure: Measure, weights: tuple[Fraction, ...], asked: Asked, dream: bool) -> Programmed:
    raise TooLarge("not yet")
