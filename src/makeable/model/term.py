"""Terms: what may be asked of how a single issue is settled."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.model.issue import Settlement

__all__ = ["OneOf", "Within"]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The issue is settled by one of these options."""

    issue: str
    options: frozenset[str]

    def met_by(self, settlement: Settlement) -> bool:
        """Whether a settlement of the issue meets it."""
        return settlement in self.options


@dataclass(frozen=True, slots=True)
class Within:
    """The quantity lies between `low` and `high`, both included; None leaves a side open."""

    issue: str
    low: Fraction | None
    high: Fraction | None

    def met_by(self, settlement: Settlement) -> bool:
        """Whether a settlement of the issue meets it."""
        if isinstance(settlement, str):
            return False
        return (self.low is None or settlement >= self.low) and (self.high is None or settlement <= self.high)
