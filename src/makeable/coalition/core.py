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
from makeable.model import plain

__all__ = ["Allocated", "Balanced", "Complains", "Core", "allocated", "core"]


@dataclass(frozen=True)
class Complains(Reason):
    """These players together could have `by` more by themselves than the allocation gives them."""

    players: tuple[str, ...]
    by: Fraction


@dataclass(frozen=True)
class Balanced(Reason):
    """One of the coalitions that prove the least core: counted by their weights, they cover each player once.

    `worth`: what it can have by itself. Counted so, they ask for more than there is exactly when the core is empty
    (Bondareva 1963, Shapley 1967).
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
    cover = sum(weight for mask, weight in found.balancing if mask & 1)
    reasons = tuple(
        Balanced(game.names(mask), Fraction(weight, cover), game.own(game.table[mask]))
        for mask, weight in found.balancing
    )
    return Core(
        asked="core",
        given={"kind": game.kind},
        proof=_proof(),
        reasons=(*reasons, *game.assumed),
        drawn_from=game.drawn_from,
        players=game.players,
        empty=found.excess > 0,
        least_core_excess=found.excess / game.scale,
        allocation=tuple(game.own(share) for share in found.allocation),
        worst=tuple(game.names(mask) for mask in worst),
        convex=is_convex(game.array),
    )


def _proof() -> Proof:
    return proven("linear programming, with weights and complaints checked in integers for every coalition")


@dataclass(frozen=True, kw_only=True)
class Allocated(Finding):
    """Who has most to complain of under an allocation.

    `excess`: what the groups in `worst` could have by themselves beyond what they get (negative: what they would lose
    by leaving); in a cost game, what they are charged above their own cost. `in_core`: no group has a complaint.
    """

    players: tuple[str, ...]
    allocation: tuple[Fraction, ...]
    in_core: bool
    excess: Fraction
    worst: tuple[tuple[str, ...], ...]


def allocated(game: TableGame, allocation: Sequence[Fraction]) -> Allocated:
    """Which group has most to complain of when this is what each player gets (or pays), and how much?

    Raises BadInput when there is not one share a player, or the shares do not add up to what there is.
    """
    problems = []
    if len(allocation) != len(game.players):
        what = f"There are {len(allocation)} shares for {len(game.players)} players."
        problems.append(Problem("allocation", what, "Give one share for each player."))
    elif sum(allocation) != game.whole:
        what = f"The shares add up to {plain(sum(allocation, Fraction(0)))}, but there is {plain(game.whole)}."
        problems.append(Problem("allocation", what, "Share out exactly what there is."))
    if problems:
        raise BadInput(problems)
    sign = -game.scale if game.kind == "cost" else game.scale
    by, masks = worst_complaint(game.array, [sign * share for share in allocation])
    worst = tuple(game.names(mask) for mask in masks)
    return Allocated(
        asked="allocated",
        given={"kind": game.kind},
        proof=proven("every coalition was looked at"),
        reasons=(*(Complains(group, by / game.scale) for group in worst), *game.assumed),
        drawn_from=game.drawn_from,
        players=game.players,
        allocation=tuple(allocation),
        in_core=by <= 0,
        excess=by / game.scale,
        worst=worst,
    )
