"""The commands that create value: whatif, demand, improve, diverse, jointgains."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from makeable.casefile import load
from makeable.casefile.save import save
from makeable.cli import main
from makeable.model import Wanted

CASE = "cases/opening-exchange"


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    code, out, err = call(capsys, *words, "--json")
    assert code == 0, err
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_the_opening_exchange_is_met_at_best_total_value(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "demand", CASE, "--principle", "utilitarian")
    assert found["possible"] is True
    assert found["division"]["packages"][0] == {"A": 120, "B": 16, "C": 4}  # type: ignore[index]
    assert found["proof"]["kind"] == "proven"  # type: ignore[index]
    assert len(found["demands"]) == 5  # type: ignore[arg-type]


def test_made_impossible_the_conflict_and_the_way_out_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["demand", CASE, "--principle", "utilitarian", "--demand", "city: C >= 8", "--demand", "firms*2: B >= now"]
    found = answer(capsys, *asked)
    assert found["possible"] is False
    sets = [{d["text"] for d in s} for s in found["conflicts"]["sets"]]  # type: ignore[index]
    assert {"A >= 2x", "C >= 8", "B >= now"} in sets
    ways = {d["given_up"][0]["text"]: d["eased"] for d in found["conflicts"]["ways_out"][:2]}  # type: ignore[index]
    assert {text: eased["low"] for text, eased in ways.items()} == {"A >= 2x": 80, "C >= 8": 6}
    assert found["after"]["packages"]  # type: ignore[index]
    code, out, _ = call(capsys, *asked)
    assert code == 0
    assert "Not all demands can be met together" in out
    assert "Park (C): at least 6 ha." in " ".join(out.replace("\n     ", " ").split())
    assert "City: Park (C): at least 8 ha" in out


def test_a_what_if_is_floated_and_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.yaml"
    words = [
        "whatif",
        CASE,
        "--float",
        "A=60",
        "--from",
        "more-a-less-b",
        "--expires",
        "2027-06-01",
        "--save",
        str(file),
    ]
    code, out, err = call(capsys, *words)
    assert code == 0, err
    assert "Grew from more-a-less-b" in out
    made = load(file).what_if["w3"]
    assert made.package == load(CASE).what_if["more-a-less-b"].package.changed({"A": made.package["A"]})
    assert made.author == ""
    assert load(file).party["corporation"].reactions == load(CASE).party["corporation"].reactions


def test_what_if_says_what_has_expired(capsys: pytest.CaptureFixture[str]) -> None:
    before = answer(capsys, "whatif", CASE, "--on", "2026-12-31")
    after = answer(capsys, "whatif", CASE, "--on", "2027-01-01")
    assert [w["open"] for w in before["what_ifs"]] == [True, True]  # type: ignore[attr-defined]
    assert [w["open"] for w in after["what_ifs"]] == [False, True]  # type: ignore[attr-defined]
    assert [w["depth"] for w in after["what_ifs"]] == [0, 1]  # type: ignore[attr-defined]


def test_improve_and_diverse_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "improve", CASE)
    assert min(found["gained"].values()) >= 0  # type: ignore[attr-defined]
    assert found["way"]["steps"]  # type: ignore[index]
    settled = answer(capsys, "improve", CASE, "--settled", "--principle", "egalitarian")
    assert settled["settled"] is True
    near = answer(capsys, "diverse", CASE, "--near", "draft", "--within", "1", "--apart", "1", "--count", "2")
    assert all(len(v["changes"]) <= 1 for v in near["variants"])  # type: ignore[attr-defined]


def test_the_log_of_joint_gains_is_played_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "answers.jsonl"
    first = answer(capsys, "jointgains", CASE, "--log", str(log))
    second = answer(capsys, "jointgains", CASE, "--log", str(log), "--say", "worse")
    again = answer(capsys, "jointgains", CASE, "--log", str(log))
    assert first["query"] != second["query"]
    assert second == again
    assert len(log.read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["demand", CASE, "--demand", "city: D >= 3"], "not an issue"),
        (["demand", CASE, "--demand", "city*0: C >= 3"], "not a weight"),
        (["demand", CASE, "--what-if", "nothing"], "not floated"),
        (["whatif", CASE, "--float", "A=7"], "cannot be"),
        (["whatif", CASE, "--float", "A=5", "--author", "mayor"], "not a party"),
        (["whatif", CASE, "--float", "A=5", "--id", "as-planned"], "floated already"),
        (["whatif", CASE, "--save", "x.yaml"], "nothing new"),
        (["jointgains", CASE, "--say", "better"], "no log"),
        (["improve", CASE, "--package", "A=5"], "open"),
    ],
)
def test_what_goes_wrong_is_said_in_words(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, *words)
    assert code == 1
    assert said in err
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    "command", [["whatif"], ["demand"], ["demand", "--json"], ["improve"], ["diverse"], ["whatif", "--json"]]
)
def test_a_party_reads_nothing_of_the_others_reactions(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two worlds that differ only in what another party demands and scores give the city the same bytes."""
    case = load(CASE)
    texts = []
    for name, demand in (("one", "A >= 2x"), ("two", "B <= 11")):
        parties = tuple(
            replace(
                p, reactions=tuple(replace(r, note=f"CANARY {name}", demands=(Wanted(demand),)) for r in p.reactions)
            )
            for p in case.parties
        )
        folder = tmp_path / name
        folder.mkdir()
        save(replace(case, parties=parties), folder / "case.yaml")
        code, out, err = call(capsys, command[0], str(folder), "--for", "city", *command[1:])
        assert code == 0, err
        texts.append((out + err).replace(str(folder), ""))
    assert texts[0] == texts[1]
    assert "CANARY" not in texts[0]


@pytest.mark.parametrize("command", ["whatif", "demand", "improve", "diverse"])
def test_every_sentence_of_the_shipped_case_is_there_in_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, command, CASE, "--language", "nl")
    assert code == 0
    for english in (" at least ", "Gain of", " the ", "Floated", "nobody"):
        assert english not in out
