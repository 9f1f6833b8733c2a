"""The commands over case files, as typed: check, new, schema, import, export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makeable.casefile import load
from makeable.cli import main

CASE = "cases/sports-complex"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_new_then_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "new", str(tmp_path / "mine"))
    assert code == 0
    assert "makeable check" in out
    code, out, err = run(capsys, "check", str(tmp_path / "mine"))
    assert (code, err) == (0, "")
    assert "can be used" in out
    assert "error" not in out
    code, _, err = run(capsys, "new", str(tmp_path / "mine"))
    assert code == 1
    assert "already" in err


def test_check_lists_problems_in_the_order_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(CASE, "case.yaml").read_text(encoding="utf-8")
    file = tmp_path / "case.yaml"
    file.write_text(text.replace("no_deal: 30", "no_deal: thirty").replace("at_least: 5", "at_least: 9"))
    code, out, _ = run(capsys, "check", str(file))
    assert code == 1
    assert out.index("must be a number, not `thirty`") < out.index("`at_least: 9` is no number of yeses")
    assert out.endswith("2 errors.\n")
    code, out, _ = run(capsys, "check", str(file), "--json")
    answer = json.loads(out)
    assert (code, answer["usable"], len(answer["problems"])) == (1, False, 2)
    assert set(answer["problems"][0]) == {"severity", "where", "what", "fix"}


def test_check_of_a_sound_case(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", CASE)
    assert code == 0
    assert "720 packages" in out
    assert "at least 5 of the 6 parties" in out
    code, out, _ = run(capsys, "check", CASE, "--json")
    assert (code, json.loads(out)) == (0, {"usable": True, "problems": []})


def test_control_characters_never_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        'makeable: 1\nissues: [{id: "\\e[31mred\\a", options: [x]}]\nparties: ["p\\e[0m"]\nrule: "\\e]0;x"\n'
    )
    code, out, err = run(capsys, "check", str(file))
    assert code == 1
    assert "\x1b" not in out + err
    assert "\a" not in out + err


def test_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert json.loads(out)["$schema"].endswith("2020-12/schema")


def test_export_and_import_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = {"--genius": "g", "--xlsx": "t.xlsx", "--csv": "t.csv", "--folder": "f", "--file": "c.json"}
    argv = [word for option, name in places.items() for word in (option, str(tmp_path / name))]
    code, out, err = run(capsys, "export", CASE, *argv)
    assert code == 0
    assert out.count("Wrote ") == 7 + 1 + 1 + 7 + 1
    assert "There is no place for interests" in err
    case = load(CASE)
    assert load(tmp_path / "f") == load(tmp_path / "c.json") == case
    for name in ("g", "t.xlsx", "t.csv"):
        code, _, _ = run(capsys, "import", str(tmp_path / name), "-o", str(tmp_path / f"{name}.yaml"))
        assert code == 0
        back = load(tmp_path / f"{name}.yaml")
        assert back.issues == case.issues
        assert {key: (s.no_deal, s.scores) for key, s in back.sheets.items()} == {
            key: (s.no_deal, s.scores) for key, s in case.sheets.items()
        }
    code, _, err = run(capsys, "import", str(tmp_path / "t.csv"), "-o", str(tmp_path / "t.csv.yaml"))
    assert code == 1
    assert "already" in err


def test_export_for_a_party_holds_nothing_of_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = ["--folder", str(tmp_path), "--csv", str(tmp_path / "t.csv"), "--genius", str(tmp_path / "g")]
    code, _, _ = run(capsys, "export", CASE, "--for", "union", *places)
    assert code == 0
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.rglob("*") if file.is_file())
    assert "Press for a quota law" in written
    for other in load(CASE).sheets.values():
        if other.batna != "Press for a quota law in the state assembly.":
            assert other.batna not in written
    assert list(load(tmp_path).sheets) == ["union"]


def test_import_prints_the_case_and_tells_repairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "t.csv"
    table.write_text("issue;option;A;B\nx;café;1;2,5\n;y;2;0\nno deal;;1;1\n", encoding="cp1252")
    code, out, err = run(capsys, "import", str(table))
    assert code == 0
    assert "makeable: 1" in out
    assert "Windows-1252" in err
    code, out, _ = run(capsys, "import", str(table), "--json")
    assert json.loads(out)["parties"][1]["sheet"]["scores"]["x"] == {"café": 2.5, "y": 0}


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["import", "nowhere.xml"], "no such file"),
        (["import", "README.md"], "format is not known"),
        (["import", CASE], "case file already"),
        (["export", CASE], "Nothing says where to write"),
        (["check", "nowhere"], "no such file"),
    ],
)
def test_failures_say_what_to_do(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *argv)
    assert code == 1
    assert says in out + err
