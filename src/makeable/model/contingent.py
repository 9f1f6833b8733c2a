"""A contingent package: how each issue is settled, which for some issues depends on the outcome of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from makeable.model.package import Package

__all__ = ["ContingentPackage"]


@dataclass(frozen=True)
class ContingentPackage:
    """A full package for each outcome of an event. Where all agree on an issue, it does not depend on the event."""

    event: str
    by_outcome: Mapping[str, Package]

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_outcome", MappingProxyType(dict(self.by_outcome)))

    def __hash__(self) -> int:
        return hash((self.event, frozenset(self.by_outcome.items())))

    @property
    def dependent(self) -> tuple[str, ...]:
        """The issues whose settlement depends on the event."""
        first, *others = self.by_outcome.values()
        return tuple(issue for issue in first if any(other[issue] != first[issue] for other in others))

    @property
    def fixed(self) -> Package:
        """The issues that are settled alike whatever happens: a partial package."""
        first = next(iter(self.by_outcome.values()))
        return Package({issue: way for issue, way in first.items() if issue not in self.dependent})
