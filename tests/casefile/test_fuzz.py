"""Damaged documents of every format end in a list of problems or a right answer, never in a traceback or a hang."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.casefile.damage import damaged_data, damaged_text, judge, limited
from tests.casefile.test_genius import DOMAIN as GENIUS_DOMAIN
from tests.casefile.test_genius import PROFILE as GENIUS_PROFILE
from tests.casefile.test_negmas import DOMAIN as NEGMAS_DOMAIN
from tests.casefile.test_negmas import FIRST, SECOND
from tests.casefile.test_table import TABLE

from makeable.casefile import load, read_case, read_case_text
from makeable.casefile.foreign import import_case
from makeable.casefile.genius_writer import write_genius
from makeable.casefile.json_text import to_json
from makeable.casefile.starter import STARTER
from makeable.casefile.table_writer import write_csv, write_xlsx
from makeable.casefile.write import case_data
from makeable.casefile.yaml_text import to_yaml

RULES = [
    "{all: [{at_least: 1, of: [city, company]}, {weights: {city: 1/3, residents: 2}, quota: 60 %, name: Seats}]}",
    "{any: [{required: [city]}, {at_least: 2/3, veto: residents}], name: Either}",
    "{at_least: 50 %, chambers: [{at_least: 1}, unanimity]}",
]
SEEDS = [file.read_text(encoding="utf-8") for file in sorted(Path("cases").glob("*/case.yaml"))]
SEEDS += [STARTER, *(STARTER.replace("rule: unanimity", f"rule: {rule}") for rule in RULES)]
BUDGET = "constraints:\n  - {sum: {subsidy: 1, route: {loop: 50}}, at_most: 300, note: money}\n"
SEEDS.append(STARTER.replace("constraints:\n", BUDGET) + "status_quo: {route: direct, hours: none, subsidy: 0}\n")
COUNTS = [pytest.param(250, id="some"), pytest.param(3000, id="thousands", marks=pytest.mark.slow)]


def small(seed: str) -> str:
    """The seed without its comments: damage should hit what is read."""
    return "\n".join(line for line in seed.split("\n") if not line.strip().startswith("#"))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_undamaged_documents_are_fine(seed: str) -> None:
    reading = read_case_text(seed)
    assert reading.case is not None, reading.problems
    judge(reading)


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_text(count: int) -> None:
    chance = random.Random(count)
    for _ in range(count):
        text = damaged_text(small(chance.choice(SEEDS)), chance)
        with limited():
            judge(read_case_text(text))


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_json(count: int) -> None:
    chance = random.Random(count)
    texts = [to_json(case_data(load_text(seed))) for seed in SEEDS]
    for _ in range(count // 2):
        with limited():
            judge(read_case_text(damaged_text(chance.choice(texts), chance), "case.json"))


def load_text(seed: str) -> Any:
    case = read_case_text(seed).case
    assert case is not None
    return case


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_values(count: int) -> None:
    """Wrong types everywhere, missing and unknown keys, huge numbers, repeated ids."""
    chance = random.Random(count)
    datas = [json.loads(to_json(case_data(load_text(seed)))) for seed in SEEDS]
    for number in range(count):
        data = chance.choice(datas)
        for _ in range(chance.choice([1, 1, 2, 5])):
            data = damaged_data(data, chance)
        if not isinstance(data, dict):
            data = {"makeable": data}
        write = (to_json, to_yaml, json.dumps)[number % 3]
        try:
            text = write(data)
        except ValueError:  # json_text writes exact numbers only
            text = json.dumps(data)
        with limited():
            judge(read_case_text(text, "case.json" if number % 3 else "case.yaml"))


def test_random_bytes(tmp_path: Path) -> None:
    chance = random.Random(7)
    file = tmp_path / "case.yaml"
    for number in range(300):
        raw = chance.randbytes(chance.choice([0, 1, 3, 50, 2000]))
        file.write_bytes((b"makeable: 1\nissues:\n" if number % 3 == 0 else b"") + raw)
        with limited():
            judge(read_case(file))


BOMBS = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
    "aliases in rules": "makeable: 1\nissues: [{id: a, options: [x]}]\nparties: [p]\n"
    "rule:\n  all:\n    - &a {at_least: 1}\n"
    + "".join(
        f"    - &{c} {{all: [{', '.join(['*' + p] * 9)}]}}\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "a chain of aliases": "x0: &x0 [1]\n" + "".join(f"x{n}: &x{n} [*x{n - 1}]\n" for n in range(1, 2000)),
    "an alias of itself": "makeable: 1\nissues: &a\n  - *a\n",
    "merge": "a: &a {x: 1}\nb: {<<: *a}\n",
    "brackets": "[" * 200_000,
    "braces": '{"a":' * 200_000,
    "flow maps": "{a: " * 200_000,
    "dashes": "- " * 200_000,
    "questions": "? " * 100_000,
    "indents": "\n".join(" " * n + f"a{n}:" for n in range(2000)),
    "anchors": "".join(f"&a{n} " for n in range(10_000)) + "x",
    "tags": "!" * 100_000,
    "quotes": '"' * 100_001,
    "backslashes": '"' + "\\" * 100_001,
    "items": "[" + "a," * 1_500_000 + "]",
    "json items": "[" + '"a",' * 1_500_000 + '"a"]',
    "lines": "\n" * 2_000_000,
    "a long key": "k" * 2_000_000 + ": 1",
    "a long number": "makeable: " + "1" * 1_000_000,
    "percents": "makeable: 1" + "%" * 100_000,
    "large numbers": STARTER.replace("range: [0, 400]", "range: [0, 1e400]"),
    "fine numbers": STARTER.replace("step: 50 ", "step: 1e-300 "),
    "many levels": STARTER.replace("step: 50 ", "step: 1/1000000000000 "),
    "not a number": STARTER.replace("no_deal: 30", "no_deal: .nan"),
    "infinite": STARTER.replace("no_deal: 30", "no_deal: -.inf"),
    "documents": STARTER + "---\n" + STARTER,
    "tabs": STARTER.replace("    ", "\t"),
    "carriage returns": STARTER.replace("\n", "\r\n"),
    "old carriage returns": STARTER.replace("\n", "\r"),
    "mark": "\ufeff" + STARTER,
    "two marks": "\ufeff\ufeff" + STARTER,
    "yaml directive": "%YAML 1.1\n---\n" + STARTER,
    "nothing": "",
    "a comment": "# nothing",
    "null": "null",
    "a scalar": "makeable",
    "a list": "- makeable: 1",
    "half a character": '{"makeable": "\\ud83d"}',
}
FINE = {"two marks", "carriage returns", "old carriage returns", "mark", "yaml directive", "many levels"}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_and_oddities(name: str) -> None:
    with limited():
        reading = read_case_text(BOMBS[name])
        judge(reading)
    assert (reading.case is not None) == (name in FINE), reading.problems[:3]


def damaged_files(tmp_path: Path, files: dict[str, str], chance: random.Random, count: int) -> None:
    """Import a folder where one of the files is damaged, again and again."""
    folder = tmp_path / "set"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for _ in range(count):
        name = chance.choice(list(files))
        text = damaged_text(files[name], chance)
        (folder / name).write_bytes(text.encode("utf-8", "replace"))
        with limited():
            judge(import_case([folder]))
        (folder / name).write_text(files[name], encoding="utf-8")


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_genius(count: int, tmp_path: Path) -> None:
    files = {"domain.xml": GENIUS_DOMAIN, "a.xml": GENIUS_PROFILE, "b.xml": GENIUS_PROFILE}
    damaged_files(tmp_path, files, random.Random(count), count // 3)
    shipped = load("cases/sports-complex")
    write_genius(shipped, tmp_path / "own")
    own = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "own").iterdir()}
    damaged_files(tmp_path / "own", own, random.Random(count), count // 12)


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_negmas(count: int, tmp_path: Path) -> None:
    files = {"domain.yml": NEGMAS_DOMAIN, "a.yml": FIRST, "b.yml": SECOND}
    damaged_files(tmp_path, files, random.Random(count), count // 3)


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_tables(count: int, tmp_path: Path) -> None:
    chance = random.Random(count)
    write_csv(load("cases/sports-complex"), tmp_path / "own.csv")
    tables = [TABLE, (tmp_path / "own.csv").read_text(encoding="utf-8")]
    for _ in range(count // 3):
        (tmp_path / "t.csv").write_bytes(damaged_text(chance.choice(tables), chance).encode("utf-8", "replace"))
        with limited():
            judge(import_case([tmp_path / "t.csv"]))


def wounded_zip(raw: bytes, chance: random.Random) -> bytes:
    """A workbook with one part damaged, packed again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as good, zipfile.ZipFile(packed, "w") as bad:
        names = good.namelist()
        wounded = chance.choice([*names, "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
        for name in names:
            content = good.read(name)
            if name == wounded:
                content = damaged_text(content.decode("utf-8"), chance).encode("utf-8", "replace")
            bad.writestr(name, content)
    return packed.getvalue()


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """A file with a few bytes changed, or cut short."""
    found = bytearray(raw)
    for _ in range(chance.choice([1, 3, 20])):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found[: chance.choice([len(found), chance.randrange(len(found))])])


@pytest.mark.parametrize("count", [pytest.param(40, id="some"), pytest.param(400, id="more", marks=pytest.mark.slow)])
@pytest.mark.parametrize("wound", [wounded_zip, flipped])
def test_damaged_workbooks(wound: Callable[[bytes, random.Random], bytes], count: int, tmp_path: Path) -> None:
    chance = random.Random(count)
    write_xlsx(load("cases/sports-complex"), tmp_path / "own.xlsx")
    raw = (tmp_path / "own.xlsx").read_bytes()
    for _ in range(count):
        (tmp_path / "t.xlsx").write_bytes(wound(raw, chance))
        with limited():
            judge(import_case([tmp_path / "t.xlsx"]))
