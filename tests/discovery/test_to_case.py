"""From a discovered deal to a case: it can be read, and its figures are those of the deal."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from makeable.casefile.load import read_case_text
from makeable.casefile.register_reader import load_register
from makeable.casefile.save import case_text
from makeable.discovery.deals import find_deals
from makeable.discovery.to_case import case_of_deal
from makeable.model import Package, QuantityIssue

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


@pytest.mark.parametrize("number", [0, 1, 5, 20])
def test_the_whole_deal_without_payments_gives_everyone_its_gain(number: int) -> None:
    register = load_register(ROOM)
    found = find_deals(register)
    deal = (*found.deals, *found.with_payment)[number]
    case = case_of_deal(register, deal)
    settled: dict[str, str | Fraction] = {"start": "soon", "credit": "together"}
    for issue in case.issues:
        if issue.id.startswith("joint"):
            settled[issue.id] = "yes"
        elif isinstance(issue, QuantityIssue):
            settled[issue.id] = issue.high if issue.id.startswith("transfer") else Fraction(0)
    package = Package(settled)
    assert case.allows(package)
    assert {p: sheet.gain(package) for p, sheet in case.sheets.items()} == dict(deal.gains)
    assert all(sheet.estimated_by == "mediator" for sheet in case.sheets.values())
    again = read_case_text(case_text(case))
    assert again.case is not None
    assert again.case.sheets.keys() == case.sheets.keys()


def test_a_project_that_one_would_lose_by_becomes_a_case_with_a_payment_to_that_one() -> None:
    register = load_register(ROOM)
    project = next(d for d in find_deals(register).with_payment if d.moves[0].activity == "home-today")
    case = case_of_deal(register, project)
    losers = {o for o, gain in project.gains.items() if gain <= 0}
    assert {f"payment-{o}" for o in losers} <= set(case.issue)
