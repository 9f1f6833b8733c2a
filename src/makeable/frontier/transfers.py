"""Side payments as part of the space: each party pays or receives money, and the payments add up to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.model import Budget, Case, Curve, Package, QuantityIssue

__all__ = ["Money", "instalments", "split", "with_payments"]

PAY = "payment to "


@dataclass(frozen=True)
class Money:
    """What money is to the parties, and how much may move.

    `points`: what one unit of money is worth to a party, on the scale of its scores; who is not named neither pays nor
    receives. `pays_at_most` and `gets_at_most`: limits by party. `unit`: what the unit is called.
    """

    points: Mapping[str, Fraction]
    pays_at_most: Mapping[str, Fraction] = field(default_factory=dict)
    gets_at_most: Mapping[str, Fraction] = field(default_factory=dict)
    unit: str = ""

    def check(self, case: Case) -> None:
        """Raises BadInput for strangers, parties whose sheets are not known, and prices or limits that are not numbers
        above 0 (limits: not below 0)."""
        known = case.sheets
        problems = [
            Problem("money", f"`{party}` has no sheet in this case.", f"Use the ids {', '.join(known)}.")
            for party in (*self.points, *self.pays_at_most, *self.gets_at_most)
            if party not in known
        ]
        problems += [
            Problem("money", f"A unit of money is worth {price} points to `{party}`.", "Give a number above 0.")
            for party, price in self.points.items()
            if price <= 0
        ]
        problems += [
            Problem("money", f"The limit of `{party}` is below 0.", "Give 0 or more.")
            for limits in (self.pays_at_most, self.gets_at_most)
            for party, limit in limits.items()
            if limit < 0
        ]
        if problems:
            raise BadInput(problems)

    def range(self, party: str, most: Fraction) -> tuple[Fraction, Fraction]:
        """The least and the most that a party may receive; `most` where no limit was given."""
        return -self.pays_at_most.get(party, most), self.gets_at_most.get(party, most)


def with_payments(case: Case, money: Money) -> Case:
    """The case with one continuous issue more for each party that can pay or receive, adding up to 0.

    Everything that works on a case works on it, so that package and payments are solved together.
    """
    money.check(case)
    sheets = case.sheets
    spans = [sum((s.span[1] - s.span[0] for s in sheets[p].scores.values()), Fraction(1)) for p in money.points]
    extra = [sum((abs(i.score) for i in sheets[p].interactions), Fraction(0)) for p in money.points]
    rows = zip(spans, extra, money.points.values(), strict=True)
    most = sum(((a + b) / price for a, b, price in rows), Fraction(0))
    most += sum((abs(sheets[p].no_deal) / price for p, price in money.points.items()), Fraction(0))
    ranges = {party: money.range(party, Fraction(most)) for party in money.points}
    issues = tuple(QuantityIssue(PAY + p, PAY + p, money.unit, low, high) for p, (low, high) in ranges.items())
    changed = {}
    for party, (low, high) in ranges.items():
        price = money.points[party]
        points = ((low, low * price), (high, high * price)) if low < high else ((low, low * price),)
        changed[party] = replace(sheets[party], scores={**sheets[party].scores, PAY + party: Curve(points)})
    even = Budget({issue.id: Fraction(1) for issue in issues}, {}, "exactly", Fraction(0), "What is paid is received.")
    wider = replace(
        case,
        issues=(*case.issues, *issues),
        constraints=(*case.constraints, even),
        draft=None,
        status_quo=None,
        packages={},
    )
    return wider.with_sheets(changed)


def split(package: Package) -> tuple[Package, dict[str, Fraction]]:
    """A package with payments as the package itself and what each party receives (negative: pays)."""
    settled = {issue: choice for issue, choice in package.items() if not issue.startswith(PAY)}
    paid = {issue.removeprefix(PAY): Fraction(choice) for issue, choice in package.items() if issue.startswith(PAY)}
    return Package(settled), paid


def instalments(amount: Fraction, count: int, discount: Fraction) -> tuple[Fraction, ...]:
    """Equal yearly payments, the first one now, that are together worth `amount` now.

    `discount`: what a unit in a year is worth now. Raises ValueError for no payments, or a discount outside (0, 1].
    """
    if count < 1 or not 0 < discount <= 1:
        raise ValueError("instalments need one payment or more, and a discount above 0 and at most 1")
    each = Fraction(amount) / sum((discount**year for year in range(count)), Fraction(0))
    return (each,) * count
