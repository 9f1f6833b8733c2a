"""What each commitment still needs to hold: rows for the repair, one for every day and world that is short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from makeable.agreement.enforce import game_of
from makeable.agreement.incentive import Game
from makeable.agreement.measures import exchanges, in_steps, stepped
from makeable.model import Case
from makeable.model.agreement import Monitor

__all__ = ["Mode", "Need", "Needs", "needs"]


@dataclass(frozen=True, slots=True)
class Need:
    """`weight` x (money lost by a breach that is noticed) must reach `points` in one world."""

    scenario: str | None
    weight: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class Mode:
    """How a commitment could be done and watched: in so many steps, by one of the ways of monitoring (or none)."""

    steps: int
    monitor: str


@dataclass(frozen=True)
class Needs:
    """What every commitment needs in each of its modes, and the exchanges whose steps are chosen together."""

    by_mode: dict[str, dict[Mode, tuple[Need, ...]]]
    groups: tuple[tuple[str, ...], ...]
    steps: dict[tuple[str, ...], tuple[int, ...]]
    cut: frozenset[str] = frozenset()

    def times(self, commitment: str, steps: int) -> int:
        """How often a commitment is done when its exchange is cut into so many steps."""
        return steps if commitment in self.cut else 1


def needs(case: Case, scenarios: Iterable[str | None]) -> Needs:
    """The needs of every commitment whose owner's figures are known, in all of these worlds (None: as planned)."""
    agreement = case.agreement
    assert agreement is not None
    worlds = tuple(scenarios)
    groups = exchanges(agreement)
    steps = {g: tuple(range(1, max(1, agreement.limits.steps) + 1)) if stepped(agreement, g) else (1,) for g in groups}
    by_mode: dict[str, dict[Mode, tuple[Need, ...]]] = {c.id: {} for c in agreement.commitments}
    for group in groups:
        for count in steps[group]:
            games = [game_of(in_steps(case, group, count), key) for key in worlds]
            for key in group:
                for monitor in (None, *_watching(case, key)):
                    mode = Mode(count, monitor.id if monitor is not None else "")
                    by_mode[key][mode] = _rows(games, key, monitor)
    return Needs(by_mode, groups, steps, frozenset(key for group in groups for key in stepped(agreement, group)))


def _watching(case: Case, commitment: str) -> tuple[Monitor, ...]:
    """The ways of monitoring that would notice more breaches of it than now."""
    agreement = case.agreement
    assert agreement is not None
    now = agreement.commitment[commitment].remedy.detected
    watching = (m for m in agreement.limits.monitors if not m.watches or commitment in m.watches)
    return tuple(m for m in watching if m.detects > now)


def _rows(games: Iterable[Game], commitment: str, monitor: Monitor | None) -> tuple[Need, ...]:
    """The largest need for every world and weight; what is met already stays out."""
    largest: dict[tuple[str | None, Fraction], Fraction] = {}
    for game in games:
        kept = game.everything()
        raised = _raised(game, commitment, monitor)
        for occurrence in game.table.by_commitment[commitment]:
            view = game.view_of(occurrence)
            if view is None or occurrence not in kept.occurrences:
                continue
            incentive = replace(game.incentive(occurrence, kept), detected=raised)
            short = -incentive.margin(view.discount)
            weight = raised * incentive.unit.worth(view.discount)
            key = (game.world.scenario, weight)
            if short > 0:
                largest[key] = max(largest.get(key, Fraction(0)), short)
    return tuple(Need(scenario, weight, points) for (scenario, weight), points in largest.items())


def _raised(game: Game, commitment: str, monitor: Monitor | None) -> Fraction:
    """The chance that a breach is noticed once this monitoring is in place."""
    if monitor is None:
        return game.world.detected[commitment]
    agreement = game.agreement
    factor = Fraction(1)
    if game.world.scenario is not None:
        factor = agreement.scenario[game.world.scenario].detection.get(commitment, Fraction(1))
    watched = max(agreement.commitment[commitment].remedy.detected, monitor.detects)
    return min(Fraction(1), watched * factor)
