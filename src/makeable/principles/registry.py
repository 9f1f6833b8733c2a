"""The library of principles, made from the functions themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Principle", "named", "principle", "registered"]

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True)
class Principle:
    """One criterion for dividing, and what a person should know before choosing it.

    `rescaling`: its choice does not change when a party writes its scores in other units. `axioms`: ids of the
    statements (see `statements`) that it keeps.
    """

    name: str
    run: Callable[..., object]
    says: str
    assumes: str
    misleads: str
    source: str
    rescaling: bool
    aliases: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()


_REGISTER: dict[str, Principle] = {}


def principle(
    *,
    says: str,
    assumes: str,
    misleads: str,
    source: str,
    rescaling: bool,
    aliases: tuple[str, ...] = (),
    axioms: tuple[str, ...] = (),
) -> Callable[[F], F]:
    """Enter a function into the library under its own name (underscores become hyphens)."""

    def enter(run: F) -> F:
        name = run.__name__.replace("_", "-")
        _REGISTER[name] = Principle(name, run, says, assumes, misleads, source, rescaling, aliases, axioms)
        return run

    return enter


def registered() -> dict[str, Principle]:
    """The principles by name, in the order in which they were entered."""
    return dict(_REGISTER)


def named(name: str) -> Principle:
    """The principle of this name or alias, in any spelling of its hyphens. Raises KeyError when there is none."""
    wanted = name.lower().replace("_", "-")
    for described in _REGISTER.values():
        if wanted in (described.name, *described.aliases):
            return described
    raise KeyError(name)
