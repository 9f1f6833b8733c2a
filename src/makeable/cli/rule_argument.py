"""Rules by their names, for commands that take a list of them."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar

from makeable.errors import BadInput, Problem

__all__ = ["rules_named"]

R = TypeVar("R")


def rules_named(text: str, named: Callable[[str], R], known: tuple[str, ...]) -> list[R]:
    """The rules in "name, name". Raises BadInput for names that no rule has."""
    found: list[R] = []
    problems = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        try:
            found.append(named(name))
        except KeyError:
            near = get_close_matches(name.lower(), known, n=1)
            fix = f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(known)}."
            problems.append(Problem("--rule", f"There is no rule `{name}`.", fix))
    if problems:
        raise BadInput(problems)
    return found
