"""Reading and writing what-ifs, offers made of them, and the private reactions to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from makeable.casefile.demand_meaning import meaning
from makeable.casefile.entry import Entry
from makeable.casefile.fields import DAY, TEXT, Field, ids_in, one_of, read_record, reference, write_record
from makeable.casefile.frame_reader import read_package
from makeable.casefile.reader import Reader
from makeable.model import Case, Offer, Party, Reaction, Wanted, WhatIf

__all__ = [
    "OFFERS_SCHEMA",
    "REACTIONS_SCHEMA",
    "WHAT_IFS_SCHEMA",
    "read_offers",
    "read_reactions",
    "read_what_ifs",
    "write_offers",
    "write_reactions",
    "write_what_ifs",
]

WHAT_IF_KEYS = ("id", "package", "author", "grew_from", "expires", "note")
REACTION_KEYS = ("what_if", "verdict", "demands", "note")
DETAILS = (
    Field("author", reference("party")),
    Field("grew_from", reference("what-if")),
    Field("expires", DAY),
    Field("note", TEXT),
)
OFFER = (
    Field("what_if", reference("what-if"), required=True),
    Field("by", reference("party"), required=True),
    Field("on", DAY),
    Field("note", TEXT),
)
VERDICT = one_of("yes", "possible", "no")

_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}


def _record(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


WHAT_IFS_SCHEMA: dict[str, Any] = {
    "description": "Packages, full or partial, floated to be explored; they bind nobody.",
    "type": ["array", "null"],
    "items": _record(
        ("id", "package"),
        id=_TEXT,
        package={"$ref": "#/$defs/package"},
        author={**_TEXT, "description": "Who floated it; leave it out to float it without a name."},
        grew_from={**_TEXT, "description": "The what-if it was changed from."},
        expires={**_TEXT, "description": "The first day on which it is no longer on the table."},
        note=_TEXT,
    ),
}
OFFERS_SCHEMA: dict[str, Any] = {
    "description": "What-ifs behind which their authors stand as offers: a separate act of the author.",
    "type": ["array", "null"],
    "items": _record(("what_if", "by"), what_if=_TEXT, by=_TEXT, on=_TEXT, note=_TEXT),
}
REACTIONS_SCHEMA: dict[str, Any] = {
    "description": "The party's private answers to what-ifs.",
    "type": ["array", "null"],
    "items": _record(
        ("what_if", "verdict"),
        what_if=_TEXT,
        verdict={"enum": ["yes", "possible", "no"]},
        demands={
            "type": ["array", "null"],
            "items": {
                "anyOf": [_TEXT, _record(("demand",), demand=_TEXT, weight={"$ref": "#/$defs/number"})],
            },
        },
        note=_TEXT,
    ),
}


def read_what_ifs(reader: Reader, entry: Entry, case: Case) -> tuple[WhatIf, ...]:
    """The what-ifs of a case."""
    known = {"party": tuple(case.party), "what-if": ids_in(entry)}
    found: dict[str, WhatIf] = {}
    for item in reader.items(entry, "`what_ifs`"):
        fields = reader.mapping(item, "A what-if", WHAT_IF_KEYS)
        if item.fields is None:
            continue
        identity = reader.identifier(fields.get("id"), item, "a what-if", found)
        if identity is None:
            continue
        reader.places["what-if", identity] = item.where
        named = f"The what-if `{identity}`"
        before = len(reader.problems)
        package = read_package(reader, fields.get("package"), f"The package of `{identity}`", case.issue, partial=True)
        if not package:
            reader.spoiled.add(identity)
            if len(reader.problems) == before:
                reader.problem(item, f"{named} settles nothing.", "Add `package: {issue: option, ..}`.")
            continue
        details = replace(item, fields={k: v for k, v in fields.items() if k not in ("id", "package")})
        made = read_record(
            reader, details, named, DETAILS, known, lambda i=identity, p=package, **more: WhatIf(i, p, **more)
        )
        if made is not None:
            found[identity] = made
    for what_if in found.values():
        if _circular(what_if, found):
            where = reader.places["what-if", what_if.id]
            reader.problem(where, f"`{what_if.id}` grew from itself.", "Say which what-if came first.")
    return tuple(found.values())


def _circular(what_if: WhatIf, found: dict[str, WhatIf]) -> bool:
    seen = {what_if.id}
    while what_if.grew_from in found:
        what_if = found[what_if.grew_from]
        if what_if.id in seen:
            return True
        seen.add(what_if.id)
    return False


def write_what_ifs(case: Case) -> list[dict[str, Any]] | None:
    """The what-ifs as plain data; None when there are none."""
    return [{"id": w.id, "package": dict(w.package)} | write_record(w, DETAILS) for w in case.what_ifs] or None


def read_offers(reader: Reader, entry: Entry, case: Case) -> tuple[Offer, ...]:
    """The offers: each made by the author of a what-if that bears the author's name and settles every issue."""
    known = {"party": tuple(case.party), "what-if": tuple(case.what_if)}
    offers = []
    for number, item in enumerate(reader.items(entry, "`offers`"), 1):
        offer = read_record(reader, item, f"Offer {number}", OFFER, known, Offer)
        if offer is None:
            continue
        what_if = case.what_if[offer.what_if]
        if not what_if.author:
            fix = "Float it again with `author:`, and offer that."
            reader.problem(item, f"`{what_if.id}` was floated without a name: nobody can make it an offer.", fix)
        elif what_if.author != offer.by:
            fix = f"Leave it to `{what_if.author}`, or float an own what-if."
            reader.problem(item, f"`{what_if.id}` is not `{offer.by}`'s: only its author can make it an offer.", fix)
        elif len(what_if.package) < len(case.issues):
            open_issues = ", ".join(f"`{i}`" for i in case.issue if i not in what_if.package)
            reader.problem(item, f"`{what_if.id}` leaves {open_issues} open.", "Offer a what-if that settles all.")
        elif offer.on is not None and not what_if.open_on(offer.on):
            reader.problem(item, f"`{what_if.id}` was no longer on the table by then.", "Float it again.")
        else:
            offers.append(offer)
    return tuple(offers)


