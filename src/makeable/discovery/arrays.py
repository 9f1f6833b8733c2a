"""Moves of a room as arrays for the kernels: one place where amounts become whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from makeable.discovery.moves import Move, Resource, Room
from makeable.kernels.deals_minimal import Moves
from makeable.kernels.deals_program import Columns, Ints

__all__ = ["Arrays", "arrays_of", "columns"]


@dataclass(frozen=True)
class Arrays:
    """Some moves of a room in whole numbers: `scale` of them make one unit of the register."""

    moves: tuple[Move, ...]
    scale: int
    organisations: Mapping[str, int]
    resources: Mapping[Resource, int]
    capacity: Ints

    @property
    def profit(self) -> Ints:
        """What each move adds in all."""
        return np.array([int(move.value * self.scale) for move in self.moves], np.int64)

    @property
    def uses(self) -> Columns:
        """How much of each resource every move takes."""
        return columns([self.use(move) for move in self.moves])

    @property
    def effects(self) -> Columns:
        """What every move does to each organisation."""
        return columns([self.effect(move) for move in self.moves])

    def use(self, move: Move) -> dict[int, int]:
        """What a move takes, by resource number."""
        return {self.resources[r]: int(use * self.factor(r)) for r, use in move.uses.items()}

    def effect(self, move: Move) -> dict[int, int]:
        """What a move does, by organisation number."""
        return {self.organisations[o]: int(worth * self.scale) for o, worth in move.effects.items()}

    def factor(self, resource: Resource) -> int:
        """Budgets are amounts; everything else is counted in units."""
        return self.scale if resource[0] == "budget" else 1

    def searched(self) -> Moves:
        """For the search for irreducible deals."""
        return Moves([self.effect(m) for m in self.moves], [self.use(m) for m in self.moves], self.capacity.tolist())


def arrays_of(room: Room, moves: Sequence[Move] | None = None) -> Arrays:
    """The moves of a room (or some, blocked ones too) as arrays."""
    scale = room.scale
    resources = {resource: place for place, resource in enumerate(room.capacity)}
    organisations = {organisation.id: place for place, organisation in enumerate(room.register.organisations)}
    limits = [
        int(Fraction(amount) * (scale if resource[0] == "budget" else 1)) for resource, amount in room.capacity.items()
    ]
    return Arrays(
        tuple(room.moves if moves is None else moves), scale, organisations, resources, np.array(limits, np.int64)
    )


def columns(entries: Sequence[Mapping[int, int]]) -> Columns:
    """Sparse columns of whole numbers, one a mapping from rows to amounts."""
    sizes = [len(entry) for entry in entries]
    rows = [row for entry in entries for row in entry]
    amounts = [amount for entry in entries for amount in entry.values()]
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Columns(start, np.array(rows, np.int64), np.array(amounts, np.int64))
