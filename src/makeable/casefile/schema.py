"""The JSON Schema of the case file (draft 2020-12), for editors and programs that write case files.

It says what shape a document has. What only the whole case shows (ids that must exist, scores for every option)
is for `makeable check`.
"""

from __future__ import annotations

from typing import Any

from makeable.casefile.sections import SECTIONS
from makeable.casefile.whatif_reader import REACTIONS_SCHEMA

__all__ = ["case_schema"]

Schema = dict[str, Any]

WRITTEN = r"^\s*[-+−]?[\d._]+([eE][-+]?\d{1,3})?(\s*/\s*\d+)?\s*%?\s*$"
NUMBER: Schema = {
    "description": "An exact number: 12, 1.5, or as text 2/3 or 40 %.",
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": WRITTEN}],
}
TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
ID: Schema = {"type": ["string", "number", "boolean"], "maxLength": 200}
NOTE: Schema = {**TEXT, "description": "A remark for readers; nothing is computed from it."}


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def record(properties: Schema, required: tuple[str, ...] = (), description: str = "") -> Schema:
    """A mapping with these keys and no others."""
    said: Schema = {"description": description} if description else {}
    needed: Schema = {"required": list(required)} if required else {}
    return {**said, "type": "object", "properties": properties, **needed, "additionalProperties": False}


def listed(items: Schema, least: int = 0) -> Schema:
    """A list of these; nothing written counts as an empty one."""
    return {"type": ["array", "null"] if not least else "array", "items": items, "minItems": least}


def by_id(values: Schema) -> Schema:
    """A mapping from ids to these."""
    return {"type": ["object", "null"], "additionalProperties": values}


def _issue() -> Schema:
    truth: list[Any] = [True, False, "true", "false", "yes", "no", "on", "off", None]
    flag = {"enum": truth, "description": "It is about credit, recognition or framing."}
    option = record({"id": ID, "name": TEXT, "note": NOTE, "appearance": flag}, ("id",))
    common: Schema = {"id": ID, "name": TEXT, "note": NOTE, "appearance": flag}
    choice = record(
        {**common, "options": listed({"anyOf": [ID, option]}, 1)}, ("id", "options"), "Settled by picking an option."
    )
    ends = {"type": "array", "items": ref("number"), "minItems": 2, "maxItems": 2}
    amount: Schema = {"unit": TEXT, "range": ends, "step": ref("number")}
    quantity = record({**common, **amount}, ("id", "range"), "Settled by an amount; without a step, any in the range.")
    return {"anyOf": [choice, quantity]}


def _sheet() -> Schema:
    scores = {
        "description": "Option -> score, or for a quantity amount -> score; a list gives the options' scores in order.",
        "anyOf": [by_id(ref("number")), listed(ref("number"), 1)],
    }
    interaction = record({"when": ref("condition"), "score": ref("number"), "note": NOTE}, ("when", "score"))
    interest = record({"id": TEXT, "text": TEXT, "issues": listed(ID), "note": NOTE}, ("text",))
    position = record({"text": TEXT, "issue": ID, "because": listed(TEXT)}, ("text",))
    share = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string"}]}
    return record(
        {
            "no_deal": {
                **ref("number"),
                "description": "What its best alternative is worth, on the scale of its scores.",
            },
            "batna": {**TEXT, "description": "That alternative, in words."},
            "scores": by_id(scores),
            "interactions": listed(interaction),
            "interests": listed({"anyOf": [{"type": ["string", "number"]}, interest]}),
            "positions": listed({"anyOf": [{"type": ["string", "number"]}, position]}),
            "stakes": {"description": "What an agreement's commitments mean to the party."},
            "beliefs": {"description": "Event -> probability of yes, or outcome -> probability."},
            "exposure": {"description": "Event -> outcome -> points won or lost whatever is agreed."},
            "if": {"description": "Event -> outcome -> {no_deal, scores}: what is different then."},
            "risk": {"description": "neutral, {tolerance: points} or {wealth: points}."},
            "discount_rate": {**share, "description": "Per year: what a year later counts 1 / (1 + rate)."},
            "reactions": REACTIONS_SCHEMA,
            "estimated_by": {**ID, "description": "The party (or mediator) whose estimate this sheet is."},
            "confidence": share,
            "note": NOTE,
        },
        (),
        "One party's private view; without `no_deal`, its reactions alone.",
    ) | {"anyOf": [{"required": ["no_deal"]}, {"required": ["reactions"]}]}


