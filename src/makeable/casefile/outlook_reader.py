"""Reading what a party to a conflict would rather see: a ranking of states, or wishes in order of importance."""

from __future__ import annotations

from collections.abc import Mapping

from makeable.casefile.entry import Entry
from makeable.casefile.reader import Reader
from makeable.casefile.statement_text import statement_of
from makeable.model.conflict import Conflict, Outlook

__all__ = ["meant", "outlook_fields", "read_outlook"]

_KEYS = ("ranking", "wishes", "unsure", "estimated_by")


def outlook_fields(fields: Mapping[str, Entry]) -> dict[str, Entry]:
    """The fields of a party that say what it prefers."""
    return {key: fields[key] for key in _KEYS if key in fields}


def read_outlook(reader: Reader, fields: Mapping[str, Entry], party: str, conflict: Conflict) -> Outlook | None:
    """What the party prefers; None when nothing is said."""
    if "ranking" in fields and "wishes" in fields:
        reader.problem(fields["wishes"], f"`{party}` has both a ranking and wishes.", "Keep one of the two.")
        return None
    if "ranking" not in fields and "wishes" not in fields:
        return None
    wishes = []
    for item in reader.items(fields.get("wishes"), f"The wishes of `{party}`"):
        try:
            wishes.append(statement_of(reader.text(item, "A wish"), conflict.choices))
        except ValueError as error:
            reader.problem(item, str(error), "Write options with `and`, `or`, `not`, `if`, `iff` and brackets.")
    ranking: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for item in reader.items(fields.get("ranking"), f"The ranking of `{party}`"):
        parts = item.items if item.items is not None else (item,)
        tier = [state for part in parts for state in meant(reader, part, f"The ranking of `{party}`", conflict)]
        twice = [state for state in tier if state in seen]
        if twice:
            reader.problem(item, f"`{party}` ranks the state {twice[0]} twice.", "Name each state once.")
        seen.update(tier)
        if tier:
            ranking.append(tuple(dict.fromkeys(tier)))
    missing = [state.id for state in conflict.states if state.id not in seen]
    if ranking and missing:
        what = f"`{party}` does not rank {len(missing)} of {len(conflict.states)} states; they count as not comparable."
        reader.warning(fields["ranking"], what, "Rank all of them if you can, with ties in brackets.")
    unsure = []
    for item in reader.items(fields.get("unsure"), f"What `{party}` is unsure of"):
        parts = item.items or ()
        two = [state for part in parts for state in meant(reader, part, "The pair", conflict)]
        if len(two) == 2:
            unsure.append((two[0], two[1]))
        else:
            reader.problem(item, "What is unsure is a pair of states.", "Write `unsure: [[3, 5]]`.")
    by = reader.text(fields.get("estimated_by"), f"Who estimates `{party}`")
    return Outlook(tuple(ranking), tuple(wishes), tuple(unsure), by)


def meant(reader: Reader, entry: Entry, what: str, conflict: Conflict) -> tuple[str, ...]:
    """The states that an id, a pattern of Y, N and -, or a list of the options taken stands for."""
    if entry.items is not None:
        taken = frozenset(reader.text(item, what) for item in entry.items)
        if taken not in conflict.members:
            reader.problem(entry, f"{what}: no possible state takes just these options.", "Name options as listed.")
            return ()
        return (conflict.members[taken],)
    text = reader.text(entry, what)
    if text in conflict.state:
        return (text,)
    fitting = tuple(state.id for state in conflict.states if state.pattern and _fits(text, state.pattern))
    if fitting:
        return fitting
    fix = f"States are {', '.join(list(conflict.state)[:12])}, or patterns such as {conflict.states[0].pattern or 1}."
    reader.problem(entry, f"{what}: there is no state `{text[:60]}`.", fix)
    return ()


def _fits(text: str, pattern: str) -> bool:
    """Whether the signs agree wherever neither is a dash."""
    return len(text) == len(pattern) and all(
        a == b or "-" in (a, b) for a, b in zip(text.upper(), pattern, strict=True)
    )
