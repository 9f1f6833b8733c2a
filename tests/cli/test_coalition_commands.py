"""The commands coalitions, power, core and nucleolus, as a stranger calls them."""

import json
from pathlib import Path
from typing import Any

import pytest

from makeable.cli import main

COUNCIL = """\
title: Security Council
parties: [CN, FR, RU, UK, US, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10]
rule: {at_least: 9, veto: [CN, FR, RU, UK, US]}
unions: [[FR, UK]]
"""
RAIFFA = '{"players": 3, "v": [0, 0, 118, 0, 84, 50, 121]}'
TALMUD = '{"players": ["a", "b", "c"], "v": [0, 0, 0, 0, 0, 100, 200], "title": "Three wives"}'


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    return json.loads(asked(capsys, *argv, "--json"))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    written = {"council.yaml": COUNCIL, "raiffa.json": RAIFFA, "talmud.json": TALMUD}
    for name, text in written.items():
        (tmp_path / name).write_text(text)
    return {name.split(".")[0]: str(tmp_path / name) for name in written}


def test_power_needs_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "power", "--weights", "4,4,4,2,2,1", "--quota", "12")
    assert found["shapley_shubik"] == pytest.approx([7 / 30] * 3 + [3 / 20] * 2 + [0])
    assert found["banzhaf"] == pytest.approx([10 / 42] * 3 + [6 / 42] * 2 + [0])
    assert found["proof"]["kind"] == "proven"
    as_share = as_json(capsys, "power", "--weights", "4,4,4,2,2,1", "--quota", "70%")
    assert as_share["shapley_shubik"] == found["shapley_shubik"]


def test_power_over_a_body_and_a_case(capsys: pytest.CaptureFixture[str], files: dict[str, str]) -> None:
    found = as_json(capsys, "power", files["council"])
    assert found["shapley_shubik"][0] == pytest.approx(421 / 2145)
    assert sum(found["owen"]) == pytest.approx(1)
    found = as_json(capsys, "power", "cases/sports-complex", "--unions", "mayor,union;cities,league")
    assert found["parties"][0] == "mayor"
    assert found["unions"][:2] == [["mayor", "union"], ["cities", "league"]]
    text = asked(capsys, "power", files["council"])
    assert "Shapley-Shubik" in text
    assert "Exact (" in text


def test_coalitions(capsys: pytest.CaptureFixture[str], files: dict[str, str]) -> None:
    found = as_json(capsys, "coalitions", files["council"], "--limit", "3")
    assert found["vetoes"] == ["CN", "FR", "RU", "UK", "US"]
    assert found["minimal_winning"]["count"] == 210
    assert len(found["minimal_winning"]["coalitions"]) == 3
    text = asked(capsys, "coalitions", files["council"], "--limit", "3")
    assert "3 of 210" in text
    assert "Needed for any deal" in text
    text = asked(capsys, "coalitions", "--weights", "1,1,1,1", "--quota", "2")
    assert "Two groups with no party in common" in text


def test_core_of_a_table(capsys: pytest.CaptureFixture[str], files: dict[str, str]) -> None:
    found = as_json(capsys, "core", files["raiffa"])
    assert found["empty"] is True
    assert found["least_core_excess"] == pytest.approx(10 / 3)
    found = as_json(capsys, "core", files["talmud"])
    assert found["empty"] is False
    assert found["least_core_excess"] == -50
    text = asked(capsys, "core", files["raiffa"])
    assert "the core is empty" in text
    assert "Together they ask for 126; there is 121." in text
    text = asked(capsys, "core", files["talmud"], "--allocation", "100,50,50")
    assert "A group would walk away" not in text
    assert "in the core" in text or "No group has a reason to walk away" in text
    text = asked(capsys, "core", files["raiffa"], "--allocation", "41,40,40")
    assert "1 and 2 would do better by 37 on their own." in text


def test_nucleolus_of_a_table(capsys: pytest.CaptureFixture[str], files: dict[str, str]) -> None:
    assert as_json(capsys, "nucleolus", files["talmud"])["nucleolus"] == [50, 75, 75]
    found = as_json(capsys, "nucleolus", files["raiffa"])
    assert found["nucleolus"] == pytest.approx([223 / 3, 121 / 3, 19 / 3])
    assert found["exact"] == ["223/3", "121/3", "19/3"]
    text = asked(capsys, "nucleolus", files["talmud"])
    assert "Three wives: nucleolus" in text
    assert "Kohlberg" in text


def test_core_of_a_case_and_of_a_package(capsys: pytest.CaptureFixture[str]) -> None:
    text = asked(capsys, "core", "cases/sports-complex")
    assert "Points of different parties are added" in text
    assert "SportCo" in text
    found = as_json(capsys, "core", "cases/sports-complex", "--package", "draft")
    assert found["ways"] == []
    text = asked(capsys, "core", "cases/sports-complex", "--package", "A=A1,B=B1,C=C1,D=D4,E=E1")
    assert "prefer" in text
    assert "Theirs" in text


def test_a_party_reads_nothing_of_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "nucleolus", "cases/sports-complex", "--for", "union")
    assert found["players"] == ["union"]
    assert found["drawn_from"] == ["union"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["power"], "which body is meant"),
        (["power", "x.yaml", "--quota", "3"], "which body is meant"),
        (["power", "no-such-file"], "no such file"),
        (["power", "--weights", "1,x", "--quota", "2"], "`x` is not a number"),
        (["power", "--weights", "1,-1", "--quota", "2"], "negative"),
        (["power", "--weights", "1,1", "--quota", "many"], "`many` is not a number"),
        (["coalitions", "no-such-file"], "no such file"),
        (["core", "no-such-file"], "no such file"),
        (["nucleolus", "no-such-file"], "no such file"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(capsys: pytest.CaptureFixture[str], argv: list[str], said: str) -> None:
    assert main(argv) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_an_allocation_that_does_not_fit(capsys: pytest.CaptureFixture[str], files: dict[str, str]) -> None:
    for given, said in (("1,2", "3 players"), ("1,x,2", "not a number"), ("1,1,1", "there is 200")):
        assert main(["core", files["talmud"], "--allocation", given]) == 1
        assert said in capsys.readouterr().err


def test_a_body_with_errors_lists_them(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "body.yaml").write_text("parties: [a, a]\nrule: {at_least: 7}\n")
    assert main(["power", str(tmp_path / "body.yaml")]) == 1
    error = capsys.readouterr().err
    assert "named twice" in error
    assert "7" in error
