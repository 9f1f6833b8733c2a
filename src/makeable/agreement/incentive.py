"""What breaking a commitment once brings its owner, against what it then loses: the streams behind both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from makeable.agreement.stream import Stream
from makeable.agreement.timetable import Occurrence, Timetable, lapsing, period_of
from makeable.agreement.world import View, World
from makeable.model import Agreement
from makeable.model.commitment import later

__all__ = ["Game", "Incentive", "Kept"]

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Kept:
    """What is expected to be kept: listed occurrences, and endless commitments after the last listed day."""

    occurrences: frozenset[Occurrence]
    tails: frozenset[str]


@dataclass(frozen=True)
class Incentive:
    """Breaking one occurrence: the one-shot gain, and what a noticed breach loses, in the owner's points.

    `unit`: present points per unit of money that is lost when the breach is noticed. `lapse`: the others' linked
    commitments withheld, less what the owner no longer has to do. All three streams count from the day of the breach
    and are weighed by `detected`.
    """

    occurrence: Occurrence
    gain: Fraction
    detected: Fraction
    remedy: Stream
    relationship: Stream
    lapse: Stream
    unit: Stream

    @property
    def net(self) -> Stream:
        """The stream of keeping over breaking."""
        lost = self.remedy.plus(self.relationship).plus(self.lapse)
        net = Stream(lost.cycle).plus(lost, self.detected)
        net.add(0, -self.gain)
        return net

    def margin(self, discount: Fraction) -> Fraction:
        """By how much keeping beats breaking."""
        return self.net.worth(discount)


class Game:
    """One world of an agreement: who can break what, and what that would set off."""

    def __init__(self, agreement: Agreement, table: Timetable, world: World) -> None:
        self.agreement, self.table, self.world = agreement, table, world
        self._lapsing: dict[date, dict[str, frozenset[str]]] = {}

    def lapsing(self, after: date) -> dict[str, frozenset[str]]:
        """What lapses with each commitment when its breach is noticed on a day."""
        if after not in self._lapsing:
            self._lapsing[after] = lapsing(self.agreement, lambda key: self.table.coming(key, after))
        return self._lapsing[after]

    def judged(self, occurrence: Occurrence) -> bool:
        """Whether the owner's figures are known: its stakes, and what the commitment costs it."""
        return self.view_of(occurrence) is not None

    def view_of(self, occurrence: Occurrence) -> View | None:
        """The figures of the owner of an occurrence."""
        commitment = self.agreement.commitment[occurrence.commitment]
        view = self.world.views.get(commitment.owner)
        known = view is not None and (commitment.id in view.costs or commitment.id in view.tempted)
        return view if known else None

    def everything(self) -> Kept:
        """Everything kept but what the scenario breaks or excuses, and what lapses with it."""
        falls = lapsing(self.agreement)
        fallen = self.world.broken.union(*(falls[c] for c in self.world.broken)) | self.world.released
        return Kept(
            frozenset(o for o in self.table.occurrences if o.commitment not in fallen),
            frozenset(c for c in self.table.endless if c not in fallen),
        )

    def incentive(self, occurrence: Occurrence, kept: Kept) -> Incentive:
        """The owner's incentive at one occurrence. Its figures must be known (`judged`)."""
        commitment = self.agreement.commitment[occurrence.commitment]
        view = self.view_of(occurrence)
        assert view is not None
        remedy = commitment.remedy
        noticed = later(occurrence.day, remedy.noticed_after)
        wait = period_of(self.agreement, noticed) - occurrence.period
        unit = self._once(wait, view.money)
        money = remedy.collected * remedy.penalty + remedy.deposit + remedy.reward
        money += self.world.rewards.get(commitment.id, NOTHING)
        return Incentive(
            occurrence=occurrence,
            gain=view.tempted.get(commitment.id, view.costs.get(commitment.id, NOTHING)),
            detected=self.world.detected[commitment.id],
            remedy=Stream(self.table.cycle).plus(unit, money),
            relationship=self._relationship(view, wait),
            lapse=self._lapse(occurrence, view, noticed, kept),
            unit=unit,
        )

    def _once(self, wait: int, points: Fraction) -> Stream:
        stream = Stream(self.table.cycle)
        stream.add(wait, points)
        return stream

    def _relationship(self, view: View, wait: int) -> Stream:
        stream = Stream(self.table.cycle)
        forever = view.memory is None
        for k in range(1, 1 + (self.table.cycle if view.memory is None else view.memory)):
            stream.add(wait + k, view.relationship, forever)
        return stream

    def _lapse(self, occurrence: Occurrence, view: View, noticed: date, kept: Kept) -> Stream:
        stream = Stream(self.table.cycle)
        falls = self.lapsing(noticed)[occurrence.commitment]
        for key in falls:
            points = self._points(key, occurrence, view)
            if not points:
                continue
            for other in self.table.by_commitment[key]:
                if other in kept.occurrences and other.day > noticed:
                    stream.add(other.period - occurrence.period, points)
            if key in kept.tails:
                for other in self.table.endless[key]:
                    stream.add(other.period - occurrence.period, points, forever=True)
        return stream

    def _points(self, key: str, occurrence: Occurrence, view: View) -> Fraction:
        """What one occurrence of a commitment that lapses is worth to whoever broke the other one."""
        mine = self.agreement.commitment[occurrence.commitment].owner
        if self.agreement.commitment[key].owner == mine:
            return -view.costs.get(key, NOTHING)
        return view.values.get(key, NOTHING)

    def after(self, broken: Collection[Occurrence], kept: Kept) -> tuple[Kept, frozenset[Occurrence]]:
        """What is still kept after these breaches, and what lapsed with them (the breaches not counted)."""
        left, tails = set(kept.occurrences) - set(broken), set(kept.tails)
        for breach in broken:
            noticed = later(breach.day, self.agreement.commitment[breach.commitment].remedy.noticed_after)
            falls = self.lapsing(noticed)[breach.commitment]
            left -= {o for key in falls for o in self.table.by_commitment[key] if o.day > noticed}
            tails -= falls
            if breach.day > self.table.steady_from:
                tails.discard(breach.commitment)
        lapsed = kept.occurrences - left - set(broken)
        return Kept(frozenset(left), frozenset(tails)), frozenset(lapsed)
