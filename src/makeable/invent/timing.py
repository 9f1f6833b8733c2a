"""Trades on timing: parties discount the future differently, so who should be paid first?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.invent.state_term import money_of, prospects_of
from makeable.kernels.program_exact import exact_optimum
from makeable.kernels.program_run import Row
from makeable.model import Case

__all__ = ["Schedule", "best_schedule", "present_value"]


@dataclass(frozen=True)
class Schedule:
    """When each party is paid, instead of the flows of the case.

    `pays[party]`: money received in each of `years`; every year's sum is what it was. `before` and `after`: present
    values by each party's own rate, in money. `gains`: the difference in points of its own sheet. `first`: the parties
    from the most to the least impatient, which is the order in which the schedule pays as far as bounds allow.
    """

    years: tuple[int, ...]
    pays: Mapping[str, tuple[Fraction, ...]]
    planned: Mapping[str, tuple[Fraction, ...]]
    rates: Mapping[str, Fraction]
    before: Mapping[str, Fraction]
    after: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    first: tuple[str, ...]


def present_value(row: tuple[Fraction, ...], years: tuple[int, ...], rate: Fraction) -> Fraction:
    """What a row of amounts is worth at signing."""
    return sum((amount / (1 + rate) ** year for amount, year in zip(row, years, strict=True)), Fraction(0))


def best_schedule(case: Case) -> Schedule | None:
    """Who should be paid first? The schedule by which everyone's present value rises equally, as much as can be.

    A bounded linear program, solved exactly: each year's payments add up to what the flows of the case have that year,
    everyone keeps within its bounds, the smallest rise in present value is as large as can be, and then the sum of
    rises. None without flows, where fewer than two rates are known, or where nothing can be gained. Parties whose rate
    is not known keep their flows. It misleads where a promise of later payment might not be kept.
    """
    flows = case.flows
    if flows is None:
        return None
    held = {party: prospects_of(sheet).discount_rate for party, sheet in case.sheets.items() if party in flows.of}
    rates = {party: rate for party, rate in held.items() if rate is not None}
    if len(set(rates.values())) < 2:
        return None
    years = flows.years
    place = {(p, n): at for at, (p, n) in enumerate((p, n) for p in rates for n in range(len(years)))}
    before = {p: present_value(flows.of[p], years, rates[p]) for p in rates}
    limits = [flows.bounds(party) for party, _ in place]
    least, reach = len(place), sum((high - low for low, high in limits), Fraction(1))
    lower, upper = [low for low, _ in limits] + [Fraction(0)], [high for _, high in limits] + [reach]
    rows = [
        Row([place[p, n] for p in rates], [1] * len(rates), there := sum(flows.of[p][n] for p in rates), there)
        for n in range(len(years))
    ]
    worth = {(p, n): 1 / (1 + rates[p]) ** years[n] for p, n in place}
    for party in rates:
        columns = [place[party, n] for n in range(len(years))]
        rows.append(Row([*columns, least], [*(worth[party, n] for n in range(len(years))), -1], before[party], None))
    first = exact_optimum(lower, upper, rows, {least: 1}, {})
    if first is None or first[least] == 0:
        return None
    best = exact_optimum(lower, upper, rows, {at: worth[key] for key, at in place.items()}, {least: first[least]})
    assert best is not None, "the first optimum fulfils the second program"
    pays = {p: tuple(best[place[p, n]] for n in range(len(years))) for p in rates}
    after = {p: present_value(row, years, rates[p]) for p, row in pays.items()}
    return Schedule(
        years=years,
        pays=MappingProxyType(pays),
        planned=MappingProxyType({party: flows.of[party] for party in rates}),
        rates=MappingProxyType(rates),
        before=MappingProxyType(before),
        after=MappingProxyType(after),
        gains=MappingProxyType({p: (after[p] - before[p]) * money_of(case.sheets[p]) for p in rates}),
        first=tuple(sorted(rates, key=lambda party: -rates[party])),
    )
