"""What every rule for claims asks of what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.errors import BadInput, Problem

__all__ = ["Numbers", "Shares", "checked", "entitled", "in_proportion"]

Numbers = Sequence[Fraction | int]
Shares = tuple[Fraction, ...]


def checked(estate: Fraction | int, claims: Numbers) -> tuple[Fraction, Shares]:
    """The estate and the claims, exactly. Raises BadInput unless 0 <= estate <= the sum of claims, none negative."""
    exact = tuple(map(Fraction, claims))
    whole, problems = Fraction(estate), []
    if any(claim < 0 for claim in exact):
        problems.append(Problem("claim", "A claim is negative.", "Give every party a claim of 0 or more."))
    if whole < 0:
        problems.append(Problem("amount", "The amount is negative.", "Give an amount of 0 or more."))
    if not problems and whole > sum(exact):
        what = "There is more than all claims together, so nothing has to be rationed."
        problems.append(Problem("amount", what, "Pay every claim, and divide the rest as savings."))
    if problems:
        raise BadInput(problems)
    return whole, exact


def entitled(count: int, weights: Numbers | None) -> Shares:
    """The entitlements, 1 for each party where none are given. Raises BadInput unless all are positive."""
    if weights is None:
        return (Fraction(1),) * count
    exact = tuple(map(Fraction, weights))
    if any(weight <= 0 for weight in exact):
        raise BadInput([Problem("weight", "A weight is not positive.", "Give every party a weight above 0.")])
    return exact


def in_proportion(amount: Fraction | int, basis: Numbers, what: str) -> Shares:
    """The amount in proportion to a basis. Raises BadInput when the basis is negative, or nothing for everyone."""
    exact = tuple(map(Fraction, basis))
    total = sum(exact, Fraction(0))
    if any(part < 0 for part in exact) or (total == 0 and amount != 0):
        fix = "Give numbers of 0 or more, and one above 0."
        raise BadInput([Problem(what, f"Nothing can be divided in proportion to this {what}.", fix)])
    if total == 0:
        return (Fraction(0),) * len(exact)
    rate = Fraction(amount) / total
    return tuple(part * rate for part in exact)
