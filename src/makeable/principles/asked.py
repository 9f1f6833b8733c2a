"""How a principle is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from makeable.principles.division import Scope
from makeable.principles.region import Region

__all__ = ["Asked"]


@dataclass(frozen=True)
class Asked:
    """How a principle is asked: among which packages, with what weights, how many ties, how long it may take.

    `region` narrows the packages further; potentials are those within it.
    """

    over: Scope = "auto"
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    limit: int = 20
    seconds: float = 60.0
    progress: Callable[[float, float], None] | None = None
    should_stop: Callable[[], bool] | None = None
    region: Region = field(default_factory=Region)
