"""Power with a-priori unions: the Owen value (1977), in integers, one union at a time.

Seen from inside one union, the other unions act as blocs. A swing then has two sizes: how many blocs are in, and how
many of the player's own union. Both are counted at once, by giving blocs a larger step than members.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial

from makeable.kernels.power_compose import compound, exact_swings, exact_work
from makeable.kernels.power_index import swings_from_counts
from makeable.kernels.power_split import MOST_PLAYERS, count_by_size, split_work
from makeable.kernels.voting import Game

__all__ = ["owen", "owen_work"]


def owen_work(game: Game, unions: Sequence[Sequence[int]]) -> int:
    """The most costly union's work, in elementary steps (about 1e9 take some seconds)."""
    return max(min(_work(_inside(game, unions, u))) for u in range(len(unions)))


def owen(game: Game, unions: Sequence[Sequence[int]]) -> tuple[Fraction, ...]:
    """The share of orders of joining, among those that keep every union together, in which each player is pivotal.

    `unions`: the players in groups, every player in exactly one (ValueError otherwise).
    """
    if sorted(i for union in unions for i in union) != list(range(game.players)):
        raise ValueError("every player must be in exactly one union")
    value = [Fraction(0)] * game.players
    blocs = len(unions)
    for u, union in enumerate(unions):
        inside, m = _inside(game, unions, u), len(union)
        steps = (m + 1,) * (blocs - 1) + (1,) * m
        by_list, by_sum = _work(inside)
        if by_list <= by_sum:
            swings = swings_from_counts(count_by_size(inside, steps), steps)
        else:
            parts = compound(inside)
            assert parts is not None  # else its work would have been infinite
            swings = exact_swings(parts, steps)[0]
        for member, row in zip(union, swings[blocs - 1 :], strict=True):
            value[member] = sum(
                (
                    Fraction(
                        row[a * (m + 1) + b]
                        * factorial(a)
                        * factorial(blocs - 1 - a)
                        * factorial(b)
                        * factorial(m - 1 - b),
                        factorial(blocs) * factorial(m),
                    )
                    for a in range(blocs)
                    for b in range(m)
                ),
                Fraction(0),
            )
    return tuple(value)


def _inside(game: Game, unions: Sequence[Sequence[int]], u: int) -> Game:
    """The other unions as blocs, followed by this union's members one by one."""
    return game.merged([*(other for o, other in enumerate(unions) if o != u), *((i,) for i in unions[u])])


def _work(inside: Game) -> tuple[int, int]:
    out_of_reach = 1 << 60
    parts = compound(inside)
    return (
        split_work(inside) * 4 if inside.players <= MOST_PLAYERS else out_of_reach,
        exact_work(parts) * inside.players if parts is not None else out_of_reach,
    )
