"""A cooperative game with transferable worth: what each coalition can have, or must pay, by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any, Literal

from numpy.typing import NDArray

from makeable.errors import BadInput, Problem
from makeable.finding import Reason
from makeable.kernels.coalition_values import as_array

__all__ = ["MOST_PLAYERS", "TableGame", "airport_game", "bankruptcy_game", "game_from"]

MOST_PLAYERS = 20

Kind = Literal["value", "cost"]


@dataclass(frozen=True)
class TableGame:
    """The worth (or cost) of every coalition: `worth[mask]`, where bit i of the mask is player i; `worth[0]` is 0.

    `drawn_from`: owners of the private data behind it, `assumed`: what was taken as given; every finding repeats both.
    Raises BadInput when the table has not 2^n entries or the empty coalition has worth.
    """

    players: tuple[str, ...]
    worth: tuple[Fraction, ...]
    kind: Kind = "value"
    title: str = ""
    source: str = ""
    drawn_from: frozenset[str] = frozenset()
    assumed: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        problems = []
        if not 1 <= len(self.players) <= MOST_PLAYERS:
            fix = f"Give 1 to {MOST_PLAYERS} players."
            problems.append(Problem("players", f"A table of {len(self.players)} players cannot be worked on.", fix))
        elif len(self.worth) != 1 << len(self.players):
            fix = f"Give {(1 << len(self.players)) - 1} numbers, one for each coalition that is not empty."
            problems.append(Problem("v", f"The table has {len(self.worth) - 1} numbers.", fix))
        elif self.worth[0] != 0:
            problems.append(Problem("v", "The empty coalition has worth.", "Nobody has nothing: make it 0."))
        if problems:
            raise BadInput(problems)

    @cached_property
    def scale(self) -> int:
        """Integers of `table` are values times this."""
        return lcm(*(w.denominator for w in self.worth))

    @cached_property
    def table(self) -> tuple[int, ...]:
        """The worth in integers; a cost counts as negative worth."""
        sign = -self.scale if self.kind == "cost" else self.scale
        return tuple(int(w * sign) for w in self.worth)

    @cached_property
    def array(self) -> NDArray[Any]:
        """The same as an array."""
        return as_array(self.table)

    def own(self, amount: Fraction | int) -> Fraction:
        """An amount of the integer table in the game's own terms: unscaled, and a cost again where costs count."""
        value = Fraction(amount) / self.scale
        return -value if self.kind == "cost" else value

    def names(self, mask: int) -> tuple[str, ...]:
        """The players of a coalition."""
        return tuple(player for i, player in enumerate(self.players) if mask >> i & 1)

    @property
    def whole(self) -> Fraction:
        """What there is for, or to be paid by, everybody together."""
        return self.worth[-1]


def game_from(
    players: Sequence[str], worth: Callable[[tuple[str, ...]], Fraction | int], kind: Kind = "value"
) -> TableGame:
    """The game whose coalitions are worth what a function says of their players; called once for each coalition."""
    names = tuple(players)
    masks = range(1, 1 << min(len(names), MOST_PLAYERS))
    found = (Fraction(worth(tuple(n for i, n in enumerate(names) if mask >> i & 1))) for mask in masks)
    return TableGame(names, (Fraction(0), *found), kind)


def bankruptcy_game(estate: Fraction | int, claims: dict[str, Fraction | int]) -> TableGame:
    """What a group of claimants gets when it pays all others in full (O'Neill 1982)."""
    total = sum(map(Fraction, claims.values()))
    return game_from(
        tuple(claims),
        lambda group: max(Fraction(0), estate - (total - sum((Fraction(claims[c]) for c in group), Fraction(0)))),
    )


def airport_game(needs: dict[str, Fraction | int]) -> TableGame:
    """Costs of a facility that must be as large as its most demanding user needs (Littlechild and Owen 1973)."""
    return game_from(tuple(needs), lambda group: max(Fraction(needs[c]) for c in group), "cost")