def write_offers(case: Case) -> list[dict[str, Any]] | None:
    """The offers as plain data; None when there are none."""
    return [write_record(offer, OFFER) for offer in case.offers] or None


def read_reactions(reader: Reader, sheet: Entry, party: Party, case: Case) -> tuple[Reaction, ...]:
    """The reactions in a party's sheet; a demand that is not understood is a problem at its line."""
    told_by = reader.text((sheet.fields or {}).get("estimated_by"), "`estimated_by`")
    reactions: dict[str, Reaction] = {}
    for item in reader.items((sheet.fields or {}).get("reactions"), f"The reactions of `{party.id}`"):
        fields = reader.mapping(item, "A reaction", REACTION_KEYS)
        if item.fields is None:
            continue
        for key in ("what_if", "verdict"):
            if key not in fields:
                reader.problem(item, f"A reaction of `{party.id}` has no `{key}`.", f"Add `{key}:`.")
        what_if = reader.reference(fields.get("what_if"), "The what-if", case.what_if)
        verdict = VERDICT.read(reader, fields["verdict"], "The verdict", {}) if "verdict" in fields else None
        if what_if is None or verdict is None:
            continue
        if what_if in reactions:
            reader.problem(item, f"`{party.id}` reacts to `{what_if}` twice.", "Keep one reaction.")
            continue
        demands = _demands(reader, fields.get("demands"), case, what_if)
        note = reader.text(fields.get("note"), "`note`")
        reactions[what_if] = Reaction(what_if, verdict, demands, note, told_by)
    return tuple(reactions.values())


def _demands(reader: Reader, entry: Entry | None, case: Case, what_if: str) -> tuple[Wanted, ...]:
    found = []
    for item in reader.items(entry, "The demands of a reaction"):
        fields = {"demand": item} if item.fields is None else reader.mapping(item, "A demand", ("demand", "weight"))
        text = reader.text(fields.get("demand"), "A demand")
        weight = reader.number(fields["weight"], "The weight of a demand") if "weight" in fields else None
        if weight is not None and weight <= 0:
            reader.problem(fields["weight"], "The weight of a demand must be above 0.", "Write 1, 2, 3, ..")
        try:
            meaning(text, case.issue, case.what_if[what_if].package)
        except ValueError as error:
            how = "See `makeable demand --help` for how demands are written."
            reader.problem(fields.get("demand", item), f"The demand is not understood: {error}", how)
            continue
        found.append(Wanted(text) if weight is None else Wanted(text, weight))
    return tuple(found)


def write_reactions(reactions: tuple[Reaction, ...]) -> list[dict[str, Any]]:
    """Reactions as plain data."""
    written = []
    for reaction in reactions:
        data: dict[str, Any] = {"what_if": reaction.what_if, "verdict": reaction.verdict}
        demands = [w.text if w.weight == 1 else {"demand": w.text, "weight": w.weight} for w in reaction.demands]
        data |= {"demands": demands} if demands else {}
        written.append(data | ({"note": reaction.note} if reaction.note else {}))
    return written
