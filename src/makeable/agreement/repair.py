"""The cheapest repair: what makes every commitment worth keeping, within the limits that the parties set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from makeable.agreement.enforce import agreement_of, enforcement
from makeable.agreement.measures import Measure, stepped, with_measures
from makeable.agreement.needs import Mode, Need, Needs, needs
from makeable.agreement.repair_program import Amounts, Prices, amounts_for, prices_of, solver_guess
from makeable.finding import Assumed, Finding, Proof, Reason, proven, within
from makeable.model import Case

__all__ = ["Repair", "TogetherShort", "Unmendable", "repair"]

LARGEST = 200_000
"""Branches looked at before the search settles for a bound."""


@dataclass(frozen=True)
class Unmendable(Reason):
    """Even with everything the limits allow, a commitment stays `short_by` points short in a world."""

    party: str
    commitment: str
    scenario: str | None
    short_by: Fraction


@dataclass(frozen=True)
class TogetherShort(Reason):
    """Every commitment could be mended by itself; together they take more than the payers or the budget have."""


@dataclass(frozen=True, kw_only=True)
class Repair(Finding):
    """The measures of the cheapest repair and their price; None when the limits allow no repair.

    An empty tuple: nothing needs repair. `repaired`: the case with the measures in it, for a second look.
    """

    measures: tuple[Measure, ...] | None
    price: Fraction | None
    repaired: Case | None = field(default=None, compare=False)


@dataclass
class _Search:
    """Branch and bound over monitoring and steps; amounts of money are the exact optimum of a linear program."""

    case: Case
    needs: Needs
    prices: Prices
    best: Fraction | None = None
    plan: tuple[frozenset[str], dict[tuple[str, ...], int], Amounts] | None = None
    looked: int = 0
    open_bound: Fraction | None = None
    alone: dict[tuple[str, Mode], Fraction | None] = field(default_factory=dict)

    def cheapest_alone(self, commitment: str, mode: Mode) -> Fraction | None:
        """The least price of money for one commitment in one mode, by itself; None when the limits are too tight."""
        key = (commitment, mode)
        if key not in self.alone:
            rows = self.needs.by_mode[commitment][mode]
            times = {commitment: self.needs.times(commitment, mode.steps)}
            found = amounts_for(self.prices, {commitment: rows}, times) if rows else Amounts()
            self.alone[key] = None if found is None else found.price
        return self.alone[key]

    def bound(self, on: frozenset[str], undecided: frozenset[str], steps: Mapping[tuple[str, ...], int]) -> Fraction:
        """No plan below this branch is cheaper; -1 stands for "there is none"."""
        total = self.prices.fixed(on, steps.values())
        for group in self.needs.groups:
            counts = (steps[group],) if group in steps else self.needs.steps[group]
            options = [self._group_bound(group, count, on | undecided) for count in counts]
            reachable = [cost for cost in options if cost is not None]
            if not reachable:
                return Fraction(-1)
            total += min(reachable)
        return total

    def _group_bound(self, group: tuple[str, ...], count: int, monitors: frozenset[str]) -> Fraction | None:
        total = Fraction(0)
        for key in group:
            possible = [self.cheapest_alone(key, mode) for mode in self.modes(key, count, monitors)]
            costs = [cost for cost in possible if cost is not None]
            if not costs:
                return None
            total += min(costs)
        return total

    def modes(self, commitment: str, count: int, monitors: frozenset[str]) -> tuple[Mode, ...]:
        """The modes of a commitment with so many steps under these ways of monitoring."""
        found = self.needs.by_mode[commitment]
        return tuple(mode for mode in found if mode.steps == count and (not mode.monitor or mode.monitor in monitors))

    def sharpest(self, commitment: str, count: int, monitors: frozenset[str]) -> Mode:
        """The mode that notices most: more detection never makes a commitment need more money."""
        agreement = agreement_of(self.case)
        detects = {monitor.id: monitor.detects for monitor in agreement.limits.monitors}
        return max(self.modes(commitment, count, monitors), key=lambda mode: detects.get(mode.monitor, Fraction(-1)))

    def try_plan(self, on: frozenset[str], steps: Mapping[tuple[str, ...], int]) -> None:
        """Price one full choice of monitoring and steps; keep it when it is the cheapest so far."""
        rows = self.rows(on, steps)
        times = {key: self.needs.times(key, steps[group]) for group in self.needs.groups for key in group}
        found = amounts_for(self.prices, rows, times)
        if found is None:
            return
        price = found.price + self.prices.fixed(on, steps.values())
        if self.best is None or price < self.best:
            self.best, self.plan = price, (on, dict(steps), found)

    def rows(self, on: frozenset[str], steps: Mapping[tuple[str, ...], int]) -> dict[str, tuple[Need, ...]]:
        """What every commitment needs under one full choice."""
        picked = {key: self.sharpest(key, steps[group], on) for group in self.needs.groups for key in group}
        return {key: self.needs.by_mode[key][mode] for key, mode in picked.items()}

    def branch(self, on: frozenset[str], waiting: tuple[str, ...], steps: dict[tuple[str, ...], int]) -> None:
        """Decide one more way of monitoring, or the steps of one more exchange."""
        lower = self.bound(on, frozenset(waiting), steps)
        if lower < 0 or (self.best is not None and lower >= self.best) or not self.prices.affordable(on):
            return
        self.looked += 1
        if self.looked > LARGEST:
            self.open_bound = lower if self.open_bound is None else min(lower, self.open_bound)
            return
        if waiting:
            self.branch(on, waiting[1:], steps)
            self.branch(on | {waiting[0]}, waiting[1:], steps)
            return
        group = next((g for g in self.needs.groups if g not in steps), None)
        if group is None:
            self.try_plan(on, steps)
            return
        for count in self.needs.steps[group]:
            self.branch(on, (), {**steps, group: count})


def repair(case: Case, scenarios: Iterable[str] | None = None) -> Repair:
    """The cheapest measures, by the parties' own prices, under which keeping beats breaking in every world.

    Penalties, deposits and rewards are amounts per commitment; monitoring and smaller reciprocal steps are choices;
    rewards come from the party that values the commitment most, out of what the agreement gives it. A reward counts
    only against breaking the commitment that it rewards, and is taken to be laid down beforehand. Minimal within this
    menu: any smaller amount fails. HiGHS proposes, the proof is a branch and bound in exact fractions.
    """
    agreement = agreement_of(case)
    worlds = [None, *(agreement.scenario if scenarios is None else scenarios)]
    required = needs(case, worlds)
    search = _Search(case, required, prices_of(case))
    monitors = tuple(
        sorted(
            {m.monitor for modes in required.by_mode.values() for m in modes if m.monitor}, key=search.prices.monitor
        )
    )
    guess = solver_guess(required, search.prices)
    if guess is not None and search.prices.affordable(guess[0]):
        search.try_plan(*guess)
    search.branch(frozenset(), monitors, {})
    return _finding(search, worlds)


def _finding(search: _Search, worlds: list[str | None]) -> Repair:
    case = search.case
    asked = {"scenarios": ", ".join(key for key in worlds if key is not None)}
    assumed = tuple(r for r in enforcement(case, ()).reasons if isinstance(r, Assumed))
    owners = frozenset(sheet.owner(p) for p, sheet in case.sheets.items())
    exact = proven("branch and bound with linear programs in exact fractions")
    if search.plan is None:
        return Repair(
            asked="repair",
            given=asked,
            proof=exact,
            reasons=(*_why_not(search), *assumed),
            drawn_from=owners,
            measures=None,
            price=None,
        )
    measures = _measures(search)
    return Repair(
        asked="repair",
        given=asked,
        proof=_proof(search, exact),
        reasons=assumed,
        drawn_from=owners,
        measures=measures,
        price=search.best,
        repaired=with_measures(case, measures),
    )


def _proof(search: _Search, exact: Proof) -> Proof:
    if search.open_bound is None or search.best is None or search.open_bound >= search.best:
        return exact
    return within(search.best - search.open_bound, "branch and bound in exact fractions, stopped early", "points")


def _measures(search: _Search) -> tuple[Measure, ...]:
    assert search.plan is not None
    on, steps, amounts = search.plan
    prices = search.prices
    found = [
        Measure("steps", stepped(agreement_of(search.case), group)[0], Fraction(count), price=prices.step * (count - 1))
        for group, count in steps.items()
        if count > 1
    ]
    for group, count in steps.items():
        for key in group:
            mode = search.sharpest(key, count, on)
            if mode.monitor and search.needs.by_mode[key][Mode(count, "")]:
                shared = sum(m.monitor == mode.monitor for m in found if m.kind == "monitor")
                cost = Fraction(0) if shared else prices.monitor(mode.monitor)
                found.append(Measure("monitor", key, monitor=mode.monitor, price=cost))
    return (*found, *amounts.measures)


def _why_not(search: _Search) -> tuple[Reason, ...]:
    """Which commitments cannot be mended even by themselves; when all can, they cannot be together."""
    agreement = agreement_of(search.case)
    everything = frozenset(monitor.id for monitor in agreement.limits.monitors)
    found: list[Reason] = []
    for group in search.needs.groups:
        for key in group:
            modes = [m for count in search.needs.steps[group] for m in search.modes(key, count, everything)]
            if any(search.cheapest_alone(key, mode) is not None for mode in modes):
                continue
            short = min((_short(search, key, mode) for mode in modes), key=lambda one: one[0])
            found.append(Unmendable(agreement.commitment[key].owner, key, short[1], short[0]))
    return tuple(found) or (TogetherShort(),)


def _short(search: _Search, commitment: str, mode: Mode) -> tuple[Fraction, str | None]:
    """How many points are missing in the worst world when everything that is allowed is used."""
    prices = search.prices
    missing = [
        (need.points - need.weight * prices.most(commitment, need.scenario), need.scenario or "")
        for need in search.needs.by_mode[commitment][mode]
    ]
    points, scenario = max(missing, default=(Fraction(0), ""))
    return points, scenario or None
