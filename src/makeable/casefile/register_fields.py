"""What a register holds, record by record and field by field: for reading, writing and the spreadsheet template."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from makeable.casefile.document import Entry
from makeable.casefile.fields import (
    DAY,
    NUMBER,
    TEXT,
    TRUTH,
    Field,
    Kind,
    Known,
    by_key,
    listed,
    number_out,
    one_of,
    records,
    reference,
    references,
    share,
)
from makeable.casefile.reader import Reader
from makeable.model.register import (
    STEPS,
    Activity,
    Bundle,
    Contact,
    Contribution,
    Effect,
    Link,
    Missing,
    Need,
    Offer,
    Organisation,
    Outcome,
    Relationship,
)

__all__ = ["RECORDS"]

_MOST_UNITS = 10_000


def _count(reader: Reader, entry: Entry, what: str, _known: Known) -> int | None:
    number = reader.whole(entry, what)
    if number is not None and not 1 <= number <= _MOST_UNITS:
        reader.problem(entry, f"{what} must lie between 1 and {_MOST_UNITS}.", "Count in larger units.")
        return None
    return number


def _amount(reader: Reader, entry: Entry, what: str, _known: Known) -> Fraction | None:
    number = reader.number(entry, what)
    if number is not None and number < 0:
        reader.problem(entry, f"{what} cannot be below 0.", "Write what it costs or is worth, 0 or more.")
        return None
    return number


def _worths(reader: Reader, entry: Entry, what: str, _known: Known) -> tuple[Fraction, ...] | None:
    read = [_amount(reader, item, what, {}) for item in listed(entry)]
    worths = tuple(number for number in read if number is not None)
    if len(worths) < len(read):
        return None
    if any(later > earlier for earlier, later in itertools.pairwise(worths)):
        reader.problem(entry, f"{what} rises from one unit to the next.", "Start with the unit that is worth most.")
        return None
    return worths


def _texts(reader: Reader, entry: Entry, what: str, _known: Known) -> tuple[str, ...]:
    return tuple(text for item in listed(entry) if (text := reader.text(item, what)))


COUNT = Kind(_count, lambda count: count)
AMOUNT = Kind(_amount, number_out)
WORTHS = Kind(_worths, lambda worths: worths[0] if len(worths) == 1 else list(worths))
TEXTS = Kind(_texts, list)

MISSING = (
    Field("what", TEXT, required=True),
    Field("kind", one_of("permission", "capacity", "payment", "participant", "time", "other")),
    Field("cost", AMOUNT),
    Field("by", reference("organisation")),
)
_MISSING = records(Missing, MISSING, "condition")

_WINDOW = (Field("from", DAY, "start"), Field("until", DAY, "end"))

ORGANISATION = (
    Field("id", TEXT, required=True),
    Field("name", TEXT),
    Field("region", TEXT),
    Field("mission", TEXT),
    Field("goals", by_key(NUMBER)),
    Field("budget", AMOUNT),
    Field("credit", AMOUNT),
    Field("personal", TEXT),
)

OFFER = (
    Field("id", TEXT, required=True),
    Field("by", reference("organisation"), required=True),
    Field("what", TEXT, required=True),
    Field("kind", TEXT),
    Field("quantity", COUNT),
    Field("unit", TEXT),
    Field("where", TEXT),
    *_WINDOW,
    Field("cost", AMOUNT),
    Field("cost_to_give", AMOUNT),
    Field("conditions", TEXTS),
    Field("exclusive", TRUTH),
    Field("estimated_by", TEXT),
    Field("missing", _MISSING),
)

NEED = (
    Field("id", TEXT, required=True),
    Field("of", reference("organisation"), required=True),
    Field("what", TEXT, required=True),
    Field("kind", TEXT),
    Field("quantity", COUNT),
    Field("unit", TEXT),
    Field("where", TEXT),
    *_WINDOW,
    Field("worth", WORTHS),
    Field("must", TEXTS),
    Field("keep", TRUTH),
    Field("dimension", TEXT),
    Field("estimated_by", TEXT),
    Field("missing", _MISSING),
)

LINK = (
    Field("offer", reference("offer"), required=True),
    Field("need", reference("need"), required=True),
    Field("status", one_of("proposed", "confirmed", "refused")),
    Field("confidence", share),
    Field("cost", AMOUNT),
    Field("worth", AMOUNT),
    Field("known", TRUTH),
    Field("why", TEXT),
    Field("missing", _MISSING),
)

INPUT = (
    Field("by", reference("organisation"), required=True),
    Field("cost", AMOUNT),
    Field("offer", reference("offer")),
    Field("quantity", COUNT),
    Field("what", TEXT),
)

OUTPUT = (
    Field("to", reference("organisation"), required=True),
    Field("worth", NUMBER, required=True),
    Field("dimension", TEXT),
    Field("what", TEXT),
)

ACTIVITY = (
    Field("id", TEXT, required=True),
    Field("name", TEXT),
    Field("inputs", records(Contribution, INPUT, "input")),
    Field("outputs", records(Outcome, OUTPUT, "output")),
    *_WINDOW,
    Field("confidence", share),
    Field("known", TRUTH),
    Field("missing", _MISSING),
)

BUNDLE = (
    Field("id", TEXT, required=True),
    Field("of", reference("organisation"), required=True),
    Field("needs", references("need"), required=True),
    Field("worth", AMOUNT, required=True),
    Field("at_least", COUNT),
)

EFFECT = (
    Field("of", reference("organisation"), required=True),
    Field("on", reference("organisation"), required=True),
    Field("worth", NUMBER, required=True),
    Field("when", reference("source")),
    Field("why", TEXT),
    Field("estimated_by", TEXT),
)

RELATIONSHIP = (
    Field("one", reference("organisation"), required=True),
    Field("other", reference("organisation"), required=True),
    Field("trust", share),
    Field("history", TEXT),
)

CONTACT = (
    Field("day", DAY, required=True),
    Field("between", references("organisation"), required=True),
    Field("step", one_of(*STEPS), required=True),
    Field("initiative", reference("organisation")),
    Field("about", TEXT),
    Field("note", TEXT),
)

RECORDS: dict[str, tuple[Any, tuple[Field, ...], str]] = {
    "organisations": (Organisation, ORGANISATION, "organisation"),
    "offers": (Offer, OFFER, "offer"),
    "needs": (Need, NEED, "need"),
    "links": (Link, LINK, "link"),
    "activities": (Activity, ACTIVITY, "activity"),
    "bundles": (Bundle, BUNDLE, "bundle"),
    "effects": (Effect, EFFECT, "effect"),
    "relationships": (Relationship, RELATIONSHIP, "relationship"),
    "contacts": (Contact, CONTACT, "contact"),
}
"""The lists of a register in the order in which they are read: the type, its fields, and what one is called."""
