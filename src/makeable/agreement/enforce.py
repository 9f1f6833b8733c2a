"""Is the agreement nearly self-enforcing: for every commitment, owner and scenario, does keeping beat breaking?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from makeable.agreement.incentive import Game, Incentive, Kept
from makeable.agreement.stream import Threshold, threshold
from makeable.agreement.timetable import Occurrence, timetable
from makeable.agreement.world import DISCOUNT, stakes_of, world
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.model import Agreement, Case

__all__ = ["Breach", "Enforcement", "Outcome", "Standing", "enforcement", "game_of", "standings"]


@dataclass(frozen=True)
class Standing:
    """One commitment in one world, on the day when breaking it is most tempting.

    In the owner's points: `gain` from breaking once; `remedy`, `relationship` and `lapse` are the present values of
    what a noticed breach loses. `margin`: keeping over breaking, `detected` x what is lost - `gain`.
    """

    commitment: str
    owner: str
    scenario: str | None
    day: date
    gain: Fraction
    remedy: Fraction
    relationship: Fraction
    lapse: Fraction
    detected: Fraction
    margin: Fraction
    discount: Fraction
    threshold: Threshold

    @property
    def keeps(self) -> bool:
        """Whether keeping is at least as good as breaking."""
        return self.margin >= 0


@dataclass(frozen=True)
class Breach(Reason):
    """A party gains from breaking a commitment in a scenario; `first`: nobody breaks anything earlier."""

    party: str
    commitment: str
    scenario: str | None
    short_by: Fraction
    first: bool = False


@dataclass(frozen=True)
class Outcome:
    """What happens in one world: round by round who breaks what, and what lapses with it; what is left holds."""

    scenario: str | None
    rounds: tuple[tuple[Occurrence, ...], ...]
    lapsed: tuple[tuple[Occurrence, ...], ...]
    left: int
    planned: int

    @property
    def first(self) -> Occurrence | None:
        """The earliest breach of the first round; it sets off the rest."""
        return min(self.rounds[0]) if self.rounds else None


@dataclass(frozen=True, kw_only=True)
class Enforcement(Finding):
    """Whether keeping beats breaking, commitment by commitment, in every world that was looked at."""

    standings: tuple[Standing, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def holds(self) -> bool:
        """Whether nobody gains from breaking anything in any of the worlds."""
        return all(standing.keeps for standing in self.standings)

    def worst(self) -> tuple[Standing, ...]:
        """For each commitment, the world in which it stands worst."""
        worst: dict[str, Standing] = {}
        for standing in self.standings:
            if standing.commitment not in worst or standing.margin < worst[standing.commitment].margin:
                worst[standing.commitment] = standing
        return tuple(worst.values())


def agreement_of(case: Case) -> Agreement:
    """The agreement of a case. Raises ValueError when it has none."""
    if case.agreement is None:
        raise ValueError("the case has no agreement")
    return case.agreement


def game_of(case: Case, scenario: str | None = None) -> Game:
    """The game of one world: the dates and figures that hold when the scenario has happened."""
    agreement = agreement_of(case)
    turned = world(case, agreement.scenario[scenario] if scenario is not None else None)
    return Game(agreement, timetable(agreement, turned.delays), turned)


def standings(game: Game, kept: Kept | None = None) -> tuple[Standing, ...]:
    """Each commitment on its most tempting day, given what else is expected to be kept (default: everything)."""
    kept = game.everything() if kept is None else kept
    found = []
    for commitment in game.agreement.commitments:
        looked = [
            (incentive.margin(discount), incentive, discount)
            for incentive, discount in _incentives(game, kept, commitment.id)
        ]
        if looked:
            margin, incentive, discount = min(looked, key=lambda one: (one[0], one[1].occurrence))
            found.append(_standing(commitment.owner, game.world.scenario, incentive, margin, discount))
    return tuple(found)


def _incentives(game: Game, kept: Kept, commitment: str) -> Iterable[tuple[Incentive, Fraction]]:
    for occurrence in game.table.by_commitment[commitment]:
        view = game.view_of(occurrence)
        if occurrence in kept.occurrences and view is not None:
            yield game.incentive(occurrence, kept), view.discount


def _standing(owner: str, scenario: str | None, incentive: Incentive, margin: Fraction, discount: Fraction) -> Standing:
    return Standing(
        commitment=incentive.occurrence.commitment,
        owner=owner,
        scenario=scenario,
        day=incentive.occurrence.day,
        gain=incentive.gain,
        remedy=incentive.remedy.worth(discount),
        relationship=incentive.relationship.worth(discount),
        lapse=incentive.lapse.worth(discount),
        detected=incentive.detected,
        margin=margin,
        discount=discount,
        threshold=threshold(incentive.net),
    )


def outcome(game: Game) -> Outcome:
    """Let everybody who gains from breaking break, withhold what lapses, and look again, until nobody does.

    What is left at the end is self-enforcing: every occurrence in it is worth keeping, given the rest.
    """
    kept = game.everything()
    planned = len(kept.occurrences)
    rounds: list[tuple[Occurrence, ...]] = []
    lapsed: list[tuple[Occurrence, ...]] = []
    while True:
        broken = tuple(o for o in sorted(kept.occurrences) if _breaks(game, o, kept))
        if not broken:
            return Outcome(game.world.scenario, tuple(rounds), tuple(lapsed), len(kept.occurrences), planned)
        kept, fell = game.after(broken, kept)
        rounds.append(broken)
        lapsed.append(tuple(sorted(fell)))


def _breaks(game: Game, occurrence: Occurrence, kept: Kept) -> bool:
    view = game.view_of(occurrence)
    return view is not None and game.incentive(occurrence, kept).margin(view.discount) < 0


def enforcement(case: Case, scenarios: Iterable[str] | None = None) -> Enforcement:
    """Whether keeping beats breaking for every commitment, as planned and in every scenario (or the named ones).

    A scenario is taken to hold from the start at severity 1, the hardest test of it. A party breaks when the one-shot
    gain exceeds what it loses by a noticed breach: remedies, the others' linked commitments, the relationship, all
    discounted by its own factor (the one-shot deviation principle: if no single breach pays, no series of them does).
    It misleads when figures are guesses: look at the threshold discount factors. Abreu (1988), Telser (1980).
    """
    agreement = agreement_of(case)
    keys: list[str | None] = [None, *(agreement.scenario if scenarios is None else scenarios)]
    games = [game_of(case, key) for key in keys]
    found = tuple(standing for game in games for standing in standings(game))
    outcomes = tuple(outcome(game) for game in games)
    return Enforcement(
        asked="enforce",
        given={"scenarios": ", ".join(key for key in keys if key is not None)},
        proof=proven("the incentive at every due date, in exact fractions"),
        reasons=(*_breaches(found, outcomes), *_assumed(case, agreement)),
        drawn_from=frozenset(sheet.owner(p) for p, sheet in case.sheets.items() if sheet.stakes is not None),
        standings=found,
        outcomes=outcomes,
    )


def _breaches(found: tuple[Standing, ...], outcomes: tuple[Outcome, ...]) -> tuple[Breach, ...]:
    first = {one.scenario: one.first.commitment for one in outcomes if one.first is not None}
    return tuple(
        Breach(s.owner, s.commitment, s.scenario, -s.margin, first.get(s.scenario) == s.commitment)
        for s in found
        if not s.keeps
    )


def _assumed(case: Case, agreement: Agreement) -> tuple[Assumed, ...]:
    """What was taken as given: a usual discount factor, and what could not be judged at all."""
    stakes = stakes_of(case)
    usual = [Assumed("discount", str(DISCOUNT), party) for party, s in stakes.items() if s.discount is None]
    unjudged = [
        Assumed("cost_unknown" if c.due is not None else "no_date", c.id, c.owner)
        for c in agreement.commitments
        if c.due is None
        or c.owner not in stakes
        or (c.id not in stakes[c.owner].costs and c.id not in stakes[c.owner].tempted)
    ]
    return (*usual, *unjudged)
