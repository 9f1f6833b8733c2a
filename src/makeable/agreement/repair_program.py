"""The money of a repair as a linear program in exact fractions, and the whole repair as a mixed-integer guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from makeable.agreement.measures import Measure
from makeable.agreement.needs import Need, Needs
from makeable.agreement.surplus import effects, occurrence_counts, surplus
from makeable.agreement.world import stakes_of
from makeable.kernels.program import Number
from makeable.kernels.program_exact import exact_optimum
from makeable.kernels.program_run import Effort, Row, Task, run
from makeable.model import Case

__all__ = ["Amounts", "Prices", "amounts_for", "prices_of", "solver_guess"]

NOTHING = Fraction(0)
Kind = Literal["penalty", "deposit", "reward", "contingent"]


@dataclass(frozen=True)
class Amounts:
    """Amounts of money on commitments, and what they count for together."""

    measures: tuple[Measure, ...] = ()
    price: Fraction = NOTHING


@dataclass(frozen=True)
class Column:
    """One amount that can be chosen: up to `most`, `price` a unit, worth `worth` when the commitment is broken."""

    kind: Kind
    commitment: str
    most: Fraction
    price: Fraction
    worth: Fraction
    payer: str = ""
    scenario: str | None = None


@dataclass(frozen=True)
class Prices:
    """What is allowed and what it counts for.

    `purse`: what each payer can spend per world, in its own points. `counts`: how often each commitment is rewarded.
    """

    columns: Mapping[str, tuple[Column, ...]]
    monitors: Mapping[str, Fraction]
    budget: Fraction | None
    step: Fraction
    purse: Mapping[tuple[str, str | None], Fraction]
    money: Mapping[str, Fraction]
    counts: Mapping[str, int] = field(default_factory=dict)

    def monitor(self, key: str) -> Fraction:
        """What a way of monitoring costs."""
        return self.monitors[key]

    def fixed(self, on: Iterable[str], steps: Iterable[int]) -> Fraction:
        """What monitoring and steps count for."""
        return sum((self.monitors[key] for key in on), NOTHING) + self.step * sum(count - 1 for count in steps)

    def affordable(self, on: Iterable[str]) -> bool:
        """Whether the monitoring stays within its budget."""
        return self.budget is None or sum((self.monitors[key] for key in on), NOTHING) <= self.budget

    def payable(self, amounts: Amounts, times: Mapping[str, int]) -> bool:
        """Whether every payer can pay its part of these amounts in every world."""
        for (payer, scenario), purse in self.purse.items():
            paid = [m for m in amounts.measures if m.payer == payer and m.scenario in ("", scenario)]
            each = (self.counts[m.commitment] * times.get(m.commitment, 1) * m.amount for m in paid)
            if self.money[payer] * sum(each, NOTHING) > purse:
                return False
        return True

    def most(self, commitment: str, scenario: str | None) -> Fraction:
        """The most money that a noticed breach could be made to lose in one world."""
        usable = [c for c in self.columns[commitment] if c.scenario is None or c.scenario == scenario]
        return sum((min(c.most, self._purse(c)) * c.worth for c in usable), NOTHING)

    def _purse(self, column: Column) -> Fraction:
        if not column.payer:
            return column.most
        purse = min(p for (payer, _), p in self.purse.items() if payer == column.payer)
        return purse / (self.money[column.payer] * self.counts[column.commitment])


def prices_of(case: Case) -> Prices:
    """The limits of the agreement as columns, prices and purses."""
    agreement = case.agreement
    assert agreement is not None
    limits = agreement.limits
    plain = surplus(case)
    purse: dict[tuple[str, str | None], Fraction] = {(p, None): max(NOTHING, gain) for p, gain in plain.items()}
    for scenario in agreement.scenarios:
        for party, (turned, fixed) in effects(case, scenario).items():
            purse[party, scenario.id] = max(NOTHING, plain[party] + turned + fixed)
    stakes = stakes_of(case)
    return Prices(
        columns={c.id: _columns(case, c.id) for c in agreement.commitments},
        monitors={monitor.id: monitor.cost for monitor in limits.monitors},
        budget=limits.monitoring_budget,
        step=limits.step_price,
        purse=purse,
        money={party: stakes[party].money if party in stakes else Fraction(1) for party in case.party},
        counts={key: max(1, count) for key, count in occurrence_counts(agreement).items()},
    )


def _columns(case: Case, commitment: str) -> tuple[Column, ...]:
    agreement = case.agreement
    assert agreement is not None
    limits, held = agreement.limits, agreement.commitment[commitment].remedy
    found: list[Column] = []
    if limits.penalty is not None:
        collected = held.collected if held.penalty else limits.penalty.collected
        room = max(NOTHING, limits.penalty.at_most - held.penalty)
        found.append(Column("penalty", commitment, room, limits.penalty.price, collected))
    if limits.deposit is not None:
        room = max(NOTHING, limits.deposit.at_most - held.deposit)
        found.append(Column("deposit", commitment, room, limits.deposit.price, Fraction(1)))
    payer = payer_of(case, commitment)
    if limits.payment is not None and payer:
        room = max(NOTHING, limits.payment.at_most - held.reward)
        found.append(Column("reward", commitment, room, limits.payment.price, Fraction(1), payer))
        for scenario in agreement.scenarios:
            chance = scenario.probability if scenario.probability is not None else Fraction(1)
            price = limits.payment.price * chance
            found.append(Column("contingent", commitment, room, price, Fraction(1), payer, scenario.id))
    return tuple(found)


def payer_of(case: Case, commitment: str) -> str:
    """Who would pay for a commitment: whoever pays a reward now, else the party that values it most."""
    agreement = case.agreement
    assert agreement is not None
    held = agreement.commitment[commitment]
    if held.remedy.reward_from:
        return held.remedy.reward_from if held.remedy.reward_from in case.sheets else ""
    stakes = stakes_of(case)
    worth = {party: stakes[party].values.get(commitment, NOTHING) for party in stakes if party != held.owner}
    best = max(worth, key=lambda party: worth[party], default="")
    return best if best and worth[best] > 0 else ""


def amounts_for(prices: Prices, rows: Mapping[str, tuple[Need, ...]], times: Mapping[str, int]) -> Amounts | None:
    """The cheapest amounts that meet these needs, exactly; None when the limits do not allow it.

    `times`: into how many steps a commitment is cut, each of which is rewarded. A commitment without rows has its
    needs met already and gets no money.
    """
    columns = [column for key, needed in rows.items() if needed for column in prices.columns[key]]
    lines = [_need_row(columns, key, need) for key, needed in rows.items() for need in needed]
    if any(line is None for line in lines):
        return None
    point = exact_optimum(
        [NOTHING] * len(columns),
        [column.most for column in columns],
        [line for line in lines if line is not None] + _purse_rows(columns, prices, times),
        {k: -column.price for k, column in enumerate(columns)},
        {},
    )
    if point is None:
        return None
    chosen = [(column, amount) for column, amount in zip(columns, point, strict=True) if amount > 0]
    found = tuple(
        Measure(
            column.kind,
            column.commitment,
            amount,
            column.payer,
            column.scenario or "",
            price=column.price * amount,
        )
        for column, amount in chosen
    )
    return Amounts(found, sum((measure.price for measure in found), NOTHING))


def _need_row(columns: list[Column], commitment: str, need: Need, last: int | None = None) -> Row | None:
    """weight x (what a noticed breach loses) >= points; with `last`, only as far as that column is 1."""
    usable = [
        k
        for k, column in enumerate(columns)
        if column.commitment == commitment and column.worth and column.scenario in (None, need.scenario)
    ]
    if not usable or not need.weight:
        if last is None:
            return None
        return Row([last], [need.points], None, NOTHING)
    weights: list[Number] = [need.weight * columns[k].worth for k in usable]
    if last is None:
        return Row(usable, weights, need.points, None)
    return Row([*usable, last], [*weights, -need.points], NOTHING, None)


def _purse_rows(columns: list[Column], prices: Prices, times: Mapping[str, int]) -> list[Row]:
    """No payer spends more than the agreement gives it, in any world."""

    def each(column: Column) -> Fraction:
        rewarded = prices.counts[column.commitment] * times.get(column.commitment, 1)
        return prices.money[column.payer] * rewarded

    rows: list[Row] = []
    for (payer, scenario), purse in prices.purse.items():
        paid = [k for k, c in enumerate(columns) if c.payer == payer and c.scenario in (None, scenario)]
        if paid:
            rows.append(Row(paid, [each(columns[k]) for k in paid], None, purse))
    return rows


def solver_guess(needs: Needs, prices: Prices) -> tuple[frozenset[str], dict[tuple[str, ...], int]] | None:
    """Monitoring and steps of the cheapest repair as HiGHS finds it in floats; None when it finds none."""
    columns = [column for key in needs.by_mode for column in prices.columns[key]]
    names: list[object] = [(group, count) for group in needs.groups for count in needs.steps[group]]
    watched = dict.fromkeys(m.monitor for modes in needs.by_mode.values() for m in modes if m.monitor)
    names += [*watched, *((key, mode) for key, modes in needs.by_mode.items() for mode in modes)]
    at = {name: len(columns) + k for k, name in enumerate(names)}
    rows = _purse_rows(columns, prices, {}) + _choice_rows(needs, prices, at)
    for key, modes in needs.by_mode.items():
        for mode, needed in modes.items():
            found = (_need_row(columns, key, need, at[key, mode]) for need in needed)
            rows += [row for row in found if row is not None]
    cost: dict[int, Number] = {k: -column.price for k, column in enumerate(columns)}
    cost |= {at[group, count]: -prices.step * (count - 1) for group in needs.groups for count in needs.steps[group]}
    cost |= {at[monitor]: -prices.monitor(monitor) for monitor in watched}
    upper = [*(column.most for column in columns), *([Fraction(1)] * len(names))]
    whole = [False] * len(columns) + [True] * len(names)
    met = run(Task([NOTHING] * len(upper), upper, whole, rows, cost), Effort(seconds=20.0).started())
    if not met.solutions:
        return None
    point = met.solutions[-1]
    steps = {g: next((n for n in needs.steps[g] if point[at[g, n]] > 0.5), needs.steps[g][0]) for g in needs.groups}
    return frozenset(monitor for monitor in watched if point[at[monitor]] > 0.5), steps


def _choice_rows(needs: Needs, prices: Prices, at: Mapping[object, int]) -> list[Row]:
    """One number of steps for each exchange, one mode for each commitment, monitoring paid where it is used."""
    one, minus = Fraction(1), Fraction(-1)
    rows = [Row([at[g, n] for n in needs.steps[g]], [one] * len(needs.steps[g]), one, one) for g in needs.groups]
    for group in needs.groups:
        for count in needs.steps[group]:
            for key in group:
                modes = [mode for mode in needs.by_mode[key] if mode.steps == count]
                entries: list[Number] = [*([one] * len(modes)), minus]
                rows.append(Row([*(at[key, mode] for mode in modes), at[group, count]], entries, NOTHING, NOTHING))
    for key, found in needs.by_mode.items():
        rows += [Row([at[key, m], at[m.monitor]], [one, minus], None, NOTHING) for m in found if m.monitor]
    if prices.budget is not None:
        watched = [name for name in at if isinstance(name, str)]
        if watched:
            rows.append(Row([at[m] for m in watched], [prices.monitor(m) for m in watched], None, prices.budget))
    return rows
