"""What one party wrote never shows in what another reads: worlds that differ only in it give the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import cases

from makeable.casefile import load
from makeable.casefile.save import save
from makeable.cli import main
from makeable.explain.audience import MEDIATOR, Audience, Withheld, case_for, visible_to
from makeable.frontier import zone
from makeable.model import Case, Interest

COMMANDS = [
    ["brief"],
    ["brief", "--json"],
    ["zone"],
    ["zone", "--json"],
    ["frontier", "--json"],
    ["shortlist"],
    ["divide", "--principle", "nash", "--json"],
    ["judge", "--json"],
]


def said(command: list[str], folder: Path, party: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main([command[0], str(folder), "--for", party, *command[1:]])
    out, err = capsys.readouterr()
    return code, out, err


def world(case: Case, others: dict[str, Fraction], folder: Path) -> Path:
    """The case on disk, where some parties' sheets hold other numbers and a marker."""
    changed = {}
    for party, shift in others.items():
        sheet = case.sheets[party]
        secret = Interest("secret", f"CANARY-{party}-{shift}", ())
        changed[party] = replace(sheet, no_deal=sheet.no_deal + shift, interests=(secret,), batna=f"CANARY {shift}")
    folder.mkdir()
    save(case.with_sheets(changed), folder / "case.yaml")
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_a_party_reads_does_not_depend_on_what_others_wrote(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = load("cases/sports-complex")
    others = [party for party in case.sheets if party != "mayor"]
    one = world(case, dict.fromkeys(others, Fraction(0)), tmp_path / "one")
    # So low that the file would be warned of: those parties say yes to everything.
    two = world(case, dict.fromkeys(others, Fraction(-90)), tmp_path / "two")
    first, second = said(command, one, "mayor", capsys), said(command, two, "mayor", capsys)
    first_text, second_text = (
        tuple(str(part).replace(str(w), "") for part in s) for s, w in ((first, one), (second, two))
    )
    assert first_text == second_text
    assert "CANARY" not in "".join(first_text)
    assert first[0] == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(parties=(2, 4)), data=st.data())
def test_a_party_sees_its_own_sheet_and_its_own_estimates_only(case: Case, data: st.DataObject) -> None:
    reader = data.draw(st.sampled_from([party.id for party in case.parties]))
    seen = case_for(case, Audience(reader))
    for party, sheet in seen.sheets.items():
        assert sheet.owner(party) == reader
    assert case_for(case, MEDIATOR) is case


def test_a_finding_drawn_from_others_is_withheld_whole() -> None:
    case = load("cases/sports-complex")
    assert isinstance(visible_to(zone(case), Audience("mayor")), Withheld)
    assert visible_to(zone(case), MEDIATOR) == zone(case)


def test_the_brief_for_a_party_shows_its_own_interests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "cases/sports-complex", "--for", "league"]) == 0
    out = capsys.readouterr().out
    assert "dolphin" in out
    assert "pays back its investment" not in out


def test_json_for_a_party_names_nobody_else_as_a_source(capsys: pytest.CaptureFixture[str]) -> None:
    main(["zone", "cases/sports-complex", "--for", "union", "--json"])
    assert json.loads(capsys.readouterr().out)["drawn_from"] == ["union"]


def test_errors_in_the_sheets_of_others_are_not_quoted_to_a_party(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (Path("cases/sports-complex") / "case.yaml").read_text().replace("no_deal: 31", "no_deal: SECRET31")
    (tmp_path / "case.yaml").write_text(text)
    code, out, err = said(["zone"], tmp_path, "mayor", capsys)
    assert code == 1
    assert "SECRET31" not in out + err
    assert "makeable check" in err
