"""makeable: the workbench for negotiation by mutual gains among many parties over many issues.

    import makeable

    case = makeable.load("cases/sports-complex")
    makeable.zone(case).unanimous.value                 # 12 packages that everyone prefers to no deal
    makeable.principle("nash")(case).packages[0]        # the package with the largest product of gains
    makeable.judge(case, case.draft).passes             # False

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from makeable.casefile import load, read_case
    from makeable.frontier import frontier, zone
    from makeable.invent.judge import judge
    from makeable.invent.shortlist import shortlist
    from makeable.model import Case, Package
    from makeable.principles import Asked
    from makeable.report.brief import brief

__all__ = [
    "Asked",
    "Case",
    "Package",
    "brief",
    "frontier",
    "judge",
    "load",
    "principle",
    "read_case",
    "shortlist",
    "zone",
]

_HOME = {
    "Asked": "makeable.principles",
    "Case": "makeable.model",
    "Package": "makeable.model",
    "brief": "makeable.report.brief",
    "frontier": "makeable.frontier.pareto",
    "judge": "makeable.invent.judge",
    "load": "makeable.casefile",
    "read_case": "makeable.casefile",
    "shortlist": "makeable.invent.shortlist",
    "zone": "makeable.frontier.zone",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'makeable' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def principle(name: str) -> Callable[..., Any]:
    """The function of a principle by its name or alias: "nash", "egalitarian", "kalai-smorodinsky", ..

    Raises KeyError for a name that is not in the library.
    """
    from makeable.principles import named  # noqa: PLC0415  importing makeable must not load the principles

    return named(name).run
