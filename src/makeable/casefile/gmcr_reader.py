"""Conflicts in foreign formats: files of the program GMCR (.gmcr, JSON), and JSON that lists states and moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from makeable.casefile.conflict_reader import MOST_OPTIONS, read_conflict
from makeable.casefile.entry import Entry
from makeable.casefile.naming import id_for
from makeable.casefile.outlook_reader import meant
from makeable.casefile.reader import Reader
from makeable.model.conflict import Actor, Choice, Conflict, Outlook
from makeable.model.statement import Both, Either, Not, Statement, Taken, Written

__all__ = ["is_gmcr", "is_states_and_moves", "read_gmcr", "read_states_and_moves"]


def is_gmcr(root: Entry) -> bool:
    """Whether a document is a file of GMCR."""
    return root.fields is not None and "decisionMakers" in root.fields


def is_states_and_moves(root: Entry) -> bool:
    """Whether a document lists states and moves, with preferences from best to worst in one or more variants."""
    return root.fields is not None and {"states", "moves", "variants"} <= set(root.fields)


def read_gmcr(reader: Reader, root: Entry, title: str) -> Conflict | None:
    """The conflict in a file of GMCR: options with directions, infeasible patterns, rankings or prioritised wishes.

    Coalitions and display settings of that program are left out. Options of the same name get ids of their own.
    """
    fields = root.fields or {}
    choices = _choices(reader, fields.get("options"))
    order = tuple(choice.id for choice in choices)
    if len(order) > MOST_OPTIONS:
        reader.problem(root, f"{len(order)} options make too many states.", f"Keep at most {MOST_OPTIONS}.")
        return None
    impossible = tuple(
        _written(pattern)
        for item in reader.items(fields.get("infeasibles"), "`infeasibles`")
        if (pattern := _pattern(reader, item, order)) is not None
    )
    makers = [
        reader.mapping(item, "A decision maker")
        for item in reader.items(fields.get("decisionMakers"), "`decisionMakers`")
    ]
    actors: dict[str, Actor] = {}
    for maker in makers:
        name = reader.text(maker.get("name"), "The name of a decision maker", f"Party {len(actors) + 1}")
        mine = [
            choices[number]
            for item in reader.items(maker.get("options"), f"The options of {name}")
            if (number := _index(reader, item, len(order))) is not None
        ]
        identity = id_for(name, actors, f"party-{len(actors) + 1}")
        actors[identity] = Actor(identity, name, tuple(mine))
    ordered = _in_order(tuple(actors.values()), order)
    if ordered is None:
        reader.problem(root, "The options are not each one decision maker's, in order.", "Sort them by owner.")
        return None
    conflict = Conflict(ordered, impossible, title=title, source=reader.text(fields.get("source"), "`source`"))
    if any(problem.severity == "error" for problem in reader.problems):
        return None
    manual = any(
        key in fields and reader.truth(fields[key], f"`{key}`")
        for key in ("useManualPreferenceVectors", "useManualPreferenceRanking")
    )
    with_outlooks = tuple(
        Actor(a.id, a.name, a.options, _outlook(reader, maker, a.name, conflict, order, manual))
        for a, maker in zip(conflict.actors, makers, strict=True)
    )
    return Conflict(with_outlooks, impossible, title=conflict.title, source=conflict.source)


def _in_order(actors: tuple[Actor, ...], order: Sequence[str]) -> tuple[Actor, ...] | None:
    """The parties, when their options one after the other are the options of the file: states are numbered so."""
    return actors if [choice.id for actor in actors for choice in actor.options] == list(order) else None


def _choices(reader: Reader, entry: Entry | None) -> tuple[Choice, ...]:
    made: dict[str, Choice] = {}
    for item in reader.items(entry, "`options`"):
        fields = reader.mapping(item, "An option")
        name = reader.text(fields.get("name"), "The name of an option", f"option {len(made) + 1}")
        identity = id_for(name, made, f"option-{len(made) + 1}")
        way = reader.text(fields.get("permittedDirection"), "The direction", "both")
        made[identity] = Choice(identity, name, "start" if way == "fwd" else "stop" if way == "back" else "")
    return tuple(made.values())


def _index(reader: Reader, entry: Entry, many: int) -> int | None:
    number = reader.whole(entry, "The number of an option")
    if number is not None and not 0 <= number < many:
        reader.problem(entry, f"There is no option {number}.", f"Options count from 0 to {many - 1}.")
        return None
    return number


def _pattern(reader: Reader, entry: Entry, order: Sequence[str]) -> Statement | None:
    """Options with Y or N that hold together."""
    parts: list[Statement] = []
    for item in reader.items(entry, "A pattern"):
        two = item.items or ()
        number = _index(reader, two[0], len(order)) if len(two) == 2 else None
        sign = reader.text(two[1], "The sign") if len(two) == 2 else ""
        if number is None or sign not in ("Y", "N"):
            reader.problem(item, "A part of a pattern is an option and Y or N.", 'Write [0, "Y"].')
            continue
        parts.append(Taken(order[number]) if sign == "Y" else Not(Taken(order[number])))
    if len(parts) < 2:
        return parts[0] if parts else None
    return Both(tuple(parts))


def _written(statement: Statement) -> Written:
    return Written(_words(statement), statement)


def _words(statement: Statement) -> str:
    """A pattern, or several, as text."""
    if isinstance(statement, Taken):
        return statement.option
    if isinstance(statement, Not):
        return f"not {_words(statement.of)}"
    if isinstance(statement, Both):
        return " and ".join(_words(part) for part in statement.parts)
    return " or ".join(f"({_words(part)})" for part in statement.parts)


def _outlook(
    reader: Reader, maker: Mapping[str, Entry], name: str, conflict: Conflict, order: Sequence[str], manual: bool
) -> Outlook | None:
    vector = maker.get("preferenceRanking") or maker.get("preferenceVector")
    if manual and vector is not None:
        return Outlook(ranking=_tiers(reader, vector, name, conflict))
    wishes = []
    for item in reader.items(maker.get("preferences"), f"The preferences of {name}"):
        alternatives = [item]
        if item.fields is not None:
            alternatives = list(reader.items(item.fields.get("members"), "The members of a preference"))
        patterns = [pattern for one in alternatives if (pattern := _pattern(reader, one, order)) is not None]
        if patterns:
            wishes.append(_written(patterns[0] if len(patterns) == 1 else Either(tuple(patterns))))
    return Outlook(wishes=tuple(wishes)) if wishes else None


def _tiers(reader: Reader, entry: Entry, name: str, conflict: Conflict) -> tuple[tuple[str, ...], ...]:
    tiers = []
    for item in reader.items(entry, f"The ranking of {name}"):
        parts = item.items if item.items is not None else (item,)
        tiers.append(
            tuple(state for part in parts for state in meant(reader, part, f"The ranking of {name}", conflict))
        )
    return tuple(tier for tier in tiers if tier)


def read_states_and_moves(reader: Reader, root: Entry, variant: str = "") -> Conflict | None:
    """The conflict in JSON with `parties`, `states`, `moves` and `variants`; the first variant unless one is named."""
    fields = root.fields or {}
    variants = reader.mapping(fields["variants"], "`variants`")
    name = variant or next(iter(variants), "")
    if name not in variants:
        reader.problem(fields["variants"], f"There is no variant `{name}`.", f"There are {', '.join(variants)}.")
        return None
    rankings = (variants[name].fields or {}).get("preferences_best_to_worst")
    kept: dict[str, Entry] = {key: fields[key] for key in ("parties", "states", "moves", "status_quo") if key in fields}
    if rankings is not None:
        kept["preferences"] = rankings
    title = reader.text(fields.get("name"), "The name", "A conflict")
    listed = reader.items(fields.get("sources"), "`sources`")
    source = "; ".join(reader.text(item, "A source") for item in listed)
    return read_conflict(reader, Entry(root.where, fields=kept), None, title, source)
