"""The commands bases, adverse, leverage and conflict, as a stranger calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conflict.models import figures

from makeable.cli import main

ROOT = Path(__file__).parents[2]
SPORTS = str(ROOT / "cases" / "sports-complex")
ELMIRA = str(ROOT / "docs" / "how-to" / "elmira.yaml")


def asked(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    assert main(argv) == code
    out, err = capsys.readouterr()
    return err if code else out


def as_json(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    return json.loads(asked(capsys, *argv, "--json"))


def test_conflict_says_where_it_can_rest(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "conflict", ELMIRA)
    firm, all_of_them = ["5", "8", "9"], ["1", "4", "5", "8", "9"]
    assert found["equilibria"] == {"nash": firm, "seq": firm, "smr": all_of_them, "gmr": all_of_them}
    assert found["improvements"] == [
        {"members": ["moe", "ur"], "start": "5", "end": "8", "worse": ["lg"], "lasts": True}
    ]
    text = asked(capsys, "conflict", ELMIRA)
    assert "Ministry of the Environment and Uniroyal could go together from 5 to 8" in text
    assert "Local government to 5, then Ministry of the Environment and Uniroyal together to 8." in text


def test_conflict_reads_a_file_of_gmcr(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for model in figures()["models"]:
        file = tmp_path / f"{model['id']}.gmcr"
        file.write_text(json.dumps(model["file"]))
        found = as_json(capsys, "conflict", str(file))
        assert {c: [int(s) for s in at] for c, at in found["equilibria"].items()} == model["equilibria"]
        assert "Exact" in asked(capsys, "conflict", str(file))


def test_conflict_answers_the_inverse_question(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "conflict", ELMIRA, "--wish", "nnyny", "--by", "nash")
    assert (found["state"], found["already"]) == ("7", False)
    assert [one["ways"] for one in found["needed"]] == [[], [["9"]], []]
    text = asked(capsys, "conflict", ELMIRA, "--wish", "1")
    assert "nobody need believe it" in text


def test_conflict_from_another_state(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "conflict", ELMIRA, "--from", "9")
    assert found["out_of_reach"] == ["1", "4", "5", "8"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["conflict", SPORTS], "describes no conflict"),
        (["conflict", "nowhere.yaml"], "no such file"),
        (["conflict", ELMIRA, "--wish", "77"], "There is no state `77`"),
        (["conflict", ELMIRA, "--for", "nobody"], "not a party of this conflict"),
        (["leverage", SPORTS], "whose leverage"),
        (["leverage", SPORTS, "--of", "nobody"], "`nobody` is not a party"),
        (["adverse", SPORTS, "--side", "nobody"], "`nobody` is not a party"),
        (["adverse", SPORTS, "--package", "A=A9"], "`A` cannot be `A9`"),
        (["bases", SPORTS, "--package", "none"], "is not `issue=choice`"),
    ],
)
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], argv: list[str], said: str) -> None:
    assert said in asked(capsys, *argv, code=1)


def test_bases_adverse_and_leverage_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = asked(capsys, "bases", SPORTS)
    assert "They see packages alike (correlation +0.82), above all over Federal loan" in text
    text = asked(capsys, "adverse", SPORTS, "--side", "league")
    assert "Local labour union could be won with Infrastructure mix: Water and land." in text
    assert "Or appeal to a principle that both sides could accept" in text
    assert "keep to what is true, threaten" in " ".join(text.split()).replace("\n", " ")
    text = asked(capsys, "leverage", SPORTS, "--of", "league")
    assert text.count("Caution:") == 4


@pytest.mark.parametrize(
    "command", [["bases", SPORTS], ["adverse", SPORTS], ["leverage", SPORTS, "--of", "union"], ["conflict", ELMIRA]]
)
def test_answers_as_a_page_and_in_dutch(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]) -> None:
    page = tmp_path / "page.html"
    asked(capsys, *command, "--html", str(page), "--language", "nl")
    text = page.read_text()
    assert '<html lang="nl"' in text
    assert ("<svg" in text) == (command[0] in ("bases", "conflict"))
    assert len(as_json(capsys, *command)) > 5
