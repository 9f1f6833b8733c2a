"""The nucleolus: the allocation under which the group with most to complain of complains least, then the next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.coalition.core import Complains
from makeable.coalition.table_game import TableGame
from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.kernels import nucleolus as kernel
from makeable.kernels.coalition_values import separable_costs, shapley_value, tau_value
from makeable.kernels.excess_program import Stalled

__all__ = ["Nucleolus", "Settled", "nucleolus"]


@dataclass(frozen=True)
class Settled:
    """One step of the proof: these groups complain by `excess`; weighted, they balance, so none can complain less.

    `alone[k]`: group k stands for a player who gets just what it has alone, and cannot go below.
    """

    excess: Fraction
    groups: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]
    alone: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class Nucleolus(Finding):
    """The nucleolus, one share a player, with its proof and, beside it, what other standards give.

    `exact`: the same shares as fractions in text. `steps`: Kohlberg's certificate. `shapley`: what each adds on
    average over all orders of joining. `tau`: between what each can hope for and secure. `separable`: separable
    gains (or costs) first, the rest by what is avoided. None where a standard is not defined for the game.
    """

    players: tuple[str, ...]
    nucleolus: tuple[Fraction, ...]
    exact: tuple[str, ...]
    steps: tuple[Settled, ...]
    shapley: tuple[Fraction, ...]
    tau: tuple[Fraction, ...] | None
    separable: tuple[Fraction, ...] | None


def nucleolus(game: TableGame, imputations: bool = True, per_capita: bool = False) -> Nucleolus:
    """How to share so that the loudest complaint of any group is as quiet as possible, then the next loudest?

    Always exactly one allocation (Schmeidler 1969), in the core when there is one. Nobody gets less than alone
    (`imputations`); when no allocation can promise that, or it is not asked, the prenucleolus is given.
    `per_capita` counts a group's complaint per head. It misleads where worth cannot be handed over, and it is not
    monotone: a larger whole can lower a share.

    Raises TooLarge when floating point could not find, or fractions could not confirm, the answer.
    """
    possible = sum(game.table[1 << i] for i in range(len(game.players))) <= game.table[-1]
    found = _proven(game, imputations and possible, per_capita)
    steps = tuple(
        Settled(
            level.excess / game.scale,
            tuple(game.names(row.coalition) for row in level.rows),
            level.weights,
            tuple(row.floor for row in level.rows),
        )
        for level in found.levels
    )
    shares = tuple(game.own(share) for share in found.shares)
    return Nucleolus(
        asked="nucleolus",
        given={"kind": game.kind, "per_capita": str(per_capita), "imputations": str(imputations and possible)},
        proof=proven("linear programs, confirmed in fractions by Kohlberg's criterion"),
        reasons=(*_reasons(steps, imputations and not possible, per_capita), *game.assumed),
        drawn_from=game.drawn_from,
        players=game.players,
        nucleolus=shares,
        exact=tuple(map(str, shares)),
        steps=steps,
        shapley=tuple(game.own(share) for share in shapley_value(game.array)),
        tau=_own(game, tau_value(game.array)),
        separable=_own(game, separable_costs(game.array)),
    )


def _proven(game: TableGame, imputations: bool, per_capita: bool) -> kernel.Nucleolus:
    try:
        found = kernel.nucleolus(game.table, len(game.players), imputations, per_capita)
    except Stalled as stalled:
        raise TooLarge("The nucleolus of this game is numerically out of reach.") from stalled
    if not found.certified:
        raise TooLarge("The nucleolus of this game could not be confirmed in fractions.")
    return found


def _reasons(steps: tuple[Settled, ...], impossible: bool, per_capita: bool) -> list[Reason]:
    reasons: list[Reason] = []
    if impossible:
        reasons.append(Assumed("no allocation gives everybody what they have alone"))
    if steps and not per_capita:
        loudest = zip(steps[0].groups, steps[0].alone, strict=True)
        reasons += [Complains(group, steps[0].excess) for group, alone in loudest if not alone]
    return reasons


def _own(game: TableGame, shares: tuple[Fraction, ...] | None) -> tuple[Fraction, ...] | None:
    return None if shares is None else tuple(game.own(share) for share in shares)
