"""The log of a follow-up: a YAML or JSON list of events, one a line, which only ever grows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from makeable.casefile.document import parse, read_text
from makeable.casefile.fields import DAY, NUMBER, TEXT, WHOLE, Field, one_of, records
from makeable.casefile.reader import Reader
from makeable.errors import BadInput, Problem
from makeable.model import plain
from makeable.model.event import KINDS, Event

__all__ = ["event_line", "read_log"]

EVENT = (
    Field("id", TEXT, required=True),
    Field("on", DAY, required=True),
    Field("kind", one_of(*KINDS), required=True),
    Field("by", TEXT),
    Field("about", TEXT),
    Field("number", WHOLE),
    Field("value", NUMBER),
    Field("evidence", TEXT),
    Field("text", TEXT),
    Field("until", DAY),
)


def read_log(path: Path) -> tuple[Event, ...]:
    """The events of a log, in their order; none when the file is not there yet. Raises BadInput with every problem."""
    if not path.exists():
        return ()
    problems: list[Problem] = []
    text = read_text(path, problems)
    if text is not None and not text.strip():
        return ()
    root = parse(text, str(path), problems) if text is not None else None
    events: tuple[Event, ...] = ()
    if root is not None:
        events = records(Event, EVENT, "an event").read(Reader(problems), root, "The log", {}) or ()
    if any(problem.severity == "error" for problem in problems):
        raise BadInput(problems)
    return events


def event_line(event: Event) -> str:
    """One event as the line that is added to a log."""
    written: dict[str, Any] = {"id": event.id, "on": event.on.isoformat(), "kind": event.kind}
    for key in ("by", "about", "number", "evidence", "text"):
        held = getattr(event, key)
        if held:
            written[key] = held
    if event.value is not None:
        written["value"] = plain(event.value)
    if event.until is not None:
        written["until"] = event.until.isoformat()
    inner = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in written.items())
    return f"- {{{inner}}}\n"
