"""A discovered deal as the start of a negotiation: parties, issues, and estimated sheets."""

from __future__ import annotations

from fractions import Fraction

from makeable.discovery.deal import Deal
from makeable.discovery.moves import Move, Transfer
from makeable.model import AtLeast, Case, ChoiceIssue, Curve, Option, Party, QuantityIssue, Scores, Sheet
from makeable.model.issue import Issue
from makeable.model.register import Register

__all__ = ["case_of_deal"]

_PARTS = 4
_PAYMENT_STEPS = 20


def case_of_deal(register: Register, deal: Deal, estimated_by: str = "mediator") -> Case:
    """A case whose issues are how much of each transfer and activity there is, what is paid, when it starts and who
    speaks for it in public. Sheets are estimates from the register: the parties replace them by their own.

    Value 0 is acting alone: that is each party's no-deal line.
    """
    issues: list[Issue] = []
    scores: dict[str, dict[str, Scores | Curve]] = {party: {} for party in deal.parties}
    for number, move in enumerate(deal.moves, 1):
        issues += _amounts(register, move, number, scores)
    issues += _payments(register, deal, scores)
    issues += [_start(scores), _credit(register, deal, scores)]
    _indifferent(issues, scores)
    parties = tuple(
        Party(o, register.organisation[o].title, _sheet(register, o, scores[o], estimated_by)) for o in deal.parties
    )
    return Case(
        title=f"{register.title}: {', '.join(register.organisation[o].title for o in deal.parties)}",
        issues=tuple(issues),
        parties=parties,
        rule=AtLeast(len(parties), tuple(party.id for party in parties)),
        summary=f"Started from a deal found in the register. Amounts are in {register.unit}; sheets are estimates.",
        source=register.source,
    )


def _sheet(register: Register, party: str, scores: dict[str, Scores | Curve], estimated_by: str) -> Sheet:
    mission = register.organisation[party].mission
    return Sheet(
        no_deal=Fraction(0),
        scores=scores,
        batna="Go on alone, as today.",
        estimated_by=estimated_by,
        note=f"Mission: {mission}" if mission else "",
    )


def _amounts(register: Register, move: Move, number: int, scores: dict[str, dict[str, Scores | Curve]]) -> list[Issue]:
    """How much of a move there is: all or nothing where it has no parts, otherwise by units or quarters."""
    if move.activity or len(move.transfers) != 1:
        name = (
            register.activity[move.activity].title
            if move.activity
            else "; ".join(register.offer[t.offer].what for t in move.transfers)
        )
        issue = ChoiceIssue(f"joint-{number}", name, (Option("yes", "As planned"), Option("no", "Not")))
        for organisation, worth in move.effects.items():
            scores[organisation][issue.id] = Scores({"yes": worth, "no": Fraction(0)})
        return [issue]
    transfer: Transfer = move.transfers[0]
    offer, need = register.offer[transfer.offer], register.need[transfer.need]
    high = Fraction(transfer.quantity)
    step = Fraction(1) if transfer.quantity > 1 else Fraction(1, _PARTS)
    name = f"{offer.what} → {register.organisation[transfer.receiver].title}"
    quantity = QuantityIssue(f"transfer-{number}", name, offer.unit, Fraction(0), high, step, note=need.what)
    for organisation, worth in move.effects.items():
        scores[organisation][quantity.id] = Curve(((Fraction(0), Fraction(0)), (high, worth)))
    return [quantity]


def _payments(register: Register, deal: Deal, scores: dict[str, dict[str, Scores | Curve]]) -> list[Issue]:
    """What the one who gains most pays those who would lose, or who gain least."""
    rich = max(deal.parties, key=lambda o: deal.gains[o])
    poor = [o for o in deal.parties if o != rich and deal.gains[o] <= 0]
    poor = poor or [min((o for o in deal.parties if o != rich), key=lambda o: deal.gains[o])]
    issues: list[Issue] = []
    for organisation in poor:
        high = max(deal.gains[rich], -deal.gains[organisation] + 1)
        name = f"{register.organisation[rich].title} pays {register.organisation[organisation].title}"
        issue = QuantityIssue(f"payment-{organisation}", name, register.unit, Fraction(0), high, high / _PAYMENT_STEPS)
        scores[rich][issue.id] = Curve(((Fraction(0), Fraction(0)), (high, -high)))
        scores[organisation][issue.id] = Curve(((Fraction(0), Fraction(0)), (high, high)))
        issues.append(issue)
    return issues


def _indifferent(issues: list[Issue], scores: dict[str, dict[str, Scores | Curve]]) -> None:
    """Write down that who has no part in a transfer does not mind it: said, rather than left open."""
    for issue in issues:
        for held in scores.values():
            if issue.id not in held and isinstance(issue, QuantityIssue):
                held[issue.id] = Curve(((issue.low, Fraction(0)), (issue.high, Fraction(0))))
            elif issue.id not in held and isinstance(issue, ChoiceIssue):
                held[issue.id] = Scores(dict.fromkeys(issue.by_id, Fraction(0)))


def _start(scores: dict[str, dict[str, Scores | Curve]]) -> Issue:
    options = (Option("soon", "Within three months"), Option("trial", "After a trial of half a year"))
    for held in scores.values():
        held["start"] = Scores({"soon": Fraction(0), "trial": Fraction(0)})
    return ChoiceIssue("start", "When it starts", options, note="Nobody was asked yet.")


def _credit(register: Register, deal: Deal, scores: dict[str, dict[str, Scores | Curve]]) -> Issue:
    alone = tuple(Option(o, register.organisation[o].title, appearance=True) for o in deal.parties)
    options = (Option("together", "All together", appearance=True), *alone)
    for held in scores.values():
        held["credit"] = Scores({option.id: Fraction(0) for option in options})
    return ChoiceIssue("credit", "Who presents it in public", options, appearance=True)
