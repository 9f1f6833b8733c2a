"""The commands of follow-through, and the tutorial as one story with its figures."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from makeable.cli import main

ROOT = Path(__file__).resolve().parents[2]
CASE = str(ROOT / "cases" / "bus-corridor")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        out, err = capsys.readouterr()
        return code, " ".join(out.replace("\N{NO-BREAK SPACE}", " ").split()), err

    return call


def test_the_tutorial_tells_what_happens(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the page in its order, and what the page says of their answers."""
    (tmp_path / "cases").symlink_to(ROOT / "cases")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "tutorial-follow-through.md").read_text()
    said: dict[str, list[str]] = {}
    for line in re.findall(r"^makeable .*$", page, re.MULTILINE):
        call = shlex.split(line, comments=True)[1:]
        expected = re.search(r"# exit (\d)", line)
        code, out, err = run(*call)
        assert code == (int(expected[1]) if expected else 0), (line, err)
        said.setdefault(call[0] + (" --brief" if "--brief" in call else ""), []).append(out + " " + err)
    assert "2 things are missing" in said["agree"][1]
    assert "3 usual" not in said["scenarios"][0]
    assert "6 commitments would not be kept" in said["enforce"][0]
    assert "1 of 16 duties are left" in said["enforce"][0]
    assert "The cheapest repair" in said["enforce"][1]
    assert "Keeping beats breaking, for everyone" in said["enforce"][2]
    assert Path("agreement.docx").read_bytes()[:2] == b"PK"
    assert Path("agreement.pdf").read_bytes()[:4] == b"%PDF"
    assert "nobody verifies its own work" in " ".join(said["followup"])
    standings = [text for text in said["followup"] if "Where each duty stands" in text]
    assert "New water main Water Company breached" in standings[0]
    assert "step 2 of 3, The four directors meet" in standings[1]
    assert "cured" in standings[2]
    brief, own = said["followup --brief"]
    assert "“Riders per weekday” misses its threshold 2 times in a row" in brief
    assert "More people in buses for every euro" in brief
    assert "Provincial Mobility Fund −14 +36" in brief
    assert "five-minutes" in brief
    assert "A new main before the old one bursts" not in own
    milestones = json.loads(Path("milestones.json").read_text())
    assert {m["id"]: m["status"] for m in milestones}["keep-clear-1"] == "partiallyMet"


@pytest.mark.parametrize(
    "call", [("agree",), ("scenarios",), ("enforce",), ("enforce", "--repair"), ("robust", "--runs", "500")]
)
def test_answers_are_one_json_object(call: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([call[0], CASE, *call[1:], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["proof"]["kind"] in ("proven", "sampled")


@pytest.mark.parametrize("command", ["agree", "scenarios", "enforce", "robust", "document"])
def test_a_case_without_an_agreement_is_told_how_to_get_one(command: str, run: Run) -> None:
    code, _, err = run(command, str(ROOT / "cases" / "sports-complex"))
    assert code == 1
    assert "The case has no agreement." in err
    assert "--start" in err


def test_the_printed_start_becomes_an_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = ROOT / "cases" / "sports-complex" / "case.yaml"
    assert main(["agree", str(source.parent), "--start"]) == 0
    case = tmp_path / "case.yaml"
    case.write_text(source.read_text() + "\n" + capsys.readouterr().out)
    assert main(["agree", str(tmp_path)]) == 0
    assert "has no owner" in " ".join(capsys.readouterr().out.split())


def test_a_party_sees_nothing_that_others_wrote_in_private(run: Run, tmp_path: Path) -> None:
    """What others' stakes say does not change a party's answers; for the mediator it does."""
    text = (ROOT / "cases" / "bus-corridor" / "case.yaml").read_text()
    other = text.replace("costs: {main: 300}", "costs: {main: 999}").replace("no_deal: 60", "no_deal: 61")
    assert other != text
    worlds = []
    for name, content in (("one", text), ("two", other)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.yaml").write_text(content)
        calls = [("agree",), ("scenarios",), ("enforce",), ("enforce", "--repair"), ("robust", "--runs", "300")]
        worlds.append([run(call[0], str(tmp_path / name), *call[1:], "--for", "city")[1] for call in calls])
    assert worlds[0] == worlds[1]
    assert run("enforce", str(tmp_path / "one"))[1] != run("enforce", str(tmp_path / "two"))[1]


def test_wrong_calls_say_what_to_do(run: Run, tmp_path: Path) -> None:
    assert "is not a scenario" in run("enforce", CASE, "--scenario", "rain")[2]
    log = str(tmp_path / "log.yaml")
    code, _, err = run(
        "followup", CASE, "--log", log, "--add", "reported", "--about", "main", "--by", "city", "--evidence", "x"
    )
    assert code == 1
    assert "only the owner can report" in err
    assert not Path(log).exists()
    with pytest.raises(SystemExit):
        main(["followup", CASE, "--log", log, "--on", "soon"])


def test_edited_clauses_survive_in_every_format(run: Run, tmp_path: Path) -> None:
    md, html = tmp_path / "a.md", tmp_path / "a.html"
    assert run("document", CASE, "--md", str(md))[0] == 0
    md.write_text(md.read_text().replace("Night work: Allowed.", "Night work is allowed until two."))
    assert run("document", CASE, "--md", str(md))[0] == 0
    assert "Night work is allowed until two." in md.read_text()
    assert run("document", CASE, "--wording", str(md), "--html", str(html))[0] == 0
    assert "Night work is allowed until two." in html.read_text()
