"""Records of a document described once, field by field, and read and written from that one description."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from makeable.casefile.document import Entry
from makeable.casefile.reader import Reader, quoted_list

__all__ = [
    "DAY",
    "DAYS",
    "NUMBER",
    "TEXT",
    "TRUTH",
    "WHOLE",
    "Field",
    "Kind",
    "Known",
    "by_key",
    "ids_in",
    "one_of",
    "read_record",
    "records",
    "reference",
    "references",
    "share",
    "single",
    "write_record",
]

Known = Mapping[str, Collection[str]]
"""The ids that may be referred to, by what they name: "party", "issue", "commitment", .."""


class Kind(NamedTuple):
    """How one kind of value is read (None, with a problem, when it cannot be) and written as plain data."""

    read: Callable[[Reader, Entry, str, Known], Any]
    write: Callable[[Any], Any]


class Field(NamedTuple):
    """A field of a record: its key in the document, its kind, the attribute it fills, whether it must be there."""

    key: str
    kind: Kind
    attribute: str = ""
    required: bool = False

    @property
    def name(self) -> str:
        """The attribute it fills."""
        return self.attribute or self.key


R = TypeVar("R")


def number_out(value: Fraction) -> Fraction:
    """A number as plain data holds it: exact."""
    return value


def _day(reader: Reader, entry: Entry, what: str, _known: Known) -> date | None:
    text = reader.text(entry, what)
    try:
        return date.fromisoformat(text)
    except ValueError:
        reader.problem(entry, f"{what} must be a date, not {entry.kind}.", "Write it as 2027-09-30.")
        return None


def _share(reader: Reader, entry: Entry, what: str, _known: Known) -> Fraction | None:
    number = reader.number(entry, what)
    if number is not None and not 0 <= number <= 1:
        reader.problem(entry, f"{what} must lie between 0 and 1.", "Write 0.7 or 70 %.")
        return None
    return number


def _texts(reader: Reader, entry: Entry, what: str, _known: Known) -> str:
    return reader.text(entry, what)


TEXT = Kind(_texts, lambda text: text)
NUMBER = Kind(lambda reader, entry, what, _: reader.number(entry, what), number_out)
WHOLE = Kind(lambda reader, entry, what, _: reader.whole(entry, what), lambda whole: whole)
TRUTH = Kind(lambda reader, entry, what, _: reader.truth(entry, what), lambda truth: truth)
DAY = Kind(_day, lambda day: day.isoformat())
share = Kind(_share, number_out)


def listed(entry: Entry) -> tuple[Entry, ...]:
    """The items of a list; a single value counts as a list of one."""
    return entry.items if entry.items is not None else (entry,)


def _days(reader: Reader, entry: Entry, what: str, known: Known) -> tuple[date, ...]:
    days = (_day(reader, item, what, known) for item in listed(entry))
    return tuple(day for day in days if day is not None)


DAYS = Kind(_days, lambda days: [day.isoformat() for day in days])


def one_of(*choices: str) -> Kind:
    """One of a few words."""

    def read(reader: Reader, entry: Entry, what: str, _known: Known) -> str | None:
        word = reader.text(entry, what)
        if word in choices:
            return word
        reader.problem(entry, f"{what} cannot be {entry.kind}.", f"Write one of {quoted_list(choices, 12)}.")
        return None

    return Kind(read, lambda word: word)


def reference(to: str) -> Kind:
    """The id of one thing that is known."""
    return Kind(lambda reader, entry, what, known: reader.reference(entry, what, known[to]), lambda name: name)


def references(to: str) -> Kind:
    """The ids of several things that are known."""

    def read(reader: Reader, entry: Entry, what: str, known: Known) -> tuple[str, ...]:
        names = (reader.reference(item, what, known[to]) for item in listed(entry))
        return tuple(dict.fromkeys(name for name in names if name is not None))

    return Kind(read, list)


def by_key(of: Kind, to: str = "") -> Kind:
    """A mapping from known ids (any text, without `to`) to values of one kind."""

    def read(reader: Reader, entry: Entry, what: str, known: Known) -> dict[str, Any]:
        fields = reader.mapping(entry, what, known[to] if to else None)
        values = {key: of.read(reader, item, f"{what}: `{key}`", known) for key, item in fields.items()}
        return {key: value for key, value in values.items() if value is not None}

    return Kind(read, lambda values: {key: of.write(value) for key, value in values.items()})


def single(make: Callable[..., Any], fields: tuple[Field, ...]) -> Kind:
    """One record inside another."""

    def read(reader: Reader, entry: Entry, what: str, known: Known) -> Any:
        return read_record(reader, entry, what, fields, known, make)

    return Kind(read, lambda value: write_record(value, fields))


def records(make: Callable[..., Any], fields: tuple[Field, ...], what: str) -> Kind:
    """A list of records; where they have ids, each its own."""

    def read(reader: Reader, entry: Entry, within: str, known: Known) -> tuple[Any, ...]:
        made: dict[str, Any] = {}
        for number, item in enumerate(reader.items(entry, within), 1):
            name = str(number)
            if fields[0].key == "id":
                identity = (item.fields or {}).get("id")
                found = reader.identifier(identity, item, what, made) if item.fields is not None else name
                if found is None:
                    continue
                name = found
            label = f"{what[0].upper()}{what[1:]} `{name}`" if fields[0].key == "id" else f"{within} {name}"
            value = read_record(reader, item, label, fields, known, make)
            if value is not None:
                made[name] = value
        return tuple(made.values())

    return Kind(read, lambda values: [write_record(value, fields) for value in values])


def read_record(
    reader: Reader, entry: Entry, what: str, fields: tuple[Field, ...], known: Known, make: Callable[..., R]
) -> R | None:
    """A record of these fields; None, with problems, when it is no mapping or a required field is not usable."""
    if entry.fields is None:
        reader.mapping(entry, what)
        return None
    given = reader.mapping(entry, what, tuple(field.key for field in fields))
    values: dict[str, Any] = {}
    complete = True
    for field in fields:
        item = given.get(field.key)
        if item is not None and not item.empty:
            value = field.kind.read(reader, item, f"{what}, `{field.key}`", known)
            if value is not None:
                values[field.name] = value
        elif field.required:
            reader.problem(entry, f"{what} has no `{field.key}`.", f"Add `{field.key}:`.")
        complete &= not field.required or field.name in values
    return make(**values) if complete else None


def write_record(value: Any, fields: tuple[Field, ...]) -> dict[str, Any]:
    """The record as plain data; what is empty or not said stays out."""
    usual = {field.name: field.default for field in dataclasses.fields(value)}
    written: dict[str, Any] = {}
    for field in fields:
        held = getattr(value, field.name)
        unsaid = held is None or (isinstance(held, (str, tuple, Mapping)) and not held)
        if unsaid or (not field.required and held == usual.get(field.name)):
            continue
        written[field.key] = field.kind.write(held)
    return written


def ids_in(entry: Entry | None) -> tuple[str, ...]:
    """The ids that the records of a list carry, so that earlier records can refer to later ones."""
    items = entry.items if entry is not None and entry.items is not None else ()
    named = ((item.fields or {}).get("id") for item in items)
    return tuple(name.text.strip() for name in named if name is not None and name.text)
