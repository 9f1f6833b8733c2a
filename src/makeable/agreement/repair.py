"""The cheapest repair: what makes every commitment worth keeping, within the limits that the parties set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from makeable.agreement.enforce import agreement_of, enforcement
from makeable.agreement.measures import Measure, stepped, with_measures
from makeable.agreement.needs import Mode, Needs, needs
from makeable.agreement.repair_program import Amounts, Prices, amounts_for, prices_of, solver_guess
from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Proof, Reason, proven, within
from makeable.model import Case

__all__ = ["Repair", "TogetherShort", "Unmendable", "repair", "round_up"]

PATIENT, LARGEST = 5_000, 100_000
"""Branches looked at before HiGHS is asked for a good plan to prune with, and before the search settles for a bound."""


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

    An empty tuple: nothing needs repair. `repaired`: the case with the measures in it, amounts rounded up to
    hundredths.
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
    most: int = PATIENT
    open_bound: Fraction | None = None
    alone: dict[tuple[str, Mode], Amounts | None] = field(default_factory=dict)

    def amounts_alone(self, commitment: str, mode: Mode) -> Amounts | None:
        """The cheapest money for one commitment in one mode, by itself; None when the limits are too tight."""
        key = (commitment, mode)
        if key not in self.alone:
            rows = self.needs.by_mode[commitment][mode]
            times = {commitment: self.needs.times(commitment, mode.steps)}
            self.alone[key] = amounts_for(self.prices, {commitment: rows}, times) if rows else Amounts()
        return self.alone[key]

    def cheapest_alone(self, commitment: str, mode: Mode) -> Fraction | None:
        """What that counts for."""
        found = self.amounts_alone(commitment, mode)
        return None if found is None else found.price

    def bound(self, on: frozenset[str], undecided: frozenset[str], steps: Mapping[tuple[str, ...], int]) -> Fraction:
        """No plan below this branch is cheaper; -1 stands for "there is none"."""
        total = self.prices.fixed(on, steps.values())
        for group in self.needs.groups:
            counts = (steps[group],) if group in steps else self.needs.steps[group]
            options = [(self._group_bound(group, count, on | undecided), count) for count in counts]
            further = 0 if group in steps else 1  # decided steps are counted above
            reachable = [cost + further * self.prices.step * (n - 1) for cost, n in options if cost is not None]
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

    def best_steps(self, group: tuple[str, ...], on: frozenset[str]) -> int:
        """The number of steps in which an exchange is mended most cheaply by itself."""

        def cost(count: int) -> tuple[bool, Fraction]:
            alone = self._group_bound(group, count, on)
            return (alone is None, (alone or Fraction(0)) + self.prices.step * (count - 1))

        return min(self.needs.steps[group], key=cost)

    def try_plan(self, on: frozenset[str], steps: Mapping[tuple[str, ...], int]) -> Fraction | None:
        """Price one full choice (None: not possible); keep it when it is the cheapest so far."""
        found = self.money(on, steps)
        if found is None:
            return None
        price = found.price + self.prices.fixed(on, steps.values())
        if self.best is None or price < self.best:
            self.best, self.plan = price, (on, dict(steps), found)
        return price

    def money(self, on: frozenset[str], steps: Mapping[tuple[str, ...], int]) -> Amounts | None:
        """The cheapest amounts under one full choice: each commitment by itself where the payers can afford that."""
        picked = {key: self.sharpest(key, steps[group], on) for group in self.needs.groups for key in group}
        times = {key: self.needs.times(key, mode.steps) for key, mode in picked.items()}
        apart = [self.amounts_alone(key, mode) for key, mode in picked.items()]
        if any(amounts is None for amounts in apart):
            return None
        joined = Amounts(
            tuple(measure for amounts in apart if amounts is not None for measure in amounts.measures),
            sum((amounts.price for amounts in apart if amounts is not None), Fraction(0)),
        )
        if self.prices.payable(joined, times):
            return joined
        rows = {key: self.needs.by_mode[key][mode] for key, mode in picked.items()}
        return amounts_for(self.prices, rows, times)

    def branch(self, on: frozenset[str], waiting: tuple[str, ...], steps: dict[tuple[str, ...], int]) -> None:
        """Decide one more way of monitoring, or the steps of one more exchange."""
        lower = self.bound(on, frozenset(waiting), steps)
        if lower < 0 or (self.best is not None and lower >= self.best) or not self.prices.affordable(on):
            return
        self.looked += 1
        if self.looked > self.most:
            self.open_bound = lower if self.open_bound is None else min(lower, self.open_bound)
            return
        if waiting:
            tried = [on, on | {waiting[0]}]
            rest = frozenset(waiting[1:])
            for chosen in sorted(tried, key=lambda one: self.bound(one, rest, steps)):
                self.branch(chosen, waiting[1:], steps)
            return
        apart = {g: steps[g] if g in steps else self.best_steps(g, on) for g in self.needs.groups}
        reached = self.try_plan(on, apart)
        group = next((g for g in self.needs.groups if g not in steps), None)
        if group is None or reached == lower:  # nothing below this branch can be cheaper than its bound
            return
        for count in self.needs.steps[group]:
            self.branch(on, (), {**steps, group: count})


def repair(case: Case, scenarios: Iterable[str] | None = None) -> Repair:
    """The cheapest measures, by the parties' own prices, under which keeping beats breaking in every world.

    Penalties, deposits and rewards are amounts per commitment; monitoring and smaller reciprocal steps are choices;
    rewards come from the party that values the commitment most, out of what the agreement gives it. A reward counts
    only against breaking the commitment that it rewards, and is taken to be laid down beforehand. Minimal within this
    menu: any smaller amount fails. Branch and bound in exact fractions; where that is long, HiGHS proposes a plan.
    Raises TooLarge when no plan was found and not every choice could be looked at.
    """
    agreement = agreement_of(case)
    worlds = [None, *(agreement.scenario if scenarios is None else scenarios)]
    required = needs(case, worlds)
    search = _Search(case, required, prices_of(case), most=PATIENT)
    monitors = tuple(
        sorted(
            {m.monitor for modes in required.by_mode.values() for m in modes if m.monitor}, key=search.prices.monitor
        )
    )
    search.branch(frozenset(), monitors, {})
    if search.open_bound is not None:
        guess = solver_guess(required, search.prices)
        if guess is not None and search.prices.affordable(guess[0]):
            search.try_plan(*guess)
        search.looked, search.most, search.open_bound = 0, LARGEST, None
        search.branch(frozenset(), monitors, {})
    return _finding(search, worlds)


def round_up(amount: Fraction) -> Fraction:
    """An amount rounded up to hundredths, so that what is written down is enough."""
    return Fraction(-((-amount * 100) // 1), 100)


def _finding(search: _Search, worlds: list[str | None]) -> Repair:
    case = search.case
    asked = {"scenarios": ", ".join(key for key in worlds if key is not None)}
    assumed = tuple(r for r in enforcement(case, ()).reasons if isinstance(r, Assumed))
    owners = frozenset(sheet.owner(p) for p, sheet in case.sheets.items())
    exact = proven("branch and bound with linear programs in exact fractions")
    if search.plan is None and search.open_bound is not None:
        raise TooLarge("no repair was found and not every choice could be looked at; allow fewer monitors or steps")
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
        repaired=with_measures(case, [replace(m, amount=round_up(m.amount)) for m in measures]),
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
