"""How a long computation tells how far it is, and how its caller stops it."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress"]


class Progress(Protocol):
    """Called now and then with the steps done, the steps in all (0: not known), and what is being done.

    The library itself draws nothing. The callback may raise `Stopped`: a function that can answer with what it has
    so far catches it and says so in its proof; any other lets it pass.
    """

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note."""
