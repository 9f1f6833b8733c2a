"""The measures that can make a commitment hold, and an agreement with some of them taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from makeable.model import Agreement, Case, Commitment, Contingency, Stakes
from makeable.model.scenario import Payment
from makeable.model.stakes import Shift, Turn

__all__ = ["Measure", "exchanges", "in_steps", "with_measures"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One change to an agreement.

    `penalty`, `deposit`, `reward`: so much more money on a commitment; `contingent`: a reward paid only when
    `scenario` has happened; rewards come from `payer`. `monitor`: the way of monitoring `monitor` watches the
    commitment. `steps`: the commitment is done in so many (`amount`) steps in turn with what answers it.
    """

    kind: Literal["penalty", "deposit", "reward", "contingent", "monitor", "steps"]
    commitment: str
    amount: Fraction = Fraction(0)
    payer: str = ""
    scenario: str = ""
    monitor: str = ""
    price: Fraction = Fraction(0)


def exchanges(agreement: Agreement) -> tuple[tuple[str, ...], ...]:
    """The commitments that hang together by `depends_on` and `in_return_for`, group by group."""
    group = {c.id: {c.id} for c in agreement.commitments}
    for commitment in agreement.commitments:
        for other in commitment.linked:
            if group[other] is not group[commitment.id]:
                merged = group[other] | group[commitment.id]
                for member in merged:
                    group[member] = merged
    seen: dict[int, tuple[str, ...]] = {}
    for commitment in agreement.commitments:
        members = group[commitment.id]
        seen.setdefault(id(members), tuple(c.id for c in agreement.commitments if c.id in members))
    return tuple(seen.values())


def stepped(agreement: Agreement, group: Iterable[str]) -> tuple[str, ...]:
    """The commitments of a group that can be cut into steps: divisible, with a date, done once."""
    found = (agreement.commitment[key] for key in group)
    return tuple(c.id for c in found if c.divisible and not c.every and c.due is not None)


def in_steps(case: Case, group: Iterable[str], steps: int) -> Case:
    """The case where the divisible commitments of an exchange are done in equal steps, one round after another.

    Each step costs and brings its share, a round is over before the next begins, and either side may stop when the
    other does.
    """
    agreement = case.agreement
    assert agreement is not None
    cut = stepped(agreement, group)
    if steps == 1 or not cut:
        return case
    answered: dict[str, tuple[str, ...]] = {
        key: tuple(other for other in cut if key in agreement.commitment[other].depends_on) for key in cut
    }
    changed = {
        key: replace(
            agreement.commitment[key],
            every=_round(agreement, cut),
            times=steps,
            in_return_for=tuple(dict.fromkeys(agreement.commitment[key].in_return_for + answered[key])),
        )
        for key in cut
    }
    sheets = {
        party: replace(sheet, stakes=_shared(sheet.stakes, cut, steps))
        for party, sheet in case.sheets.items()
        if sheet.stakes is not None
    }
    return replace(case.with_sheets(sheets), agreement=agreement.with_commitments(changed))


def _round(agreement: Agreement, cut: Iterable[str]) -> int:
    """Months from one round of an exchange to the next: the first whole period after the last of them is due."""
    days = [day for key in cut if (day := agreement.commitment[key].due) is not None]
    span = (max(days).year - min(days).year) * 12 + max(days).month - min(days).month
    return (span // agreement.period + 1) * agreement.period


def _shared(stakes: Stakes, cut: Iterable[str], steps: int) -> Stakes:
    """The stakes where each step of these commitments carries its share."""
    cut = set(cut)

    def part(figures: Iterable[tuple[str, Fraction]]) -> dict[str, Fraction]:
        return {key: figure / steps if key in cut else figure for key, figure in figures}

    def turned(shifts: Iterable[tuple[str, Shift]]) -> dict[str, Shift]:
        return {key: replace(s, plus=s.plus / steps) if key in cut else s for key, s in shifts}

    turns: dict[str, Turn] = {
        key: replace(turn, costs=turned(turn.costs.items()), values=turned(turn.values.items()))
        for key, turn in stakes.turns.items()
    }
    return replace(
        stakes,
        costs=part(stakes.costs.items()),
        values=part(stakes.values.items()),
        tempted=part(stakes.tempted.items()),
        turns=turns,
    )


def with_measures(case: Case, measures: Iterable[Measure]) -> Case:
    """The case whose agreement has these measures in it."""
    measures = tuple(measures)
    for measure in measures:
        if measure.kind == "steps":
            assert case.agreement is not None
            group = next(g for g in exchanges(case.agreement) if measure.commitment in g)
            case = in_steps(case, group, int(measure.amount))
    agreement = case.agreement
    assert agreement is not None
    for measure in measures:
        if measure.kind == "contingent":
            agreement = _with_contingent(agreement, measure)
        elif measure.kind != "steps":
            commitment = agreement.commitment[measure.commitment]
            agreement = agreement.with_commitments({commitment.id: _with(agreement, commitment, measure)})
    return replace(case, agreement=agreement)


def _with(agreement: Agreement, commitment: Commitment, measure: Measure) -> Commitment:
    remedy = commitment.remedy
    if measure.kind == "penalty":
        allowed = agreement.limits.penalty
        collected = remedy.collected if remedy.penalty or allowed is None else allowed.collected
        remedy = replace(remedy, penalty=remedy.penalty + measure.amount, collected=collected)
    elif measure.kind == "deposit":
        remedy = replace(remedy, deposit=remedy.deposit + measure.amount)
    elif measure.kind == "reward":
        remedy = replace(remedy, reward=remedy.reward + measure.amount, reward_from=measure.payer)
    else:
        monitor = next(m for m in agreement.limits.monitors if m.id == measure.monitor)
        remedy = replace(remedy, detected=max(remedy.detected, monitor.detects))
    return replace(commitment, remedy=remedy)


def _with_contingent(agreement: Agreement, measure: Measure) -> Agreement:
    commitment = agreement.commitment[measure.commitment]
    payment = Payment(measure.payer, commitment.owner, measure.amount, commitment.id)
    taken = {term.id for term in agreement.contingencies}
    base = f"{measure.scenario}-{commitment.id}"
    name = base if base not in taken else next(n for k in range(2, 99) if (n := f"{base}-{k}") not in taken)
    term = Contingency(name, measure.scenario, "", (payment,))
    return replace(agreement, contingencies=(*agreement.contingencies, term))
