"""The register of a room: organisations, what they have, need and could do together, how they stand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Literal

__all__ = [
    "STEPS",
    "Activity",
    "Bundle",
    "Contact",
    "Contribution",
    "Effect",
    "Link",
    "Missing",
    "Need",
    "Offer",
    "Organisation",
    "Outcome",
    "Register",
    "Relationship",
]

STEPS = ("noticed", "acknowledged", "exploring", "envisioning", "negotiating", "agreed", "drifting")
"""How far two organisations are with each other, in order; drifting is a way back."""


@dataclass(frozen=True)
class Organisation:
    """An organisation of the room. `goals` weigh the dimensions of value it works for; `credit` is how far it may go
    into debt in a unit of account (None: a share of its needs' worth, said when asked); `budget` limits what it may
    bear in all."""

    id: str
    name: str = ""
    region: str = ""
    mission: str = ""
    goals: Mapping[str, Fraction] = field(default_factory=dict)
    budget: Fraction | None = None
    credit: Fraction | None = None
    personal: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "goals", MappingProxyType(dict(self.goals)))

    @property
    def title(self) -> str:
        """Its name, or its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way, and what it would cost (to whom) to put it right."""

    what: str
    kind: Literal["permission", "capacity", "payment", "participant", "time", "other"] = "other"
    cost: Fraction = Fraction(0)
    by: str = ""


@dataclass(frozen=True)
class Offer:
    """An asset or a capability that somebody could lend or give.

    `cost` is what each unit lent costs the lender, `cost_to_give` what parting with it for good costs. With
    `exclusive` only one organisation at a time can have it, however many units there are.
    """

    id: str
    by: str
    what: str
    kind: str = ""
    quantity: int = 1
    unit: str = ""
    where: str = ""
    start: date | None = None
    end: date | None = None
    cost: Fraction = Fraction(0)
    cost_to_give: Fraction | None = None
    conditions: tuple[str, ...] = ()
    exclusive: bool = False
    estimated_by: str = ""
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Need:
    """Something an organisation lacks. One `worth`: that of the whole quantity, from one giver, all or nothing;
    several: what the first unit is worth, the second, and so on, never rising. `keep`: it wants to keep it."""

    id: str
    of: str
    what: str
    kind: str = ""
    quantity: int = 1
    unit: str = ""
    where: str = ""
    start: date | None = None
    end: date | None = None
    worth: tuple[Fraction, ...] = ()
    must: tuple[str, ...] = ()
    keep: bool = False
    dimension: str = ""
    estimated_by: str = ""
    missing: tuple[Missing, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is met whole or not at all."""
        return len(self.worth) <= 1


@dataclass(frozen=True)
class Link:
    """An offer that could meet a need. Only `confirmed` ones count in deals. `known`: those concerned know of it."""

    offer: str
    need: str
    status: Literal["proposed", "confirmed", "refused"] = "confirmed"
    confidence: Fraction = Fraction(7, 10)
    cost: Fraction | None = None
    worth: Fraction | None = None
    known: bool = False
    why: str = ""
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Contribution:
    """What one organisation puts into an activity: units of an offer of its own, or work that costs it something."""

    by: str
    cost: Fraction = Fraction(0)
    offer: str = ""
    quantity: int = 1
    what: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an activity is worth to one organisation, and on which dimension of value."""

    to: str
    worth: Fraction
    dimension: str = ""
    what: str = ""


@dataclass(frozen=True)
class Activity:
    """A recipe: several organisations' contributions turn into results that some of them value."""

    id: str
    name: str = ""
    inputs: tuple[Contribution, ...] = ()
    outputs: tuple[Outcome, ...] = ()
    start: date | None = None
    end: date | None = None
    confidence: Fraction = Fraction(7, 10)
    known: bool = False
    missing: tuple[Missing, ...] = ()

    @property
    def title(self) -> str:
        """Its name, or its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True)
class Bundle:
    """Needs of one organisation that are worth something only together: at least so many of them."""

    id: str
    of: str
    needs: tuple[str, ...]
    worth: Fraction
    at_least: int | None = None

    @property
    def required(self) -> int:
        """How many of the needs must be met; all, if nothing is said."""
        return self.at_least if self.at_least is not None else len(self.needs)


@dataclass(frozen=True)
class Effect:
    """An externality: what `of` does helps (positive) or hurts (negative) `on` by so much.

    `when` names the offer or activity whose use brings it about; without it, it is there whatever is agreed.
    """

    of: str
    on: str
    worth: Fraction
    when: str = ""
    why: str = ""
    estimated_by: str = ""


@dataclass(frozen=True)
class Relationship:
    """How two organisations stand to each other; `trust` from 0 to 1."""

    one: str
    other: str
    trust: Fraction | None = None
    history: str = ""


@dataclass(frozen=True)
class Contact:
    """An entry of the log: on a day, these organisations reached a step; `initiative` is whose doing it was."""

    day: date
    between: tuple[str, ...]
    step: str
    initiative: str = ""
    about: str = ""
    note: str = ""


@dataclass(frozen=True)
class Register:
    """A room: everything that deals among its organisations are found from. `unit`: of every cost and worth."""

    title: str
    organisations: tuple[Organisation, ...]
    offers: tuple[Offer, ...] = ()
    needs: tuple[Need, ...] = ()
    links: tuple[Link, ...] = ()
    activities: tuple[Activity, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    effects: tuple[Effect, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    contacts: tuple[Contact, ...] = ()
    dimensions: tuple[str, ...] = ()
    unit: str = "points"
    summary: str = ""
    source: str = ""

    @cached_property
    def organisation(self) -> dict[str, Organisation]:
        """The organisations by their ids."""
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def offer(self) -> dict[str, Offer]:
        """The offers by their ids."""
        return {offer.id: offer for offer in self.offers}

    @cached_property
    def need(self) -> dict[str, Need]:
        """The needs by their ids."""
        return {need.id: need for need in self.needs}

    @cached_property
    def activity(self) -> dict[str, Activity]:
        """The activities by their ids."""
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def trust(self) -> dict[frozenset[str], Fraction]:
        """What is known of the trust between two organisations."""
        known = ((frozenset((r.one, r.other)), r.trust) for r in self.relationships)
        return {pair: trust for pair, trust in known if trust is not None}
