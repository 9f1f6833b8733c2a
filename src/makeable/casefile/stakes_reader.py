"""Reading and writing a party's stakes in an agreement: part of its own private sheet."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from makeable.casefile.document import Entry
from makeable.casefile.fields import NUMBER, WHOLE, Field, Kind, by_key, number_out, read_record, share, write_record
from makeable.casefile.reader import Reader
from makeable.model import Stakes
from makeable.model.stakes import Shift, Turn

__all__ = ["read_stakes", "write_stakes"]


def _shift(reader: Reader, entry: Entry, what: str, _known: object) -> Shift | None:
    if entry.fields is None:
        number = reader.number(entry, what)
        return None if number is None else Shift(plus=number)
    fields = reader.mapping(entry, what, ("times", "plus"))
    times = reader.number(fields.get("times"), f"{what}, `times`")
    plus = reader.number(fields.get("plus"), f"{what}, `plus`")
    return Shift(Fraction(1) if times is None else times, Fraction(0) if plus is None else plus)


def _shift_out(shift: Shift) -> Any:
    if shift.times == 1:
        return number_out(shift.plus)
    written = {"times": number_out(shift.times)}
    return {**written, "plus": number_out(shift.plus)} if shift.plus else written


SHIFT = Kind(_shift, _shift_out)

TURN = (
    Field("costs", by_key(SHIFT)),
    Field("values", by_key(SHIFT)),
    Field("deal", SHIFT),
    Field("no_deal", SHIFT),
    Field("relationship", SHIFT),
    Field("discount", share),
    Field("probability", share),
)


def _turns(reader: Reader, entry: Entry, what: str, known: Any) -> dict[str, Turn]:
    read = {
        key: read_record(reader, item, f"{what}: `{key}`", TURN, known, Turn)
        for key, item in reader.mapping(entry, what).items()
    }
    return {key: turn for key, turn in read.items() if turn is not None}


STAKES = (
    Field("discount", share),
    Field("relationship", NUMBER),
    Field("memory", WHOLE),
    Field("money", NUMBER),
    Field("costs", by_key(NUMBER)),
    Field("values", by_key(NUMBER)),
    Field("tempted", by_key(NUMBER)),
    Field("if", Kind(_turns, lambda turns: {k: write_record(t, TURN) for k, t in turns.items()}), "turns"),
)


def read_stakes(reader: Reader, entry: Entry | None, owner: str) -> Stakes | None:
    """What an agreement means to one party; ids of commitments and scenarios are checked with the agreement."""
    if entry is None or entry.empty:
        return None
    stakes = read_record(reader, entry, f"The stakes of `{owner}`", STAKES, {}, Stakes)
    if stakes is not None and stakes.discount == 1:
        reader.problem(entry, f"`{owner}` discounts nothing: its future would have no end.", "Write less than 1.")
    return stakes


def write_stakes(stakes: Stakes) -> dict[str, Any]:
    """The stakes as plain data."""
    return write_record(stakes, STAKES)
