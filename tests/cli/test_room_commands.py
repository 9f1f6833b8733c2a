"""The commands over a room: words and JSON for the shipped one, plain errors for what cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makeable.cli import main

ROOM = "cases/region-room"
OVER_A_ROOM = ["deals", "room", "nearmiss", "dependence", "envision", "together"]


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", OVER_A_ROOM)
def test_every_command_answers_in_words_and_in_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, name, ROOM)
    assert code == 0
    assert "The Lower Valley" in out
    code, out, _ = call(capsys, name, ROOM, "--json")
    assert code == 0
    assert "proof" in json.loads(out)


@pytest.mark.parametrize("name", OVER_A_ROOM)
def test_every_command_makes_a_page(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert call(capsys, name, ROOM, "--html", str(page))[0] == 0
    text = page.read_text()
    assert "The Lower Valley" in text
    assert "<table" in text


def test_the_deals_are_counted_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "deals", ROOM, "--parties", "3", "--show", "0")
    found = json.loads(call(capsys, "deals", ROOM, "--parties", "3", "--json")[1])
    assert f"{len(found['deals'])} deals can be made" in out
    assert all(deal["name"] in out for deal in found["deals"])
    assert "In no deal" in out


def test_a_deal_becomes_a_case_that_other_commands_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "deal.yaml"
    assert call(capsys, "envision", ROOM, "--deal", "D2", "--case", str(case))[0] == 0
    assert call(capsys, "check", str(case))[0] == 0
    code, out, _ = call(capsys, "zone", str(case))
    assert code == 0
    assert "deal" in out


def test_the_map_can_be_taken_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    svg, kumu = tmp_path / "map.svg", tmp_path / "map.json"
    assert call(capsys, "dependence", ROOM, "--svg", str(svg), "--kumu", str(kumu))[0] == 0
    assert svg.read_text().startswith("<svg")
    assert len(json.loads(kumu.read_text())["elements"]) == 25


def test_a_register_is_checked_converted_and_its_template_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = call(capsys, "register", "check", ROOM)
    assert code == 0
    assert "25 organisations" in out
    sheet = tmp_path / "room.xlsx"
    assert call(capsys, "register", "convert", ROOM, str(sheet))[0] == 0
    assert "21 deals" in call(capsys, "deals", str(sheet))[1]
    assert call(capsys, "register", "template", str(tmp_path / "empty.xlsx"))[0] == 0
    code, out, _ = call(capsys, "register", "check", str(tmp_path / "empty.xlsx"))
    assert code == 1
    assert "no organisations" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["deals", "no/such/room"], "There is no such file"),
        (["deals", "cases/camp-david"], "holds no register.yaml"),
        (["envision", ROOM, "--deal", "D99"], "There is no deal `D99`"),
        (["room", ROOM, "--credit", "much"], "is not a share"),
    ],
)
def test_what_cannot_be_is_said_in_words(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capsys, *words)
    assert code == 1
    assert said in err
    assert "Traceback" not in err
