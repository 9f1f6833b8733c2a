"""What a party takes home is the same, byte for byte, whatever the others wrote."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.privacy.test_audience import world

from makeable.casefile import load
from makeable.cli import main

PACKAGE = "A=A2, B=B3, C=C3, D=D2, E=E3"


@pytest.mark.parametrize("extra", [[], ["--short"], ["--language", "nl"], ["--principle", "nash"]], ids=" ".join)
def test_two_worlds_that_differ_in_others_sheets_give_the_same_files(
    extra: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = load("cases/sports-complex")
    others = [party for party in case.sheets if party != "mayor"]
    made = []
    for number, shift in enumerate((0, -9)):
        folder = world(case, dict.fromkeys(others, Fraction(shift)), tmp_path / f"world{number}")
        files = [f"--{kind}={folder / f'home.{kind}'}" for kind in ("html", "md", "docx", "pdf")]
        call = ["justify", str(folder), "--for", "mayor", "--package", PACKAGE, *extra]
        assert main([*call, *files]) == 0
        capsys.readouterr()
        assert main([*call, "--json"]) == 0
        said = capsys.readouterr().out
        made.append(
            [said.encode(), *((folder / f"home.{kind}").read_bytes() for kind in ("html", "md", "docx", "pdf"))]
        )
    assert made[0] == made[1]
    assert not any(b"CANARY" in content for content in made[0][:3])
    mine = world(case, {"mayor": Fraction(-9)}, tmp_path / "mine")
    assert main(["justify", str(mine), "--for", "mayor", "--package", PACKAGE, *extra, "--json"]) == 0
    assert capsys.readouterr().out.encode() != made[0][0], "it does depend on what the party itself wrote"


def test_nobody_gets_one_without_saying_for_whom(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["justify", "cases/sports-complex"]) == 1
    assert "--for" in capsys.readouterr().err


def test_a_partys_copy_of_the_agreement_is_for_that_party(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "copy.md"
    assert main(["document", "cases/bus-corridor", "--justify", "city", "--md", str(target)]) == 0
    text = target.read_text()
    assert "City Streets Department alone" in text
    assert "Why this is fair" in text
    assert main(["document", "cases/bus-corridor", "--for", "water", "--justify", "city"]) == 1
    assert "--justify" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["taken"], ["divide", "--transfers", "--money", "all=2"]], ids=lambda c: c[0])
def test_the_mediators_questions_asked_for_a_party_rest_on_its_own_sheet(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = load("cases/sports-complex")
    others = [party for party in case.sheets if party != "mayor"]
    said = []
    for number, shift in enumerate((0, -9)):
        folder = world(case, dict.fromkeys(others, Fraction(shift)), tmp_path / f"world{number}")
        assert main([command[0], str(folder), "--for", "mayor", *command[1:]]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "CANARY" not in said[0]
