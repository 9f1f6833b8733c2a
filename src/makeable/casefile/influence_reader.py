"""Reading and writing the influence map of a case: who moves whom, and where each stands."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from makeable.casefile.entry import Entry
from makeable.casefile.fields import (
    DAY,
    NUMBER,
    TEXT,
    Field,
    Kind,
    Known,
    by_key,
    ids_in,
    read_record,
    records,
    reference,
    share,
    write_record,
)
from makeable.casefile.reader import Reader
from makeable.model import Case
from makeable.model.influence import InfluenceMap, Link, Outsider, Question, Stand

__all__ = ["read_influence", "write_influence"]


def _between(low: int, high: int) -> Kind:
    def read(reader: Reader, entry: Entry, what: str, _known: Known) -> Fraction | None:
        number = reader.number(entry, what)
        if number is not None and not low <= number <= high:
            reader.problem(entry, f"{what} must lie between {low} and {high}.", f"Write {high} for the strongest.")
            return None
        return number

    return Kind(read, NUMBER.write)


def _owner(reader: Reader, entry: Entry, what: str, known: Known) -> str | None:
    return reader.reference(entry, what, known["owner"])


LINK = (
    Field("from", reference("actor"), "source", required=True),
    Field("to", reference("actor"), "target", required=True),
    Field("weight", _between(-1, 1), required=True),
    Field("evidence", TEXT),
    Field("when", DAY),
    Field("confidence", share),
)
STAND = (
    Field("party", reference("actor"), required=True),
    Field("stance", _between(-3, 3), required=True),
    Field("salience", share),
    Field("on", reference("question")),
    Field("when", DAY),
    Field("source", TEXT),
)
NAMED = (Field("id", TEXT, required=True), Field("name", TEXT))

INFLUENCE = (
    Field("by", Kind(_owner, lambda owner: owner)),
    Field("outsiders", records(Outsider, NAMED, "an outsider")),
    Field("questions", records(Question, NAMED, "a question")),
    Field("links", records(Link, LINK, "Link")),
    Field("stands", records(Stand, STAND, "Stand")),
    Field("power", by_key(share, "actor")),
    Field("anchor", by_key(share, "actor")),
)


def read_influence(reader: Reader, entry: Entry, case: Case) -> InfluenceMap | None:
    """The map; stands come out in the order of time, those without a date first."""
    fields = entry.fields or {}
    parties = tuple(case.party)
    known = {
        "owner": ("mediator", *parties),
        "actor": (*parties, *ids_in(fields.get("outsiders"))),
        "question": ids_in(fields.get("questions")),
    }
    read = read_record(reader, entry, "`influence`", INFLUENCE, known, InfluenceMap)
    if read is None:
        return None
    for outsider in read.outsiders:
        if outsider.id in case.party or outsider.id == "mediator":
            reader.problem(entry, f"`{outsider.id}` is a party of the case.", "Take it out of `outsiders`.")
    for link in read.links:
        if link.source == link.target:
            reader.problem(entry, f"`{link.source}` cannot influence itself.", "Write how firm it is in `anchor`.")
    stands = sorted(read.stands, key=lambda stand: stand.when or date.min)
    values = {name: getattr(read, name) for name in ("links", "questions", "power", "anchor", "outsiders", "by")}
    return InfluenceMap(stands=tuple(stands), **values)


def write_influence(case: Case) -> dict[str, Any] | None:
    """The map as plain data; None when there is none."""
    return None if case.influence is None else write_record(case.influence, INFLUENCE)
