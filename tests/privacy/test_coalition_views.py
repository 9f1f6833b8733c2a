"""What others wrote shows in no answer about coalitions or conflicts for a party."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.privacy.test_audience import said, world

from makeable.casefile import load
from makeable.cli import main

COMMANDS = [[name, *more] for name in ("bases", "adverse", "leverage") for more in ([], ["--json"])]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_coalitions_for_a_party_do_not_depend_on_what_others_wrote(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = load("cases/sports-complex")
    others = [party for party in case.sheets if party != "mayor"]
    one = world(case, dict.fromkeys(others, Fraction(0)), tmp_path / "one")
    two = world(case, dict.fromkeys(others, Fraction(-9)), tmp_path / "two")
    first, second = said(command, one, "mayor", capsys), said(command, two, "mayor", capsys)
    assert first[0] == 0
    assert first == second
    assert "CANARY" not in first[1]


CONFLICT = """
parties:
  - {{id: a, options: [go], ranking: [YN, NN, NY, YY]}}
  - {{id: b, options: [stop], {outlook}}}
status_quo: []
"""
OUTLOOKS = (
    "ranking: [NN, YN, NY, YY]",
    "ranking: [YY, NY]",
    "wishes: [stop]",
    "wishes: [go, stop], estimated_by: mediator",
)


@pytest.mark.parametrize("more", [[], ["--json"], ["--wish", "YN"]], ids=" ".join)
def test_a_conflict_for_a_party_does_not_depend_on_what_others_prefer(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, texts = tmp_path / "conflict.yaml", []
    for outlook in OUTLOOKS:
        file.write_text(CONFLICT.format(outlook=outlook))
        assert main(["conflict", str(file), "--for", "a", *more]) == 0
        texts.append(capsys.readouterr())
    assert all(text == texts[0] for text in texts)
    file.write_text(CONFLICT.format(outlook="ranking: [YN, NN, NY, YY], estimated_by: a"))
    assert main(["conflict", str(file), "--for", "a", *more]) == 0
    assert capsys.readouterr() != texts[0], "its own estimate counts"
