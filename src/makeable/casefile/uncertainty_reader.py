"""Reading and writing the uncertain events of a case."""

from __future__ import annotations

from typing import Any

from makeable.casefile.entry import Entry
from makeable.casefile.fields import TEXT, Field, Kind, Known, records, references, write_record
from makeable.casefile.reader import Reader
from makeable.model import Case, Option
from makeable.model.uncertainty import YES_NO, Uncertainty

__all__ = ["read_events", "write_events"]


def _outcomes(reader: Reader, entry: Entry, what: str, _known: Known) -> tuple[Option, ...] | None:
    found: dict[str, Option] = {}
    for item in reader.items(entry, what):
        fields = {"id": item} if item.text is not None else reader.mapping(item, what, ("id", "name"))
        name = reader.identifier(fields.get("id"), item, "an outcome", found)
        if name is not None:
            found[name] = Option(name, reader.text(fields.get("name"), "The name of an outcome", name))
    if len(found) < 2:
        reader.problem(entry, f"{what} must be at least two.", "Write `outcomes: [dry, normal, wet]`.")
        return None
    return tuple(found.values())


def _outcomes_out(outcomes: tuple[Option, ...]) -> list[Any]:
    return [o.id if o.name == o.id else {"id": o.id, "name": o.name} for o in outcomes]


EVENT = (
    Field("id", TEXT, required=True),
    Field("name", TEXT, required=True),
    Field("outcomes", Kind(_outcomes, _outcomes_out)),
    Field("influenced_by", references("party")),
    Field("settled_by", TEXT),
    Field("note", TEXT),
)


def read_events(reader: Reader, entry: Entry, case: Case) -> tuple[Uncertainty, ...]:
    """The events, with a warning where nobody would establish what happened."""
    kind = records(Uncertainty, EVENT, "an event")
    events: tuple[Uncertainty, ...] = kind.read(reader, entry, "`events`", {"party": tuple(case.party)})
    vague = [event.id for event in events if not event.settled_by]
    if vague:
        what = f"Nothing says who establishes what happened at `{vague[0]}`."
        reader.warning(entry, what, "Add `settled_by: who, and when`; a term can only depend on what can be told.")
    return events


def write_events(case: Case) -> list[dict[str, Any]] | None:
    """The events as plain data; None when there are none."""
    written = [write_record(event, EVENT) for event in case.events]
    for data, event in zip(written, case.events, strict=True):
        if event.outcomes == YES_NO:
            data.pop("outcomes", None)
    return written or None
