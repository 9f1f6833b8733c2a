"""`makeable match` as a stranger uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makeable.casefile.register_reader import load_register
from makeable.cli import main

ROOM = """
register: 1
title: A room
organisations: [{id: town}, {id: school}]
offers: [{id: hall, by: town, what: Sports hall}, {id: pool, by: town, what: Warm pool}]
needs: [{id: gym, of: school, what: A hall for sports, worth: 9}, {id: swim, of: school, what: A pool, worth: 5}]
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "register.yaml").write_text(ROOM, encoding="utf-8")
    return tmp_path


def test_candidates_in_words_in_dutch_and_as_json(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(room)]) == 0
    said = capsys.readouterr().out
    assert "hall:gym" in said
    assert "candidates" in said
    assert main(["match", str(room), "--language", "nl"]) == 0
    assert "mogelijkheden" in capsys.readouterr().out
    assert main(["match", str(room), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [matched["need"] for matched in found["matched"]] == ["gym", "swim"]
    assert found["matched"][0]["candidates"][0]["offer"] == "hall"


def test_what_people_said_is_saved_and_not_asked_again(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = room / "after.yaml"
    said = ["--confirm", "hall:gym", "--refuse", "pool:swim", "--why", "closed", "--save", str(saved)]
    assert main(["match", str(room), *said]) == 0
    links = {(link.offer, link.need): (link.status, link.why) for link in load_register(saved).links}
    assert links == {("hall", "gym"): ("confirmed", "closed"), ("pool", "swim"): ("refused", "closed")}
    capsys.readouterr()
    assert main(["match", str(saved), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kept_out"] == {"decided": 2}


def test_candidates_become_proposed_links_only_when_asked(room: Path) -> None:
    saved = room / "after.json"
    assert main(["match", str(room), "--propose", "--save", str(saved)]) == 0
    assert {link.status for link in load_register(saved).links} == {"proposed"}


@pytest.mark.parametrize("said", [["--confirm", "hall:gym"], ["--confirm", "hall", "--save", "x.yaml"], ["--propose"]])
def test_what_would_be_lost_or_cannot_be_read_is_refused(
    said: list[str], room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", str(room), *said]) == 1
    assert "Traceback" not in capsys.readouterr().err
