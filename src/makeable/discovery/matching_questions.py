"""Which candidate to put before people first: the one whose confirmation is expected to change most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from makeable.model.register import Need, Offer, Register

__all__ = ["Question", "questions"]


@dataclass(frozen=True)
class Question:
    """A candidate link to confirm or refuse. `gain`: what the transfer alone would add, worth less cost, in the
    register's unit; `guessed` when nobody said what the need is worth and the room's middle value stands in.
    `expected`: the gain times the chance that the answer is yes and that it is this link that counts."""

    offer: str
    need: str
    score: Fraction
    gain: Fraction
    guessed: bool
    expected: Fraction


def questions(register: Register, candidates: Sequence[tuple[str, str, Fraction]]) -> tuple[Question, ...]:
    """The candidates (offer, need, score; each need's best first) that could gain something, the first to ask first.

    expected = gain x score x (chance that the need's likelier candidates fall through: the product of 1 - score)
    / (1 + links of the need confirmed already). A cheap stand-in for the value of the deals that the link would
    enable: it takes the score for a probability, and sees no cycle that only this link would close.
    """
    worths = _worths(register)
    confirmed = Counter(link.need for link in register.links if link.status == "confirmed")
    known = [worth for worth in worths.values() if worth is not None]
    middle = median(known) if known else Fraction(1)
    fallen: dict[str, float] = {}
    made: list[Question] = []
    for offer_id, need_id, score in candidates:
        offer, need, said = register.offer[offer_id], register.need[need_id], worths[need_id]
        worth = middle if said is None else said if need.whole else sum(need.worth[: offer.quantity], Fraction(0))
        gain = worth - _cost(offer, need)
        through = fallen.get(need_id, 1.0)
        fallen[need_id] = through * (1 - float(score))
        if gain > 0:
            expected = float(gain) * float(score) * through / (1 + confirmed[need_id])
            made.append(Question(offer_id, need_id, score, gain, said is None, round(Fraction(expected), 3)))
    return tuple(sorted(made, key=lambda q: (-q.expected, -q.gain, q.need, q.offer)))


def _worths(register: Register) -> Mapping[str, Fraction | None]:
    """What each need is worth met in full, with its share of a bundle; None where nobody said."""
    shares: dict[str, Fraction] = {}
    for bundle in register.bundles:
        for need in bundle.needs:
            shares[need] = shares.get(need, Fraction(0)) + bundle.worth / max(1, bundle.required)
    return {
        need.id: sum(need.worth, shares.get(need.id, Fraction(0))) if need.worth or need.id in shares else None
        for need in register.needs
    }


def _cost(offer: Offer, need: Need) -> Fraction:
    each = offer.cost_to_give if need.keep and offer.cost_to_give is not None else offer.cost
    return each * (need.quantity if need.whole else min(len(need.worth), offer.quantity))