def _rule() -> Schema:
    some = {"anyOf": [ID, listed(ID)]}
    nested = listed(ref("rule"), 1)
    parts: Schema = {
        "at_least": {**ref("number"), "description": "So many say yes; 60 % or 2/3 is a share of them."},
        "of": {**some, "description": "The parties among whom to count."},
        "required": {**some, "description": "Parties whose yes is needed."},
        "veto": {**some, "description": "The same as required."},
        "weights": by_id(ref("number")),
        "quota": {**ref("number"), "description": "The weights of those who say yes add up to this; 60 % is a share."},
        "all": nested,
        "chambers": nested,
        "any": nested,
        "name": TEXT,
    }
    together = {**record(parts), "dependentRequired": {"weights": ["quota"], "quota": ["weights"]}}
    return {"anyOf": [{"enum": ["unanimity", "unanimous", "everyone", "all", None]}, together]}


def _condition() -> Schema:
    bounds = {**record({"at_least": ref("number"), "at_most": ref("number")}), "minProperties": 1}
    term = {"anyOf": [ID, listed(ID, 1), bounds]}
    return {"type": "object", "additionalProperties": term, "minProperties": 1}


def _constraint() -> Schema:
    excluded = record({"not": ref("condition"), "note": NOTE}, ("not",), "No package may meet the condition.")
    implied = record({"if": ref("condition"), "then": ref("condition"), "note": NOTE}, ("if", "then"))
    sums = by_id({"anyOf": [ref("number"), by_id(ref("number"))]})
    senses = ("at_most", "at_least", "exactly")
    budget = record({"sum": sums, **{sense: ref("number") for sense in senses}, "note": NOTE}, ("sum",))
    stated = record({"demand": TEXT, "note": NOTE}, ("demand",), "A package must meet it, in the language of demands.")
    return {"anyOf": [excluded, implied, stated, {**budget, "oneOf": [{"required": [sense]} for sense in senses]}]}


def case_schema() -> Schema:
    """The schema as plain data; each optional section adds its own key."""
    party = record({"id": ID, "name": TEXT, "note": NOTE, "sheet": {"anyOf": [TEXT, ref("sheet")]}}, ("id",))
    parts: Schema = {
        "makeable": {"const": 1, "description": "The version of the format."},
        "title": TEXT,
        "summary": TEXT,
        "source": TEXT,
        "issues": listed(ref("issue"), 1),
        "parties": listed({"anyOf": [ID, party]}, 1),
        "rule": {**ref("rule"), "description": "Whose yes makes a deal; everyone's, when not given."},
        "constraints": listed(ref("constraint")),
        "draft": {**ref("package"), "description": "The package on the table."},
        "status_quo": ref("package"),
        "packages": by_id({"type": "object", "additionalProperties": ID}),
    }
    parts |= {key: dict(section.schema or {}) for key, section in SECTIONS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:makeable:case-file:1",
        "title": "makeable case file, version 1",
        "description": "One negotiation: issues, parties with their private sheets, decision rule, constraints.",
        **record(parts, ("makeable", "issues", "parties")),
        "$defs": {
            "number": NUMBER,
            "issue": _issue(),
            "sheet": _sheet(),
            "rule": _rule(),
            "condition": _condition(),
            "constraint": _constraint(),
            "package": by_id(ID),
        },
    }
