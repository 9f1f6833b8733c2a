"""The optional sections of a case file, each read by its own module: add one here and a field to `Case`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from makeable.casefile.agreement_reader import read_agreement, write_agreement
from makeable.casefile.approach_reader import read_approach, write_approach
from makeable.casefile.conflict_reader import read_conflict_of
from makeable.casefile.conflict_writer import write_conflict
from makeable.casefile.document import Entry
from makeable.casefile.flows_reader import read_flows, write_flows
from makeable.casefile.history_reader import read_history, write_history
from makeable.casefile.influence_reader import read_influence, write_influence
from makeable.casefile.reader import Reader
from makeable.casefile.uncertainty_reader import read_events, write_events
from makeable.casefile.whatif_reader import (
    OFFERS_SCHEMA,
    WHAT_IFS_SCHEMA,
    read_offers,
    read_what_ifs,
    write_offers,
    write_what_ifs,
)
from makeable.model import Case

__all__ = ["SECTIONS", "Section"]


class Section(NamedTuple):
    """How one section is read (None when its problems make it unusable) and written back as plain data.

    `read` gets the case with its frame, parties and rule in place; the value goes into the case's field of the
    section's name. `write` returns None for an absent section. `schema` is its JSON Schema; without one, editors
    accept anything there, and the reader alone judges it.
    """

    read: Callable[[Reader, Entry, Case], Any]
    write: Callable[[Case], Any]
    schema: Mapping[str, Any] | None = None


SECTIONS: dict[str, Section] = {
    "agreement": Section(read_agreement, write_agreement),
    "history": Section(read_history, write_history),
    "influence": Section(read_influence, write_influence),
    "approach": Section(read_approach, write_approach),
    "conflict": Section(read_conflict_of, write_conflict),
    "events": Section(read_events, write_events),
    "flows": Section(read_flows, write_flows),
    "what_ifs": Section(read_what_ifs, write_what_ifs, WHAT_IFS_SCHEMA),
    "offers": Section(read_offers, write_offers, OFFERS_SCHEMA),
}
