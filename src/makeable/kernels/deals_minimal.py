"""Every irreducible deal in a small room: swaps, rings, bundles, joint projects, whatever leaves all who bear something
better off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Moves:
    """What could be done, one element a move.

    `effects[m]` maps organisations to what the move is worth to them (negative: what it costs them), whole numbers.
    `uses[m]` maps resources to how much of them it takes; `capacity` says how much there is of each.
    """

    effects: Sequence[dict[int, int]]
    uses: Sequence[dict[int, int]]
    capacity: Sequence[int]


@dataclass(frozen=True)
class Bounds:
    """How large a deal may be, and how long to look: steps of the search."""

    parties: int = 4
    moves: int = 6
    steps: int = 2_000_000


@dataclass(frozen=True)
class Minimal:
    """The deals, each a sorted tuple of moves; `complete` is False when the search was cut short."""

    deals: tuple[tuple[int, ...], ...]
    complete: bool


def minimal_deals(moves: Moves, bounds: Bounds | None = None, paid: int | None = None) -> Minimal:
    """All sets of moves, within the bounds, that leave everybody who bears something above zero and that contain no
    smaller such set.

    The search starts from each move in turn and, as long as somebody who bears something does not gain, adds a move
    that helps that one: any deal contains such a move, so none is missed. Moves tried before stay out, so none is met
    twice. A free gift (nobody bears anything) is a deal by itself; what it sets off is a chain, not irreducible.

    With `paid`, that organisation may lose as long as all together gain: the others would have to pay it. Then what
    makes up for a loss is looked for only among moves that help the one who is paid, and some deals may be missed.
    """
    search = _Search(moves, bounds or Bounds(), paid)
    for first in range(len(moves.effects)):
        search.start(first)
    found = sorted(search.found, key=lambda deal: (len(deal), deal))
    kept: list[frozenset[int]] = []
    by_member: dict[int, list[frozenset[int]]] = {}
    for deal in map(frozenset, found):
        if not any(smaller < deal for member in deal for smaller in by_member.get(member, ())):
            kept.append(deal)
            for member in deal:
                by_member.setdefault(member, []).append(deal)
    return Minimal(tuple(tuple(sorted(deal)) for deal in kept), search.steps > 0)


class _Search:
    def __init__(self, moves: Moves, bounds: Bounds, paid: int | None) -> None:
        self.moves, self.bounds, self.paid = moves, bounds, paid
        self.steps = bounds.steps
        self.found: set[tuple[int, ...]] = set()
        self.helping: dict[int, list[int]] = {}
        for move, effects in enumerate(moves.effects):
            for org, worth in effects.items():
                if worth > 0:
                    self.helping.setdefault(org, []).append(move)
        self.chosen: list[int] = []
        self.net: dict[int, int] = {}
        self.burdens: dict[int, int] = {}
        self.used: dict[int, int] = {}

    def start(self, first: int) -> None:
        if self._add(first):
            self._grow(set(range(first)))
            self._drop()

    def _add(self, move: int) -> bool:
        """Add a move, unless parties or capacities forbid it."""
        effects, uses = self.moves.effects[move], self.moves.uses[move]
        fresh = sum(org not in self.net for org in effects)
        if len(self.net) + fresh > self.bounds.parties or len(self.chosen) >= self.bounds.moves:
            return False
        if any(self.used.get(row, 0) + use > self.moves.capacity[row] for row, use in uses.items()):
            return False
        self.chosen.append(move)
        for org, worth in effects.items():
            self.net[org] = self.net.get(org, 0) + worth
            self.burdens[org] = self.burdens.get(org, 0) + (worth < 0)
        for row, use in uses.items():
            self.used[row] = self.used.get(row, 0) + use
        return True

    def _drop(self) -> None:
        move = self.chosen.pop()
        for org, worth in self.moves.effects[move].items():
            self.net[org] -= worth
            self.burdens[org] -= worth < 0
            if not any(org in self.moves.effects[other] for other in self.chosen):
                del self.net[org], self.burdens[org]
        for row, use in self.moves.uses[move].items():
            self.used[row] -= use

    def _short(self, org: int) -> bool:
        return (sum(self.net.values()) if org == self.paid else self.net[org]) <= 0

    def _grow(self, out: set[int]) -> None:
        self.steps -= 1
        if self.steps <= 0:
            return
        short = [org for org, count in self.burdens.items() if count and self._short(org)]
        if not short:
            self.found.add(tuple(sorted(self.chosen)))
            return
        if len(self.chosen) >= self.bounds.moves:
            return
        options = [
            [move for move in self.helping.get(org, ()) if move not in out and move not in self.chosen] for org in short
        ]
        tried: list[int] = []
        for move in min(options, key=len):
            if self._add(move):
                self._grow(out | set(tried))
                self._drop()
            tried.append(move)
