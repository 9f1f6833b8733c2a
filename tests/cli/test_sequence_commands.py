"""The commands sequence and influence, as a stranger calls them."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from makeable.cli import main

PLANS = Path(__file__).resolve().parents[2] / "cases" / "plans"
HEAT, GULF = str(PLANS / "heat-network.yaml"), str(PLANS / "gulf-coalition.yaml")


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    return json.loads(asked(capsys, *argv, "--json"))


def test_sequence_says_whom_next_what_then_and_what_would_change_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = asked(capsys, "sequence", GULF)
    for said in (
        "Approach Saudi Arabia next (chance of a yes: 75 %)",
        "Stop if Saudi Arabia refuses",
        "The hardest first",
        "Backward from the hardest yes",
        "What would change the first step",
        "Exact (every situation was looked at).",
    ):
        assert said in " ".join(text.split()), said


def test_it_says_who_is_better_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    text = asked(capsys, "sequence", GULF, "--thresholds", "none")
    assert re.search(r"Better left alone +Israel", text)


def test_answers_so_far_lead_on(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(
        capsys, "sequence", HEAT, "--aboard", "university", "--refused", "residents", "--thresholds", "none"
    )
    assert found["aboard"] == ["university"]
    assert found["first"] == ["province"]
    assert 0 < found["value"] < 187


def test_json_has_the_policy_and_the_comparison(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "sequence", HEAT, "--thresholds", "none")
    assert found["first"] == ["university"]
    assert found["policy"]["approach"] == ["university"]
    assert {base["kind"] for base in found["baselines"]} >= {"random", "allies_first", "hardest_first"}
    assert found["proof"]["kind"] == "proven"


def test_pictures_are_whole_svg_documents(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked(capsys, "sequence", HEAT, "--thresholds", "none", "--svg", str(tmp_path / "t.svg"))
    asked(capsys, "influence", HEAT, "--network", str(tmp_path / "n.svg"), "--grid", str(tmp_path / "g.svg"))
    for name in "tng":
        picture = ElementTree.parse(tmp_path / f"{name}.svg").getroot()
        assert picture.tag.endswith("svg")
        words = " ".join(picture.itertext())
        assert "University" in words


def test_influence_names_brokers_and_routes(capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(asked(capsys, "influence", HEAT).split())
    assert "Key brokers" in text
    assert "Bank (against), through: Province → Bank (0.45)" in text


def test_stances_as_a_what_if_are_no_forecast(capsys: pytest.CaptureFixture[str]) -> None:
    text = asked(capsys, "influence", HEAT, "--what-if", "friedkin-johnsen", "--suppose", "residents=2")
    assert "not a forecast" in text
    found = as_json(capsys, "influence", HEAT, "--what-if", "degroot")
    assert found["model"] == "degroot"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("sequence", HEAT, "--aboard", "nobody"), "`nobody` is not a party"),
        (("sequence", HEAT, "--aboard", "bank", "--refused", "bank"), "cannot be both"),
        (("influence", GULF), "who influences whom"),
        (("influence", HEAT, "--what-if", "degroot", "--suppose", "bank=9"), "no stance"),
        (("influence", HEAT, "--what-if", "exchange"), "two questions"),
        (("sequence", HEAT, "--svg", "/no/such/folder/x.svg"), "cannot be written"),
        (("sequence", "/no/such/file"), "error"),
        (("sequence", HEAT, "--for", "bank"), "approaching"),
    ],
)
def test_what_cannot_be_answered_is_explained(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], says: str
) -> None:
    assert main((*argv, "--thresholds", "none") if argv[0] == "sequence" else argv) == 1
    assert says in capsys.readouterr().err


def test_the_pictures_in_the_docs_are_current(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    docs = PLANS.parents[1] / "docs" / "how-to"
    asked(capsys, "sequence", HEAT, "--thresholds", "none", "--svg", str(tmp_path / "heat-network-policy.svg"))
    asked(capsys, "influence", HEAT, "--network", str(tmp_path / "heat-network-map.svg"))
    for name in ("heat-network-policy.svg", "heat-network-map.svg"):
        assert (docs / name).read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8")
