"""The core: would a group be better off walking away, whatever is offered?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from makeable.coalition.table_game import TableGame
from makeable.errors import BadInput, Problem, TooLarge
from makeable.finding import Finding, Proof, Reason, proven
from makeable.kernels.coalition_values import is_convex, worst_complaint
from makeable.kernels.excess_program import Stalled
from makeable.kernels.nucleolus import least_core

__all__ = ["Balanced", "Complains", "Core", "complaint_of", "core"]


@dataclass(frozen=True)
class Complains(Reason):
    """These players together could have `by` more by themselves than the allocation gives them."""

    players: tuple[str, ...]
    by: Fraction


@dataclass(frozen=True)
class Balanced(Reason):
    """One of the coalitions that prove the least core: each player is covered equally often by all of them, weighted.

    `worth`: what it can have by itself. In sum, weighted, they ask for more than there is exactly when the core is
    empty (Bondareva 1963, Shapley 1967).
    """

    players: tuple[str, ...]
    weight: Fraction
    worth: Fraction


@dataclass(frozen=True, kw_only=True)
class Core(Finding):
    """Whether everybody together can share so that no group would rather go its own way.

    `empty`: they cannot. `least_core_excess`: the largest complaint of a group, under the allocation that makes it
    smallest; at most 0 exactly when the core is not empty (then every group can have that much more than alone).
    `allocation`: one such allocation. `worst`: the groups that complain most under it. `convex`: each player is
    worth more the larger the group it joins; then the core is not empty and the Shapley value is in it.
    """

    players: tuple[str, ...]
    empty: bool
    least_core_excess: Fraction
    allocation: tuple[Fraction, ...]
    worst: tuple[tuple[str, ...], ...]
    convex: bool


def core(game: TableGame) -> Core:
    """Would a group walk away? Is there an allocation that no group can improve on by itself (Gillies 1959)?

    In a cost game a complaint is what a group is charged above its own cost. The answer misleads where worth cannot
    be handed over between players, or where a group that leaves would not be left in peace.

    Raises TooLarge when floating point could not find, or integers could not confirm, the least core.
    """
    try:
        found = least_core(game.table, len(game.players))
    except Stalled as stalled:
        raise TooLarge("The least core of this game is numerically out of reach.") from stalled
    if not found.certified:
        raise TooLarge("The least core of this game could not be confirmed in integers.")
    _, worst = worst_complaint(game.array, found.allocation)
    total = sum(weight for _, weight in found.balancing)
    reasons = tuple(
        Balanced(game.names(mask), Fraction(weight, total), game.own(game.table[mask]))
        for mask, weight in found.balancing
    )
    return Core(
        asked="core",
        given={"kind": game.kind},
        proof=_proof(),
        reasons=reasons,
        players=game.players,
        empty=found.excess > 0,
        least_core_excess=found.excess / game.scale,
        allocation=tuple(game.own(share) for share in found.allocation),
        worst=tuple(game.names(mask) for mask in worst),
        convex=is_convex(game.array),
    )


def _proof() -> Proof:
    return proven("linear programming, with weights and complaints checked in integers for every coalition")


def complaint_of(game: TableGame, allocation: Sequence[Fraction]) -> tuple[Complains, ...]:
    """The groups with most to complain of under an allocation, and by how much (negative: what they have to lose).

    Raises BadInput when the allocation has not one share a player, or does not add up to what there is.
    """
    problems = []
    if len(allocation) != len(game.players):
        what = f"{len(allocation)} shares for {len(game.players)} players."
        problems.append(Problem("allocation", what, "Give one share for each player."))
    elif sum(allocation) != game.whole:
        what = f"The shares add up to {sum(allocation)}, but there is {game.whole}."
        problems.append(Problem("allocation", what, "Share out exactly what there is."))
    if problems:
        raise BadInput(problems)
    sign = -1 if game.kind == "cost" else 1
    by, masks = worst_complaint(game.array, [sign * game.scale * share for share in allocation])
    return tuple(Complains(game.names(mask), by / game.scale) for mask in masks)
