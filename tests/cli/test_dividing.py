"""The commands for dividing, as a stranger calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makeable.cli import main


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def test_claims_in_words_and_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "claims", "cases/dividing/three-wives.yaml")
    assert code == 0
    assert "Second wife" in out
    assert "Which rule suits whom" in out
    found = json.loads(call(capsys, "claims", "cases/dividing/three-wives.yaml", "--rule", "talmud,cea", "--json")[1])
    assert {one["rule"]: one["shares"] for one in found["ruled"]} == {
        "talmud": [50, 75, 75],
        "constrained-equal-awards": [pytest.approx(200 / 3)] * 3,
    }
    code, _, err = call(capsys, "claims", "cases/dividing/three-wives.yaml", "--rule", "talmut")
    assert code == 1
    assert "Did you mean `talmud`?" in err


def test_items_in_words_and_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "items", "cases/dividing/camp-david.yaml", "--rule", "aw")
    assert code == 0
    assert "Israel 1/6" in out
    found = json.loads(call(capsys, "items", "cases/dividing/camp-david.yaml", "--json")[1])
    winner = next(one for one in found["shared"] if one["rule"] == "adjusted-winner")
    assert winner["points"] == [pytest.approx(395 / 6)] * 2
    assert winner["envies"] == []


def test_compare_shows_every_principle_and_keeps_what_is_private(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capsys, "compare", "cases/sports-complex", "--json")[1])
    assert {d["principle"] for d in found["divisions"]} >= {"nash", "rawlsian", "raiffa"}
    assert found["tabled"][0]["name"] == "draft"
    out = call(capsys, "compare", "cases/sports-complex", "--principles", "nash,utilitarian")[1]
    assert "Where principles agree" in out
    own = json.loads(call(capsys, "compare", "cases/sports-complex", "--for", "mayor", "--json")[1])
    assert own["parties"] == ["mayor"]
    assert set(own["drawn_from"]) == {"mayor"}


@pytest.mark.parametrize("kind", ["packages", "claims", "savings", "cost", "items"])
def test_the_library_and_its_questions(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "principles", "--kind", kind)[0] == 0
    code, out, _ = call(capsys, "principles", "--kind", kind, "--ask")
    assert code == 0
    assert "--agree" in out
    assert json.loads(call(capsys, "principles", "--kind", kind, "--json")[1])[kind]


def test_what_a_group_says_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, "principles", "--kind", "cost", "--agree", "core,strong-monotone")[1]
    assert "No principle can keep these together" in out
    assert "Young" in out
    assert "It keeps" in call(capsys, "principles", "talmud")[1]
    code, _, err = call(capsys, "principles", "--agree", "nothing")
    assert code == 1
    assert "no statement" in err


def test_a_choice_recorded_before_the_division_is_kept_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "chosen.yaml")
    words = ["principles", "ks", "--record", file, "--case", "cases/sports-complex", "--by", "mayor,union"]
    assert call(capsys, *words)[0] == 0
    assert call(capsys, *words)[0] == 1
    code, out, err = call(capsys, "divide", "cases/sports-complex", "--chosen", file, "--json")
    assert code == 0
    assert json.loads(out)["principle"] == "kalai-smorodinsky"
    assert "was chosen by mayor, union" in err
    assert "changed" not in err
    assert "changed since" in call(capsys, "divide", "cases/camp-david", "--chosen", file, "--json")[2]
