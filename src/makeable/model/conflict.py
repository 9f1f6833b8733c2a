"""A conflict: who can do what, where that can lead, and which outcomes each party prefers (the graph model)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import Literal

from makeable.model.statement import Written

__all__ = ["Actor", "Choice", "Conflict", "Outlook", "State", "Tiers"]

Tiers = tuple[tuple[str, ...], ...]
"""States from most to least preferred; those in one tier are equally good."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: something that one party can do or leave.

    `only`: "start" where doing it cannot be undone, "stop" where it can be given up but not taken up again.
    """

    id: str
    name: str
    only: Literal["", "start", "stop"] = ""


@dataclass(frozen=True)
class Outlook:
    """What one party would rather see, as far as it is known.

    Either a `ranking` of states, or `wishes`: statements in the order of their importance, the first outweighing all
    that follow together. Neither: nothing is known. A state that a ranking leaves out cannot be compared with any;
    `unsure` names pairs of states between which it is not known either. `estimated_by` names whose guess this is.
    """

    ranking: Tiers = ()
    wishes: tuple[Written, ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()
    estimated_by: str = ""


@dataclass(frozen=True)
class Actor:
    """A party to the conflict, with the options it controls. Its outlook is private, as a sheet is."""

    id: str
    name: str
    options: tuple[Choice, ...] = ()
    outlook: Outlook | None = None

    @property
    def owner(self) -> str:
        """Who wrote its outlook: the party itself, or whoever estimates it."""
        return (self.outlook.estimated_by if self.outlook else "") or self.id


@dataclass(frozen=True, slots=True)
class State:
    """One way things can stand: the options taken, and those that make no difference to it (`open`).

    `name` is what people call it, where they gave it a name; `pattern` writes each option as Y, N or -.
    """

    id: str
    taken: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    name: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class Conflict:
    """Who can move things how, and what each prefers.

    Either by options: the states are the combinations of options that no statement in `impossible` excludes; all
    those that meet the same statement in `same` count as one. Or by `named` states with the `moves` of each party.
    States made from options are numbered from 1, the first option turning fastest; merged ones come last.
    """

    actors: tuple[Actor, ...]
    impossible: tuple[Written, ...] = ()
    same: tuple[Written, ...] = ()
    named: tuple[State, ...] = ()
    moves: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    status_quo: str = ""
    title: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "moves", MappingProxyType(dict(self.moves)))

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """The parties by their ids."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """The options by their ids, in the order of the parties."""
        return {choice.id: choice for actor in self.actors for choice in actor.options}

    @cached_property
    def states(self) -> tuple[State, ...]:
        """How things can stand."""
        options = tuple(self.choices)
        groups = enumerate(_combined(self), 1)
        return self.named or tuple(_state(str(number), options, group) for number, group in groups)

    @cached_property
    def members(self) -> dict[frozenset[str], str]:
        """Each possible combination of options taken, and the state that it belongs to."""
        if self.named:
            return {}
        pairs = zip(self.states, _combined(self), strict=True)
        return {taken: state.id for state, group in pairs for taken in group}

    @cached_property
    def state(self) -> dict[str, State]:
        """The states by their ids."""
        return {state.id: state for state in self.states}

    @cached_property
    def owners(self) -> frozenset[str]:
        """Who wrote the outlooks that are known."""
        return frozenset(actor.owner for actor in self.actors if actor.outlook is not None)

    def known_to(self, reader: str) -> Conflict:
        """The same conflict with only those outlooks that this reader wrote."""
        actors = tuple(a if a.outlook is None or a.owner == reader else replace(a, outlook=None) for a in self.actors)
        return replace(self, actors=actors)


def _combined(conflict: Conflict) -> list[list[frozenset[str]]]:
    """The possible combinations of options, those that count as one state together."""
    options = tuple(conflict.choices)
    plain: list[list[frozenset[str]]] = []
    merged: dict[int, list[frozenset[str]]] = {}
    for row in product((False, True), repeat=len(options)):
        taken = frozenset(option for option, on in zip(options, reversed(row), strict=True) if on)
        if any(statement.holds(taken) for statement in conflict.impossible):
            continue
        number = next((n for n, statement in enumerate(conflict.same) if statement.holds(taken)), None)
        if number is None:
            plain.append([taken])
        else:
            merged.setdefault(number, []).append(taken)
    return plain + [merged[number] for number in sorted(merged)]


def _state(identity: str, options: tuple[str, ...], members: list[frozenset[str]]) -> State:
    always = frozenset.intersection(*members)
    ever = frozenset.union(*members)
    pattern = "".join("Y" if option in always else "-" if option in ever else "N" for option in options)
    return State(identity, always, ever - always, "", pattern)
