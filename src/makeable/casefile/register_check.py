"""What contradicts itself or looks odd in a register that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from makeable.casefile.entry import Entry
from makeable.errors import Problem
from makeable.model.register import Activity, Link, Register

__all__ = ["check_register"]


def check_register(register: Register, root: Entry) -> list[Problem]:
    """Every contradiction (an error) and everything its writer will want to know (a warning)."""
    at = _Places(root)
    return [
        *_links(register, at),
        *_needs(register, at),
        *_activities(register, at),
        *_bundles(register, at),
        *_people(register, at),
    ]


class _Places:
    """Where the records of a register stand in their document."""

    def __init__(self, root: Entry) -> None:
        self.root = root

    def __call__(self, many: str, place: int) -> str:
        """The place of the record number `place` of a list."""
        held = (self.root.fields or {}).get(many)
        items = (held.items or ()) if held is not None else ()
        return items[place].where if place < len(items) else self.root.where


def _links(register: Register, at: _Places) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for place, link in enumerate(register.links):
        where = at("links", place)
        if (link.offer, link.need) in seen:
            yield Problem(where, f"`{link.offer}` and `{link.need}` are linked twice.", "Keep one of the two.")
        seen[link.offer, link.need] = place
        if link.status == "refused":
            continue
        yield from _link(register, link, where)


def _link(register: Register, link: Link, where: str) -> Iterator[Problem]:
    offer, need = register.offer[link.offer], register.need[link.need]
    if offer.by == need.of:
        yield Problem(where, f"`{offer.by}` would meet its own need.", "Link it to another's offer.")
    if need.whole and need.quantity > offer.quantity:
        what = f"`{need.id}` asks for {need.quantity} of what `{offer.id}` has {offer.quantity} of."
        fix = "Give the need a worth per unit (a list), or find a larger offer."
        yield Problem(where, what, fix, "warning")
    if _apart(offer.start, offer.end, need.start, need.end):
        what = f"`{offer.id}` is not there when `{need.id}` is needed."
        yield Problem(where, what, "It counts as a near miss until one of the two moves.", "warning")


def _apart(start: object, end: object, other_start: object, other_end: object) -> bool:
    def later(a: object, b: object) -> bool:
        return a is not None and b is not None and a > b  # type: ignore[operator]

    return later(start, other_end) or later(other_start, end)


def _needs(register: Register, at: _Places) -> Iterator[Problem]:
    bundled = {need for bundle in register.bundles for need in bundle.needs}
    own = {link.need for link in register.links if link.worth is not None}
    for place, need in enumerate(register.needs):
        where = at("needs", place)
        if not need.worth and need.id not in bundled | own:
            fix = "Add `worth:` (an estimate will do; say whose with `estimated_by:`)."
            yield Problem(where, f"Nobody said what `{need.id}` is worth; no deal can meet it.", fix, "warning")
        if len(need.worth) > need.quantity:
            what = f"`{need.id}` has {len(need.worth)} worths for {need.quantity} units."
            yield Problem(where, what, "Give one for each unit, or raise the quantity.")
        if len(need.worth) == 1 and need.quantity > 1 and need.id in bundled:
            yield Problem(where, f"`{need.id}` is bundled and has a worth of its own.", "Both count.", "warning")
    for many in ("offers", "needs"):
        for place, entry in enumerate(getattr(register, many)):
            if entry.start and entry.end and entry.start > entry.end:
                yield Problem(at(many, place), f"`{entry.id}` ends before it begins.", "Swap `from` and `until`.")


def _activities(register: Register, at: _Places) -> Iterator[Problem]:
    for place, activity in enumerate(register.activities):
        yield from _activity(register, activity, at("activities", place))


def _activity(register: Register, activity: Activity, where: str) -> Iterator[Problem]:
    for part in activity.inputs:
        if part.offer and register.offer[part.offer].by != part.by:
            what = f"`{activity.id}` uses `{part.offer}`, which is not {part.by}'s."
            yield Problem(where, what, f"Write `by: {register.offer[part.offer].by}`.")
        elif part.offer and register.offer[part.offer].quantity < part.quantity:
            what = f"`{activity.id}` uses more of `{part.offer}` than there is."
            yield Problem(where, what, "Lower the quantity.", "warning")
    if not activity.outputs:
        yield Problem(where, f"`{activity.id}` is worth nothing to anybody.", "Add `outputs:`.", "warning")


def _bundles(register: Register, at: _Places) -> Iterator[Problem]:
    for place, bundle in enumerate(register.bundles):
        where = at("bundles", place)
        foreign = [need for need in bundle.needs if register.need[need].of != bundle.of]
        if foreign:
            yield Problem(where, f"`{bundle.id}` bundles `{foreign[0]}`, another's need.", "Bundle its own needs.")
        if bundle.required > len(bundle.needs):
            what = f"`{bundle.id}` asks for {bundle.required} of {len(bundle.needs)} needs."
            yield Problem(where, what, "Lower `at_least`.")


def _people(register: Register, at: _Places) -> Iterator[Problem]:
    for many in ("relationships", "effects"):
        for place, value in enumerate(getattr(register, many)):
            pair = (value.one, value.other) if many == "relationships" else (value.of, value.on)
            if pair[0] == pair[1]:
                yield Problem(at(many, place), f"`{pair[0]}` stands on both sides.", "Name two organisations.")
    active = {offer.by for offer in register.offers} | {need.of for need in register.needs}
    active |= {part.by for a in register.activities for part in a.inputs}
    active |= {part.to for a in register.activities for part in a.outputs}
    for place, organisation in enumerate(register.organisations):
        if organisation.id not in active:
            what = f"`{organisation.id}` offers and needs nothing."
            yield Problem(at("organisations", place), what, "Ask it what it has and lacks.", "warning")
        strange = [name for name in organisation.goals if register.dimensions and name not in register.dimensions]
        if strange:
            what = f"`{organisation.id}` has a goal `{strange[0]}` that is no dimension of the room."
            yield Problem(at("organisations", place), what, "Add it to `dimensions:`.", "warning")
        if sum(organisation.goals.values(), Fraction(0)) < 0:
            yield Problem(at("organisations", place), "The weights of goals add up below 0.", "Weigh from 0 up.")
