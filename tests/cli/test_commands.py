"""What every command keeps to: help, JSON, plain errors, nothing but words when something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from makeable.cli import main
from makeable.cli.registry import COMMANDS

CASES = ["sports-complex", "camp-david", "one-front-door", "valley-water"]
OVER_A_CASE = ["brief", "zone", "frontier", "shortlist", "divide"]


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, name, "--help")
    assert code == 0
    assert out.startswith(f"usage: makeable {name}")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", OVER_A_CASE)
def test_every_shipped_case_is_answered_in_words_and_in_json(
    name: str, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = call(capsys, name, f"cases/{case}")
    assert code == 0
    assert len(out) > 100
    code, out, _ = call(capsys, name, f"cases/{case}", "--json")
    assert code == 0
    assert isinstance(json.loads(out), dict)


def test_the_fields_of_the_json_answers(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(*words: str) -> dict[str, object]:
        found = json.loads(call(capsys, *words, "--json")[1])
        assert isinstance(found, dict)
        return found

    zone = answer("zone", "cases/sports-complex")
    assert (zone["packages"], zone["passing"], zone["unanimous"]) == (720, 55, 12)
    frontier = answer("frontier", "cases/sports-complex", "--limit", "2")
    assert (frontier["size"], len(frontier["vectors"]), len(frontier["packages"])) == (481, 481, 2)  # type: ignore[arg-type]
    divide = answer("divide", "cases/sports-complex", "--principle", "nash")
    assert divide["packages"] == [{"A": "A2", "B": "B3", "C": "C3", "D": "D2", "E": "E3"}]
    assert divide["values"] == {"mayor": 54, "cities": 48, "union": 71, "sportco": 57, "tourism": 81, "league": 77}
    assert divide["proof"]["kind"] == "proven"  # type: ignore[index]
    judge = answer("judge", "cases/sports-complex")
    assert (judge["passes"], judge["pareto"], judge["values"]["mayor"]) == (False, True, 76)  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["divde", "x"], 2, "Did you mean `makeable divide`?"),
        (["zone"], 2, "See `makeable zone --help`"),
        (["zone", "no/such/file"], 1, "There is no such file"),
        (["zone", "cases/sports-complex", "--for", "nobody"], 1, "is not a party"),
        (["divide", "cases/sports-complex", "--principle", "nahs"], 1, "Did you mean `nash`?"),
        (["divide", "cases/sports-complex", "--principle", "weighted-nash", "--weights", "union"], 1, "not a weight"),
        (["divide", "cases/sports-complex", "--weights", "union=0"], 1, "not positive"),
        (["judge", "cases/sports-complex", "--package", "A=A9"], 1, "cannot be `A9`"),
        (["judge", "cases/sports-complex", "--package", "A=A1"], 1, "open"),
        (["judge", "cases/sports-complex", "--package", "status_quo"], 1, "no status quo"),
        (["brief", "cases/sports-complex", "--html", "/proc/no/such/place.html"], 1, "cannot be written"),
    ],
)
def test_what_goes_wrong_is_said_in_words(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, out, err = call(capsys, *words)
    assert found == code
    assert said in err
    assert "Traceback" not in out + err


def test_help_is_shown_without_loading_anything_heavy() -> None:
    probe = (
        "import sys, makeable.cli as c; c.main(['--help']); print(sorted({'numpy', 'rich', 'yaml'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert out.rstrip().endswith("[]")
    assert "makeable COMMAND" in out


def test_a_reader_that_goes_away_is_no_failure() -> None:
    piped = f"{sys.executable} -m makeable frontier cases/sports-complex --limit 400 | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {piped}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_the_html_brief_needs_no_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "brief.html"
    assert call(capsys, "brief", "cases/sports-complex", "--html", str(page))[0] == 0
    text = page.read_text()
    assert "<svg" in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "<script" not in text
