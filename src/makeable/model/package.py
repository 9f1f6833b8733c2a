"""A package: a choice for every issue, or for some (a partial package)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from makeable.model.issue import Settlement
from makeable.model.number import plain

__all__ = ["Package"]


class Package(Mapping[str, Settlement]):
    """How each issue is settled: issue id -> option id, or an exact quantity. Immutable and hashable."""

    __slots__ = ("_settled",)

    def __init__(self, settled: Mapping[str, Settlement]) -> None:
        self._settled = {
            issue: Fraction(choice) if not isinstance(choice, str) else choice for issue, choice in settled.items()
        }

    def __getitem__(self, issue: str) -> Settlement:
        return self._settled[issue]

    def __iter__(self) -> Iterator[str]:
        return iter(self._settled)

    def __len__(self) -> int:
        return len(self._settled)

    def __hash__(self) -> int:
        return hash(frozenset(self._settled.items()))

    def __repr__(self) -> str:
        return f"Package({self})"

    def __str__(self) -> str:
        return ", ".join(
            f"{issue}={choice if isinstance(choice, str) else plain(choice)}" for issue, choice in self._settled.items()
        )

    def changed(self, changes: Mapping[str, Settlement]) -> Package:
        """The same package with some issues settled otherwise."""
        return Package({**self._settled, **changes})

    def differs_from(self, other: Mapping[str, Settlement]) -> tuple[str, ...]:
        """The issues that this package settles otherwise than the other one (in this package's order)."""
        return tuple(issue for issue, choice in self._settled.items() if other.get(issue) != choice)
