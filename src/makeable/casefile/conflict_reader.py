"""Reading a conflict: parties with their options and outlooks, what is impossible, or states and moves by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from makeable.casefile.entry import Entry
from makeable.casefile.outlook_reader import meant, outlook_fields, read_outlook
from makeable.casefile.reader import Reader
from makeable.casefile.statement_text import statement_of
from makeable.model.case import Case
from makeable.model.conflict import Actor, Choice, Conflict, State
from makeable.model.statement import Both, Not, Statement, Taken, Written

__all__ = ["KEYS", "MOST_OPTIONS", "read_conflict", "read_conflict_of"]

KEYS = ("parties", "impossible", "exactly_one", "at_most_one", "same", "states", "moves", "preferences", "status_quo")
PARTY_KEYS = ("id", "name", "options", "ranking", "wishes", "unsure", "estimated_by")
MOST_OPTIONS = 16


def read_conflict_of(reader: Reader, entry: Entry, case: Case) -> Conflict | None:
    """The conflict of a case: its parties are among the parties of the case."""
    return read_conflict(reader, entry, {party.id: party.name for party in case.parties}, case.title, case.source)


def read_conflict(
    reader: Reader, entry: Entry, known: Mapping[str, str] | None = None, title: str = "", source: str = ""
) -> Conflict | None:
    """The conflict in an entry; None, with problems, when it cannot be used.

    `known` are the names of the parties that may take part (None: any).
    """
    before = sum(problem.severity == "error" for problem in reader.problems)
    fields = reader.mapping(entry, "A conflict", KEYS)
    outlooks: dict[str, Mapping[str, Entry]] = {}
    actors = _actors(reader, fields.get("parties"), known, outlooks)
    options = {choice.id for actor in actors for choice in actor.options}
    if not actors:
        reader.problem(entry, "The conflict has no parties.", "List them under `parties`.")
    if len(options) > MOST_OPTIONS:
        fix = f"Keep at most {MOST_OPTIONS}, or name the states and moves yourself."
        reader.problem(entry, f"{len(options)} options make too many states.", fix)
        return None
    if bool(options) == ("states" in fields):
        what = "A conflict has either options, from which states follow, or `states` and `moves` by name."
        reader.problem(entry, what, "Give parties `options`, or write `states` and `moves`.")
        return None
    conflict = Conflict(
        actors=actors,
        impossible=(*_statements(reader, fields.get("impossible"), options), *_counted(reader, fields, options)),
        same=_statements(reader, fields.get("same"), options),
        named=_named(reader, fields.get("states")),
        moves=_moves(reader, fields, {actor.id for actor in actors}),
        title=title,
        source=source,
    )
    if not conflict.states:
        reader.problem(entry, "Nothing is possible: every combination of options is excluded.", "Mend `impossible`.")
    elif sum(problem.severity == "error" for problem in reader.problems) == before:
        return _with_outlooks(reader, fields, conflict, outlooks)
    return None


def _actors(
    reader: Reader, entry: Entry | None, known: Mapping[str, str] | None, outlooks: dict[str, Mapping[str, Entry]]
) -> tuple[Actor, ...]:
    if entry is not None and entry.fields is not None:
        named = {key: reader.text(name, "The name of a party") or key for key, name in entry.fields.items()}
        return tuple(Actor(key, name) for key, name in named.items())
    actors: dict[str, Actor] = {}
    choices: dict[str, Choice] = {}
    for item in reader.items(entry, "`parties`"):
        fields = reader.mapping(item, "A party", PARTY_KEYS)
        identity = reader.identifier(fields.get("id"), item, "a party", actors)
        if identity is None or (known is not None and reader.reference(fields["id"], "The party", known) is None):
            continue
        mine = _choices(reader, fields.get("options"), identity, choices)
        name = reader.text(fields.get("name"), "The name of a party", (known or {}).get(identity, identity))
        actors[identity] = Actor(identity, name, mine)
        outlooks[identity] = outlook_fields(fields)
    return tuple(actors.values())


def _choices(reader: Reader, entry: Entry | None, party: str, taken: dict[str, Choice]) -> tuple[Choice, ...]:
    mine = []
    for item in reader.items(entry, f"The options of `{party}`"):
        if item.text is not None:
            fields: Mapping[str, Entry] = {"id": item}
        else:
            fields = reader.mapping(item, "An option", ("id", "name", "only"))
        identity = reader.identifier(fields.get("id"), item, "an option", taken)
        if identity is None:
            continue
        only = reader.text(fields.get("only"), "`only`")
        if only not in ("", "start", "stop"):
            reader.problem(fields["only"], f"`only` cannot be `{only}`.", "Write start (cannot be undone) or stop.")
            only = ""
        name = reader.text(fields.get("name"), "The name of an option", identity)
        taken[identity] = Choice(identity, name, "start" if only == "start" else "stop" if only == "stop" else "")
        mine.append(taken[identity])
    return tuple(mine)


def _statements(reader: Reader, entry: Entry | None, options: Collection[str]) -> tuple[Written, ...]:
    read = []
    for item in reader.items(entry, "A list of statements"):
        try:
            read.append(statement_of(reader.text(item, "A statement"), options))
        except ValueError as error:
            reader.problem(item, str(error), "Write options with `and`, `or`, `not`, `if`, `iff` and brackets.")
    return tuple(read)


def _counted(reader: Reader, fields: Mapping[str, Entry], options: Collection[str]) -> list[Written]:
    """What `exactly_one` and `at_most_one` exclude."""
    excluded = []
    for key in ("exactly_one", "at_most_one"):
        for item in reader.items(fields.get(key), f"`{key}`"):
            group = [
                name
                for one in reader.items(item, f"A group of `{key}`")
                if (name := reader.reference(one, "The option", options)) is not None
            ]
            for i, one in enumerate(group):
                excluded += [Written(f"{one} and {two}", Both((Taken(one), Taken(two)))) for two in group[i + 1 :]]
            if key == "exactly_one" and group:
                nothing: tuple[Statement, ...] = tuple(Not(Taken(one)) for one in group)
                excluded.append(Written(" and ".join(f"not {one}" for one in group), Both(nothing)))
    return excluded


def _named(reader: Reader, entry: Entry | None) -> tuple[State, ...]:
    return tuple(
        State(key, name=reader.text(name, f"The name of the state `{key}`", key))
        for key, name in reader.mapping(entry, "`states`").items()
    )


def _moves(
    reader: Reader, fields: Mapping[str, Entry], parties: Collection[str]
) -> dict[str, frozenset[tuple[str, str]]]:
    states = tuple(reader.mapping(fields.get("states"), "`states`"))
    moves = {}
    for party, entry in reader.mapping(fields.get("moves"), "`moves`", parties).items():
        steps = set()
        for start, ends in reader.mapping(entry, f"The moves of `{party}`", states).items():
            for item in reader.items(ends, f"The moves of `{party}` from `{start}`"):
                end = reader.reference(item, "The state", states)
                if end is not None and end != start:
                    steps.add((start, end))
        moves[party] = frozenset(steps)
    return moves


def _with_outlooks(
    reader: Reader, fields: Mapping[str, Entry], conflict: Conflict, outlooks: Mapping[str, Mapping[str, Entry]]
) -> Conflict | None:
    rankings = reader.mapping(fields.get("preferences"), "`preferences`", tuple(conflict.actor))
    status_quo = meant(reader, fields["status_quo"], "The status quo", conflict) if "status_quo" in fields else ()
    if len(status_quo) > 1:
        reader.problem(fields["status_quo"], "The status quo could be several states.", "Name one.")
    read = []
    for actor in conflict.actors:
        given = dict(outlooks.get(actor.id, {}))
        if actor.id in rankings:
            given["ranking"] = rankings[actor.id]
        read.append(Actor(actor.id, actor.name, actor.options, read_outlook(reader, given, actor.id, conflict)))
    return Conflict(
        tuple(read),
        conflict.impossible,
        conflict.same,
        conflict.named,
        conflict.moves,
        status_quo[0] if status_quo else "",
        conflict.title,
        conflict.source,
    )
