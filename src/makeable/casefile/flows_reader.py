"""Reading and writing the money that a deal moves over the years."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from makeable.casefile.entry import Entry
from makeable.casefile.fields import NUMBER, TEXT, Field, Kind, Known, by_key, read_record, write_record
from makeable.casefile.reader import Reader
from makeable.model import Case, plain
from makeable.model.flows import Flows

__all__ = ["read_flows", "write_flows"]


def _years(reader: Reader, entry: Entry, what: str, _known: Known) -> tuple[int, ...] | None:
    years = [reader.whole(item, what) for item in reader.items(entry, what)]
    known = [year for year in years if year is not None]
    if len(known) != len(years) or not known:
        return None
    if known != sorted(set(known)) or known[0] < 0:
        reader.problem(entry, f"{what} must go up, from 0 on.", "Write `years: [0, 1, 2, 3]`.")
        return None
    return tuple(known)


def _row(reader: Reader, entry: Entry, what: str, _known: Known) -> tuple[Fraction, ...] | None:
    numbers = [reader.number(item, what) for item in reader.items(entry, what)]
    known = tuple(number for number in numbers if number is not None)
    return known if len(known) == len(numbers) else None


FLOWS = (
    Field("years", Kind(_years, list), required=True),
    Field("of", by_key(Kind(_row, list), "party"), required=True),
    Field("unit", TEXT),
    Field("at_least", by_key(NUMBER, "party")),
    Field("at_most", by_key(NUMBER, "party")),
    Field("note", TEXT),
)


def read_flows(reader: Reader, entry: Entry, case: Case) -> Flows | None:
    """The flows; None, with a problem, when a row does not fit the years or its own bounds."""
    flows = read_record(reader, entry, "`flows`", FLOWS, {"party": tuple(case.party)}, Flows)
    if flows is None:
        return None
    rows = (entry.fields or {})["of"].fields or {}
    for party, row in flows.of.items():
        if len(row) != len(flows.years):
            what = f"`{party}` has {len(row)} amounts for {len(flows.years)} years."
            reader.problem(rows[party], what, "Give an amount for every year.")
            return None
        low, high = flows.bounds(party)
        if not low <= min(row) <= max(row) <= high:
            what = f"The amounts of `{party}` leave its own bounds, {plain(low)} to {plain(high)}."
            reader.problem(rows[party], what, "Widen the bounds, or change the amounts.")
            return None
    return flows


def write_flows(case: Case) -> dict[str, Any] | None:
    """The flows as plain data; None when there are none."""
    return None if case.flows is None else write_record(case.flows, FLOWS)
