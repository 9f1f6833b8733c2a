"""Package and side payments chosen together by a principle, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import cast

from makeable.finding import Finding, NoDeal, Proof, proven
from makeable.frontier.program import Model, model_of
from makeable.frontier.transfers import Money, split, with_payments
from makeable.kernels.program_best import Best, maximise_sum
from makeable.kernels.program_run import Effort
from makeable.model import AtLeast, Case, Package
from makeable.principles.asked import Asked
from makeable.principles.division import Division
from makeable.principles.registry import named

__all__ = ["Leaver", "Paid", "divide_with_transfers"]

BY = "the largest joint gain in money by mixed-integer programming, shared by the formula of the principle"

Share = Callable[[str, Fraction, Mapping[str, Fraction], Mapping[str, Fraction]], Fraction]


@dataclass(frozen=True)
class Leaver:
    """A party whom the others could leave out: together they would then have up to `more` money to share
    (limits on payments are not counted)."""

    without: str
    more: Fraction


@dataclass(frozen=True, kw_only=True)
class Paid(Finding):
    """A package with payments.

    `package` is None when there is no deal. `payments`: what each party receives, negative when it pays; they add up
    to 0. `values` and `gains` are in points, payments counted in. `surplus`: the joint gain in money of those who can
    pay or receive. `leavers`: whom the rest, passing without it, could do better without.
    """

    principle: str
    package: Package | None
    payments: Mapping[str, Fraction]
    values: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    surplus: Fraction
    leavers: tuple[Leaver, ...] = ()


def divide_with_transfers(case: Case, principle: str, money: Money, asked: Asked = Asked()) -> Paid:
    """Which package and which payments does a principle choose, when money may move between the parties?

    Where every known party can pay and limits do not bind, the package is the one with the largest joint gain in
    money, and the principle says how that gain is shared; otherwise both are searched for together. It misleads where
    money cannot buy what a party would lose, and where points per unit of money were guessed. Raises BadInput for
    prices and limits that make no sense, KeyError for a principle that does not exist.
    """
    money.check(case)
    described = named(principle)
    found = _shared(case, described.name, money, asked)
    if found is None:
        wider = with_payments(case, money)
        division = cast(Division, described.run(wider, asked))
        if not division.packages:
            return _paid(case, described.name, money, None, {}, division.proof)
        package, payments = split(division.packages[0])
        found = _paid(case, described.name, money, package, payments, division.proof)
    return replace(found, leavers=_leavers(case, money, found, asked)) if found.package is not None else found


def _equal_points(
    party: str, whole: Fraction, price: Mapping[str, Fraction], weight: Mapping[str, Fraction]
) -> Fraction:
    """Everyone gains as many points, in proportion to its weight."""
    return weight[party] * whole / sum((weight[p] / price[p] for p in price), Fraction(0))


def _equal_money(
    party: str, whole: Fraction, price: Mapping[str, Fraction], weight: Mapping[str, Fraction]
) -> Fraction:
    """Everyone gains as much money, in proportion to its weight."""
    return weight[party] * price[party] * whole / sum((weight[p] for p in price), Fraction(0))


_FORMULAS: dict[str, tuple[Share, bool]] = {
    "egalitarian": (_equal_points, False),
    "equal-gain": (_equal_points, False),
    "kalai-proportional": (_equal_points, True),
    "kalai-smorodinsky": (_equal_money, False),
    "maximin": (_equal_points, False),
    "nash": (_equal_money, False),
    "utilitarian": (_equal_points, False),
    "weighted-nash": (_equal_money, True),
}
"""How a joint gain in money W is shared when only its sum is limited: gains g with sum of g / price = W. Whether the
weights of the parties count. Under the largest total every sharing does as well; it is then shared equally."""


def _shared(case: Case, name: str, money: Money, asked: Asked) -> Paid | None:
    """The answer by formula; None where it does not apply."""
    sheets = case.sheets
    if name not in _FORMULAS or set(money.points) != set(sheets) or asked.over not in ("auto", "unanimous"):
        return None
    if name == "utilitarian" and len(set(money.points.values())) > 1:
        return None  # points then grow by moving money to whom it is worth most, up to its limits
    limited = bool(money.pays_at_most or money.gets_at_most)
    if not asked.region.everything or (name == "kalai-smorodinsky" and limited):
        return None  # limits also bound what each party could hope for
    model = model_of(case)
    found = _richest(model, money, {party: Fraction(1) for party in sheets}, asked)
    if found.package is None:
        return _paid(case, name, money, None, {}, proven(BY)) if found.proven else None
    package = model.package(found.package)
    whole = sum((sheet.gain(package) / money.points[p] for p, sheet in sheets.items()), Fraction(0))
    if not found.proven or whole < 0:
        return None
    formula, weighted = _FORMULAS[name]
    weights = {p: asked.weights.get(p, Fraction(1)) if weighted else Fraction(1) for p in sheets}
    gains = {p: formula(p, whole, money.points, weights) for p in sheets}
    payments = {p: (gains[p] - sheet.gain(package)) / money.points[p] for p, sheet in sheets.items()}
    for party, amount in payments.items():
        low, high = money.range(party, abs(amount))
        if not low <= amount <= high:
            return None
    return _paid(case, name, money, package, payments, proven(BY))


def _richest(model: Model, money: Money, counted: Mapping[str, Fraction], asked: Asked) -> Best:
    """The package with the largest sum of money's worth over some parties."""
    exact = [
        counted.get(party, Fraction(0)) / (money.points.get(party, Fraction(1)) * scale)
        for party, scale in zip(model.parties, model.scale, strict=True)
    ]
    factor = lcm(*(weight.denominator for weight in exact))
    effort = Effort(asked.seconds, progress=asked.progress, should_stop=asked.should_stop)
    return maximise_sum(model.program, [int(weight * factor) for weight in exact], effort)


def _paid(
    case: Case, name: str, money: Money, package: Package | None, payments: Mapping[str, Fraction], proof: Proof
) -> Paid:
    sheets = case.sheets
    worth = {p: payments.get(p, Fraction(0)) * money.points.get(p, Fraction(0)) for p in sheets}
    known = {} if package is None else {p: s.value(package) + worth[p] for p, s in sheets.items()}
    gains = {p: value - sheets[p].no_deal for p, value in known.items()}
    rule = AtLeast(len(sheets), tuple(sheets))
    reasons = () if package is not None else (NoDeal("together", rule.parties),)
    return Paid(
        asked="divide",
        given={"principle": name, "transfers": "yes"},
        proof=proof,
        reasons=reasons,
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        principle=name,
        package=package,
        payments=dict(payments),
        values=known,
        gains=gains,
        surplus=sum((gains[p] / money.points[p] for p in money.points if p in gains), Fraction(0)),
    )


def _leavers(case: Case, money: Money, found: Paid, asked: Asked) -> tuple[Leaver, ...]:
    """Each party without whose yes a deal passes, where the others could share more by doing without it."""
    everyone = set(case.party)
    left_out = []
    for party in found.gains:
        rest = {p: Fraction(1) for p in money.points if p != party}
        if not rest or not case.rule.holds(everyone - {party}):
            continue
        model = model_of(case)
        best = _richest(model, money, rest, asked)
        if best.package is None:
            continue
        package = model.package(best.package)
        alone = sum((case.sheets[p].gain(package) / money.points[p] for p in rest), Fraction(0))
        now = sum((found.gains[p] / money.points[p] for p in rest), Fraction(0))
        if alone > now:
            left_out.append(Leaver(party, alone - now))
    return tuple(left_out)
