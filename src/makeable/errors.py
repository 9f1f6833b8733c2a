"""Every exception of makeable, and the problem: where it is, what it is, how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["BadInput", "MakeableError", "Problem", "Stopped", "TooLarge"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with what was given: where it stands, what is wrong, and how to fix it.

    `severity` is "error" when no answer can be given before it is mended, and "warning" when an answer
    can be given but the person who wrote the input will want to know.
    """

    where: str
    what: str
    fix: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.fix}"


class MakeableError(Exception):
    """The base of every exception that makeable raises on purpose."""


class BadInput(MakeableError):
    """What was given cannot be used; `problems` lists everything wrong with it at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TooLarge(MakeableError):
    """An exact answer is out of reach for this input; the message says what would have been needed."""


class Stopped(MakeableError):
    """The work was stopped by its caller before it had an answer."""
