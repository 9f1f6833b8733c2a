"""Registers: read as written, written as read, every problem at once, the same from a sheet as from YAML."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from makeable.casefile.document import parse
from makeable.casefile.register_reader import (
    load_register,
    read_register,
    register_data,
    register_of_entry,
    register_text,
)
from makeable.casefile.register_sheet import SHEETS, write_template
from makeable.errors import BadInput, Problem
from makeable.model.register import Register

ROOM = Path(__file__).resolve().parents[2] / "cases" / "region-room"


def read(text: str) -> tuple[Register | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    root = parse(text, "register.yaml", problems)
    assert root is not None
    return register_of_entry(root, problems)


SMALL = """
register: 1
title: Two
organisations: [{id: a, name: A, goals: {safety: 3}}, {id: b}]
offers: [{id: van, by: a, what: A van, cost: 1.5, from: 2027-01-01, missing: [{what: a driver, kind: participant}]}]
needs: [{id: lift, of: b, what: A lift, quantity: 2, worth: [4, 2/3]}]
links: [{offer: van, need: lift, confidence: 80 %}]
activities:
  - {id: joint, inputs: [{by: a, offer: van}, {by: b, cost: 2}], outputs: [{to: b, worth: 7, dimension: safety}]}
contacts: [{day: 2027-01-05, between: [a, b], step: noticed}]
"""


def test_what_is_written_is_what_is_read() -> None:
    register, problems = read(SMALL)
    assert problems == ()
    assert register is not None
    assert register.offer["van"].cost == Fraction(3, 2)
    assert register.need["lift"].worth == (4, Fraction(2, 3))
    assert not register.need["lift"].whole
    assert register.links[0].confidence == Fraction(4, 5)
    assert register.offer["van"].missing[0].kind == "participant"
    assert register.activity["joint"].inputs[0].offer == "van"


@pytest.mark.parametrize("name", ["register.yaml", "register.json"])
def test_a_register_survives_writing(name: str, tmp_path: Path) -> None:
    register = load_register(ROOM)
    file = tmp_path / name
    file.write_text(register_text(register, name))
    assert load_register(file) == register


def test_a_register_survives_the_spreadsheet(tmp_path: Path) -> None:
    register, _ = read(SMALL)
    assert register is not None
    for number, held in enumerate((register, load_register(ROOM))):
        file = tmp_path / f"{number}.xlsx"
        write_template(file, register_data(held))
        assert load_register(file) == held


def test_a_folder_of_csv_files_is_a_register(tmp_path: Path) -> None:
    register, _ = read(SMALL)
    assert register is not None
    write_template(tmp_path / "room.xlsx", register_data(register))
    book = openpyxl.load_workbook(tmp_path / "room.xlsx")
    folder = tmp_path / "room"
    folder.mkdir()
    for name in SHEETS:
        with (folder / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file, delimiter=";").writerows(
                [["" if v is None else v for v in row] for row in book[name].iter_rows(values_only=True)]
            )
    assert load_register(folder) == register


def test_the_empty_template_says_what_to_fill(tmp_path: Path) -> None:
    write_template(tmp_path / "empty.xlsx")
    register, problems = read_register(tmp_path / "empty.xlsx")
    assert register is None
    assert any("no organisations" in problem.what for problem in problems)
    with pytest.raises(BadInput, match="such a file already"):
        write_template(tmp_path / "empty.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("by: a, what", "by: c, what", "`c` is not known"),
        ("cost: 1.5", "cost: -1", "below 0"),
        ("worth: [4, 2/3]", "worth: [1, 4]", "rises"),
        ("worth: [4, 2/3]", "worth: [4, 3, 2]", "3 worths for 2 units"),
        ("quantity: 2", "quantity: 0", "between 1 and"),
        ("need: lift, conf", "need: van, conf", "`van` is not known"),
        ("from: 2027-01-01", "from: soon", "must be a date"),
        ("from: 2027-01-01", "from: 2027-01-01, until: 2026-01-01", "ends before it begins"),
        ("confidence: 80 %", "confidence: 8", "between 0 and 1"),
        ("confidence: 80 %", "status: perhaps", "cannot be"),
        ("step: noticed", "step: married", "cannot be"),
        ("of: b, what", "of: a, what", "its own need"),
        ("[{by: a, offer: van}", "[{by: b, offer: van}", "not b's"),
        ("what: A van", "waht: A van", "Did you mean `what`?"),
        ("register: 1", "register: 9", "version 9"),
    ],
)
def test_every_mistake_is_told_with_where_and_how_to_mend_it(old: str, new: str, said: str) -> None:
    assert old in SMALL
    register, problems = read(SMALL.replace(old, new))
    assert register is None
    errors = [problem for problem in problems if problem.severity == "error"]
    assert any(said in f"{problem.what} {problem.fix}" for problem in errors), errors
    assert all(problem.where and problem.fix for problem in problems)


def test_all_mistakes_come_at_once() -> None:
    text = SMALL.replace("by: a, what", "by: c, what").replace("step: noticed", "step: married")
    _, problems = read(text.replace("cost: 1.5", "cost: x"))
    assert len([problem for problem in problems if problem.severity == "error"]) >= 3


def test_oddities_are_warnings() -> None:
    text = SMALL.replace("{id: b}]", "{id: b}, {id: c}]").replace(", worth: [4, 2/3]", "")
    register, problems = read(text.replace("quantity: 2", "until: 2026-06-01"))
    assert register is not None
    assert {p.severity for p in problems} == {"warning"}
    told = " ".join(problem.what for problem in problems)
    assert "`c` offers and needs nothing" in told
    assert "what `lift` is worth" in told
    assert "not there when" in told


def test_a_row_of_a_sheet_is_named_in_its_problems(tmp_path: Path) -> None:
    register, _ = read(SMALL)
    assert register is not None
    write_template(tmp_path / "room.xlsx", register_data(register))
    book = openpyxl.load_workbook(tmp_path / "room.xlsx")
    book["offers"]["B2"] = "nobody"
    book["inputs"]["A3"] = "no such activity"
    book.save(tmp_path / "room.xlsx")
    _, problems = read_register(tmp_path / "room.xlsx")
    places = {problem.where.rpartition(", ")[2] for problem in problems}
    assert {"offers!A2", "inputs!A3"} <= places


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"\xff\xfe\x00"])
def test_a_damaged_workbook_is_a_problem_not_a_traceback(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "room.xlsx").write_bytes(content)
    register, problems = read_register(tmp_path / "room.xlsx")
    assert register is None
    assert problems
