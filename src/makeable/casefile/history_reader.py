"""Reading and writing the history of a case: what its parties went through together before."""

from __future__ import annotations

from typing import Any

from makeable.casefile.entry import Entry
from makeable.casefile.fields import DAY, NUMBER, TEXT, Field, read_record, references, write_record
from makeable.casefile.reader import Reader
from makeable.model import Case
from makeable.model.dealing import Dealing

__all__ = ["read_history", "write_history"]

DEALING = (
    Field("between", references("party"), required=True),
    Field("text", TEXT, required=True),
    Field("tone", NUMBER),
    Field("when", DAY),
    Field("source", TEXT),
)


def read_history(reader: Reader, entry: Entry, case: Case) -> tuple[Dealing, ...]:
    """What happened between parties, each with how it left them."""
    known = {"party": tuple(case.party)}
    history = []
    for number, item in enumerate(reader.items(entry, "`history`"), 1):
        dealing = read_record(reader, item, f"Entry {number} of the history", DEALING, known, Dealing)
        if dealing is None:
            continue
        if len(dealing.between) < 2:
            reader.problem(item, "What happened needs two parties.", "Write `between: [one, other]`.")
        elif not -1 <= dealing.tone <= 1:
            reader.problem(item, "`tone` must lie between -1 and 1.", "Write -1 for a fight, 1 for trust.")
        else:
            history.append(dealing)
    return tuple(history)


def write_history(case: Case) -> list[dict[str, Any]] | None:
    """The history as plain data; None when there is none."""
    return [write_record(dealing, DEALING) for dealing in case.history] or None
