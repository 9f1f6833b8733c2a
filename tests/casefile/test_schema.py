"""The published schema accepts what the reader accepts, and knows the same keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.strategies import cases

from makeable.casefile import case_reader, frame_reader, rule_reader, sheet_reader
from makeable.casefile.document import parse
from makeable.casefile.entry import Entry
from makeable.casefile.json_text import to_json
from makeable.casefile.load import read_case_text
from makeable.casefile.schema import case_schema
from makeable.casefile.sections import SECTIONS
from makeable.casefile.starter import STARTER
from makeable.casefile.write import case_data
from makeable.model import Case

SCHEMA = case_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
CASES = sorted(Path("cases").glob("*/case.yaml"))


def as_data(entry: Entry) -> Any:
    """A document as a schema validator sees it: what stands without quotes may be a number, null or a truth value."""
    if entry.fields is not None:
        return {key: as_data(value) for key, value in entry.fields.items()}
    if entry.items is not None:
        return [as_data(item) for item in entry.items]
    assert entry.text is not None
    if entry.empty:
        return None
    try:
        return entry.text if entry.quoted else json.loads(entry.text)
    except ValueError:
        return entry.text


def wrong(text: str) -> list[str]:
    entry = parse(text, "case.yaml", [])
    assert entry is not None
    return [error.json_path for error in VALIDATOR.iter_errors(as_data(entry))]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_published_schema_is_the_current_one() -> None:
    published = Path("docs/reference/case-file.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == SCHEMA, "run: makeable schema > docs/reference/case-file.schema.json"


@pytest.mark.parametrize("file", CASES, ids=lambda path: path.parent.name)
def test_shipped_cases_are_valid(file: Path) -> None:
    assert wrong(file.read_text(encoding="utf-8")) == []


def test_the_starter_is_valid() -> None:
    assert wrong(STARTER) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(tricky=True, unknown_sheets=True))
def test_every_written_case_is_valid(case: Case) -> None:
    errors = [error.message for error in VALIDATOR.iter_errors(json.loads(to_json(case_data(case))))]
    assert errors == []


def test_schema_and_reader_know_the_same_keys() -> None:
    definitions = SCHEMA["$defs"]
    assert set(SCHEMA["properties"]) == {*case_reader.KEYS, *case_reader.PACKAGE_KEYS, *SECTIONS}
    assert set(definitions["sheet"]["properties"]) == set(sheet_reader.KEYS)
    assert set(definitions["rule"]["anyOf"][1]["properties"]) == set(rule_reader.KEYS)
    issue_keys = {key for kind in definitions["issue"]["anyOf"] for key in kind["properties"]}
    assert issue_keys == set(frame_reader.ISSUE_KEYS)
    constraint_keys = {key for kind in definitions["constraint"]["anyOf"] for key in kind["properties"]}
    assert constraint_keys == set(frame_reader.CONSTRAINT_KEYS)
    party = SCHEMA["properties"]["parties"]["items"]["anyOf"][1]
    assert set(party["properties"]) == set(case_reader.PARTY_KEYS)
    sheet = definitions["sheet"]["properties"]
    for part, keys in (
        ("interactions", sheet_reader.INTERACTION_KEYS),
        ("interests", sheet_reader.INTEREST_KEYS),
        ("positions", sheet_reader.POSITION_KEYS),
    ):
        record = sheet[part]["items"].get("anyOf", [sheet[part]["items"]])[-1]
        assert set(record["properties"]) == set(keys)


BASE = "makeable: 1\nissues:\n  - {id: a, options: [x, y]}\n  - {id: q, range: [0, 2], step: 1}\n"
PARTY = "parties:\n  - id: p\n    sheet: {no_deal: 1, scores: {a: {x: 1, y: 2}, q: {0: 0, 2: 2}}}\n"


@pytest.mark.parametrize(
    "text",
    [
        BASE + PARTY + "colour: red\n",
        BASE + "parties: [{name: P}]\n",
        BASE + "parties: []\n",
        BASE + "parties: [{id: p, sheet: {scores: {}}}]\n",
        BASE + "parties: [{id: p, sheet: {no_deal: lots}}]\n",
        BASE + PARTY + "rule: majority\n",
        BASE + PARTY + "rule: {any: []}\n",
        BASE + PARTY + "rule: {weights: {p: 1}}\n",
        BASE + PARTY + "rule: {atleast: 1}\n",
        BASE + PARTY + "constraints: [{not: {}}]\n",
        BASE + PARTY + "constraints: [{not: {a: []}}]\n",
        BASE + PARTY + "constraints: [{if: {a: x}}]\n",
        BASE + PARTY + "constraints: [{sum: {q: 1}}]\n",
        BASE + PARTY + "constraints: [{sum: {q: 1}, at_most: 1, at_least: 0}]\n",
        BASE + PARTY + "constraints: [{not: {a: x}, sum: {q: 1}, at_most: 1}]\n",
        BASE + PARTY + "constraints: [{if: {a: x}, then: {q: {}}}]\n",
        "makeable: 2\n" + BASE.removeprefix("makeable: 1\n") + PARTY,
        "makeable: 1\n" + PARTY,
        "makeable: 1\nissues: [{id: a}]\n" + PARTY,
        "makeable: 1\nissues: [{id: a, options: []}]\n" + PARTY,
        "makeable: 1\nissues: [{id: a, options: [x], range: [0, 1]}]\n" + PARTY,
        "makeable: 1\nissues: [{id: a, options: [x], unit: km}]\n" + PARTY,
        "makeable: 1\nissues: [{id: a, range: [0]}]\n" + PARTY,
        "- a\n- list\n",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_too(text: str) -> None:
    assert wrong(text) != []
    assert read_case_text(text).case is None


def test_the_base_of_these_is_fine() -> None:
    assert wrong(BASE + PARTY) == []
    assert read_case_text(BASE + PARTY).problems == ()
