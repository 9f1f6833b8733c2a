"""An issue: one thing to be settled, as a list of options or as a quantity with a unit and a range."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from makeable.model.number import plain

__all__ = ["ChoiceIssue", "Issue", "Option", "QuantityIssue", "Settlement"]

Settlement = str | Fraction
"""How one issue is settled: the id of an option, or an exact quantity."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle an issue. `appearance`: it is about credit, recognition or framing, not about substance."""

    id: str
    name: str
    note: str = ""
    appearance: bool = False


@dataclass(frozen=True)
class ChoiceIssue:
    """An issue settled by picking one of its options."""

    id: str
    name: str
    options: tuple[Option, ...]
    note: str = ""
    appearance: bool = False

    @cached_property
    def by_id(self) -> dict[str, Option]:
        """Its options by their ids."""
        return {option.id: option for option in self.options}

    def admits(self, settlement: Settlement) -> bool:
        """Whether the issue can be settled so."""
        return isinstance(settlement, str) and settlement in self.by_id

    def label(self, settlement: Settlement) -> str:
        """The settlement in the words of the case."""
        return self.by_id[settlement].name if isinstance(settlement, str) else str(settlement)


@dataclass(frozen=True)
class QuantityIssue:
    """An issue settled by a number between `low` and `high` in `unit`; without a `step`, any such number."""

    id: str
    name: str
    unit: str
    low: Fraction
    high: Fraction
    step: Fraction | None = None
    note: str = ""
    appearance: bool = False

    @property
    def continuous(self) -> bool:
        """Whether every number of the range is allowed."""
        return self.step is None

    @property
    def levels(self) -> int:
        """How many numbers a quantity with a step can take.

        Raises ValueError for a continuous quantity, which has no such number.
        """
        if self.step is None:
            raise ValueError(f"{self.id} is continuous: it has no number of levels")
        return int((self.high - self.low) / self.step) + 1

    def grid(self, intervals: int) -> tuple[Fraction, ...]:
        """Its levels; for a continuous quantity, `intervals` + 1 evenly spaced numbers of the range."""
        if self.step is not None:
            return tuple(self.low + self.step * i for i in range(self.levels))
        if self.high == self.low:
            return (self.low,)
        return tuple(self.low + (self.high - self.low) * i / intervals for i in range(intervals + 1))

    def admits(self, settlement: Settlement) -> bool:
        """Whether the issue can be settled so."""
        if isinstance(settlement, str) or not self.low <= settlement <= self.high:
            return False
        return self.step is None or ((settlement - self.low) / self.step).denominator == 1

    def label(self, settlement: Settlement) -> str:
        """The settlement with its unit."""
        number = plain(settlement) if isinstance(settlement, Fraction) else settlement
        return f"{number} {self.unit}".strip()


Issue = ChoiceIssue | QuantityIssue
