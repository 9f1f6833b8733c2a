"""An independent look at what was found: everything is reckoned again from the register, by nothing that found it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from makeable.discovery.moves import Move
from makeable.model.register import Register

__all__ = ["balance_sheet", "faults"]


def balance_sheet(register: Register, moves: Iterable[Move]) -> dict[str, Fraction]:
    """What moves leave each organisation with, reckoned from costs and worths as the register has them."""
    total: dict[str, Fraction] = {}

    def add(organisation: str, amount: Fraction) -> None:
        total[organisation] = total.get(organisation, Fraction(0)) + amount

    met: dict[str, list[str]] = {}
    for move in moves:
        used = []
        for transfer in move.transfers:
            offer, need = register.offer[transfer.offer], register.need[transfer.need]
            link = next(x for x in register.links if (x.offer, x.need) == (offer.id, need.id))
            each = offer.cost_to_give if need.keep and offer.cost_to_give is not None else offer.cost
            add(offer.by, -(each if link.cost is None else link.cost) * transfer.quantity)
            if link.worth is not None:
                add(need.of, link.worth)
            elif need.worth:
                add(need.of, need.worth[transfer.unit])
            met.setdefault(move.id, []).append(need.id)
            used.append(offer.id)
        if move.activity:
            activity = register.activity[move.activity]
            for part in activity.inputs:
                lent = register.offer[part.offer].cost * part.quantity if part.offer else Fraction(0)
                add(part.by, -part.cost - lent)
                used += [part.offer] if part.offer else []
            for outcome in activity.outputs:
                add(outcome.to, outcome.worth)
            used.append(activity.id)
        for effect in register.effects:
            if effect.when and effect.when in used:
                add(effect.on, effect.worth)
    for identity, needs in met.items():
        for bundle in register.bundles:
            if identity.startswith(f"{bundle.id}(") and len(set(needs) & set(bundle.needs)) >= bundle.required:
                add(bundle.of, bundle.worth)
    return total


def faults(
    register: Register, moves: Iterable[Move], received: Mapping[str, Fraction] | None = None, strict: bool = True
) -> list[str]:
    """Everything that makes a set of moves no deal, as sentences for whoever mends the program; empty when sound.

    `received`: what payments add to each organisation (they must cancel out). With `strict`, whoever bears anything
    must end above acting alone; otherwise not below it.
    """
    moves = tuple(moves)
    found = _overuse(register, moves)
    received = received or {}
    if sum(received.values(), Fraction(0)) != 0:
        found.append("payments do not cancel out")
    bearing = {o for move in moves for o, worth in move.effects.items() if worth < 0}
    bearing |= {o for o, amount in received.items() if amount < 0}
    for organisation, gain in balance_sheet(register, moves).items():
        end = gain + received.get(organisation, Fraction(0))
        if end < 0 or (strict and organisation in bearing and end == 0):
            found.append(f"{organisation} ends at {end}")
    return found


def _overuse(register: Register, moves: tuple[Move, ...]) -> list[str]:
    found = []
    taken: dict[str, int] = {}
    holders: dict[str, set[str]] = {}
    units: set[tuple[str, int]] = set()
    spent: dict[str, Fraction] = {}
    for move in moves:
        for t in move.transfers:
            taken[t.offer] = taken.get(t.offer, 0) + t.quantity
            holders.setdefault(t.offer, set()).add(f"{t.receiver} {move.id}")
            spent[t.giver] = spent.get(t.giver, Fraction(0)) + t.cost
            if (t.need, t.unit) in units:
                found.append(f"{t.need} is met twice")
            units.add((t.need, t.unit))
        for part in register.activity[move.activity].inputs if move.activity else ():
            cost = part.cost
            if part.offer:
                taken[part.offer] = taken.get(part.offer, 0) + part.quantity
                holders.setdefault(part.offer, set()).add(move.id)
                cost += register.offer[part.offer].cost * part.quantity
            spent[part.by] = spent.get(part.by, Fraction(0)) + cost
    for offer in register.offers:
        if taken.get(offer.id, 0) > offer.quantity:
            found.append(f"{offer.id} is used beyond its capacity")
        if offer.exclusive and len(holders.get(offer.id, ())) > 1:
            found.append(f"{offer.id} is promised twice")
    for organisation in register.organisations:
        if organisation.budget is not None and spent.get(organisation.id, Fraction(0)) > organisation.budget:
            found.append(f"{organisation.id} is beyond its budget")
    return found
