"""What people said about candidate links, kept as links of the register; nothing else remembers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from makeable.errors import BadInput, Problem
from makeable.model.register import Link, Register

__all__ = ["Terms", "confirm", "edit", "forget", "propose", "refuse"]


@dataclass(frozen=True)
class Terms:
    """What a person may say about a link besides yes or no; None leaves it as it is."""

    confidence: Fraction | None = None
    cost: Fraction | None = None
    worth: Fraction | None = None
    known: bool | None = None
    why: str | None = None


def confirm(register: Register, offer: str, need: str, terms: Terms | None = None) -> Register:
    """The register in which this offer could meet this need; deals are found with it from now on."""
    return _with(register, replace(_said(_link(register, offer, need), terms), status="confirmed"))


def refuse(register: Register, offer: str, need: str, why: str = "") -> Register:
    """The register in which this offer will not do for this need; it is not proposed again."""
    return _with(register, replace(_said(_link(register, offer, need), Terms(why=why or None)), status="refused"))


def edit(register: Register, offer: str, need: str, terms: Terms) -> Register:
    """The register with other terms for this link; whether it was confirmed or refused stays as it is.

    Raises BadInput when there is no such link.
    """
    return _with(register, _said(_held(register, offer, need), terms))


def propose(register: Register, pairs: Iterable[tuple[str, str, str]]) -> Register:
    """The register with candidates (offer, need, why) put down as proposed; what was decided before stays."""
    decided = {(link.offer, link.need) for link in register.links}
    for offer, need, why in pairs:
        if (offer, need) not in decided:
            register = _with(register, replace(_link(register, offer, need), why=why))
    return register


def forget(register: Register, offer: str, need: str) -> Register:
    """The register without this link, so that it may be proposed anew. Raises BadInput when there is no such link."""
    _held(register, offer, need)
    return replace(register, links=tuple(x for x in register.links if (x.offer, x.need) != (offer, need)))


def _link(register: Register, offer: str, need: str) -> Link:
    """The link as it stands, or a new proposed one. Raises BadInput when there can be none."""
    problems: list[Problem] = []
    if offer not in register.offer:
        problems.append(Problem(f"{offer}:{need}", f"There is no offer `{offer}`.", "Write OFFER:NEED, by their ids."))
    if need not in register.need:
        problems.append(Problem(f"{offer}:{need}", f"There is no need `{need}`.", "Write OFFER:NEED, by their ids."))
    if not problems and register.offer[offer].by == register.need[need].of:
        what = f"`{register.offer[offer].by}` would meet its own need."
        problems.append(Problem(f"{offer}:{need}", what, "Choose another's offer."))
    if problems:
        raise BadInput(problems)
    held = (link for link in register.links if (link.offer, link.need) == (offer, need))
    return next(held, Link(offer, need, "proposed"))


def _held(register: Register, offer: str, need: str) -> Link:
    link = _link(register, offer, need)
    if link not in register.links:
        what = "Nothing has been said about this pair."
        raise BadInput([Problem(f"{offer}:{need}", what, "Confirm or refuse it first.")])
    return link


def _said(link: Link, terms: Terms | None) -> Link:
    if terms is None:
        return link
    if terms.confidence is not None and not 0 <= terms.confidence <= 1:
        raise BadInput([Problem("confidence", f"{terms.confidence} is no probability.", "Choose one from 0 to 1.")])
    for name in ("cost", "worth"):
        amount = getattr(terms, name)
        if amount is not None and amount < 0:
            raise BadInput([Problem(name, f"{amount} is below 0.", "Write 0 or more.")])
    given = {name: value for name, value in vars(terms).items() if value is not None}
    return replace(link, **given)


def _with(register: Register, link: Link) -> Register:
    pair = (link.offer, link.need)
    there = any((held.offer, held.need) == pair for held in register.links)
    links = tuple(link if (x.offer, x.need) == pair else x for x in register.links)
    return replace(register, links=links if there else (*links, link))
