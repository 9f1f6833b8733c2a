"""How far an agreement lifts each party above its no-deal line, as planned and when scenarios have happened."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from makeable.agreement.timetable import lapsing, timetable
from makeable.agreement.world import answers_to, stakes_of
from makeable.model import Agreement, Case, Scenario, Stakes

__all__ = ["effects", "surplus"]

NOTHING = Fraction(0)


def surplus(case: Case) -> dict[str, Fraction]:
    """Each party's gain over no deal if everything goes as planned, for the parties whose sheets are known."""
    agreement = case.agreement
    assert agreement is not None
    return {party: sheet.gain(agreement.package) for party, sheet in case.sheets.items()}


def effects(case: Case, scenario: Scenario) -> dict[str, tuple[Fraction, Fraction]]:
    """What a scenario adds to each party's surplus: (per unit of severity, fixed).

    Per unit: changed costs, values, the deal as a whole, the no-deal line. Fixed: commitments not kept or excused
    (value lost to the others, cost saved by the owner), and what contingent terms pay. The effects of several
    scenarios add up.
    """
    agreement = case.agreement
    assert agreement is not None
    counts = occurrence_counts(agreement)
    return {
        party: (
            _turned(sheet.no_deal, sheet.value(agreement.package), sheet.stakes, scenario.id, counts),
            _undone(agreement, scenario, party, sheet.stakes, counts)
            + _paid(agreement, scenario, party, stakes_of(case)),
        )
        for party, sheet in case.sheets.items()
    }


def occurrence_counts(agreement: Agreement) -> dict[str, int]:
    """How often each commitment falls due within the agreement, or (when it runs on) in its repeating part, once."""
    table = timetable(agreement)
    return {key: 1 if key in table.endless else len(days) for key, days in table.by_commitment.items()}


def _turned(
    no_deal: Fraction, value: Fraction, stakes: Stakes | None, scenario: str, counts: Mapping[str, int]
) -> Fraction:
    turn = stakes.turns.get(scenario) if stakes is not None else None
    if turn is None or stakes is None:
        return NOTHING
    added = sum(
        (shift.added(stakes.values[key]) * counts[key] for key, shift in turn.values.items() if key in stakes.values),
        NOTHING,
    )
    added -= sum(
        (shift.added(stakes.costs[key]) * counts[key] for key, shift in turn.costs.items() if key in stakes.costs),
        NOTHING,
    )
    if turn.deal is not None:
        added += turn.deal.added(value)
    if turn.no_deal is not None:
        added -= turn.no_deal.added(no_deal)
    return added


def _undone(
    agreement: Agreement, scenario: Scenario, party: str, stakes: Stakes | None, counts: Mapping[str, int]
) -> Fraction:
    """What commitments not kept, and those that lapse with them, take from a party or save it."""
    if stakes is None:
        return NOTHING
    falls = lapsing(agreement)
    gone = set(scenario.breaks).union(*(falls[c] for c in scenario.breaks))
    gone |= {c for term in answers_to(agreement, scenario.id) for c in term.releases}
    lost = NOTHING
    for key in sorted(gone):
        own = agreement.commitment[key].owner == party
        lost += counts[key] * (stakes.costs.get(key, NOTHING) if own else -stakes.values.get(key, NOTHING))
    return lost


def _paid(agreement: Agreement, scenario: Scenario, party: str, stakes: Mapping[str, Stakes]) -> Fraction:
    money = stakes[party].money if party in stakes else Fraction(1)
    paid = [payment for term in answers_to(agreement, scenario.id) for payment in term.pays]
    got = sum((p.amount for p in paid if p.payee == party), NOTHING)
    gave = sum((p.amount for p in paid if p.payer == party), NOTHING)
    return money * (got - gave)
