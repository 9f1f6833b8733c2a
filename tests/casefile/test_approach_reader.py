"""The approach and the influence map in case files: read, written back, and everything wrong with them."""

from pathlib import Path

import pytest

from makeable.casefile.campaign_file import read_campaign
from makeable.casefile.document import parse
from makeable.casefile.load import read_case
from makeable.casefile.save import case_text
from makeable.explain.audience import Audience, case_for
from makeable.model import AllOf

ROOT = Path(__file__).resolve().parents[2]
PLANS = sorted((ROOT / "cases" / "plans").glob("*.yaml"))

CASE = """\
makeable: 1
title: A dam
issues: [{id: height, options: [low, high]}]
parties: [{id: a, name: Ada}, b, c]
rule: {at_least: 2}
approach:
  by: a
  worth: 100
  unit: k€
  ask: 2
  parties:
    a: {alone: 0.5, given: {b: 0.9}, if_refused: {c: 10 %}, clinch: 0.8, latest: 2, worth: 3}
    b: {alone: 0.4, again: 0.2, leaves_if: [c], ask: 1, win: 2, refusal: 3}
    c: 0.7
  rule: {all: [{required: [a]}, {at_least: 2}]}
  blocking: {rule: {required: [b, c]}, cost: 20}
  rival: {name: Rex, pace: 0.5, courts: {a: 1}, wins: {a: 0.4}}
  aboard: [c]
influence:
  by: b
  questions: [{id: height, name: How high}]
  links: [{from: d, to: a, weight: 1}, {from: a, to: b, weight: -0.5, evidence: row, when: 2026-02-03, confidence: 0.8}]
  outsiders: [{id: d, name: Dee}]
  power: {a: 0.9}
  anchor: {b: 0.2}
  stands:
    - {party: a, stance: 2, salience: 0.7, on: height, when: 2026-03-01}
    - {party: a, stance: -1, on: height, when: 2026-01-01, source: minutes}
"""


def read(text: str, tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return read_case(file)


def test_everything_that_is_written_is_read(tmp_path: Path) -> None:
    case, problems = read(CASE, tmp_path)
    assert not problems
    plan, drawn = case.approach, case.influence
    assert plan.prospects["a"].if_refused["c"] * 10 == 1
    assert plan.prospects["c"].alone * 10 == 7
    assert plan.prospects["b"].leaves_if == ("c",)
    assert isinstance(plan.rule, AllOf)
    assert plan.blocking.cost == 20
    assert plan.rival.name == "Rex"
    assert [stand.stance for stand in drawn.stands] == [-1, 2], "in the order of time"
    assert drawn.links[1].weight * 2 == -1


def test_it_is_written_as_it_is_read(tmp_path: Path) -> None:
    case, _ = read(CASE, tmp_path)
    again, problems = read(case_text(case), tmp_path)
    assert not problems
    assert again.approach == case.approach
    assert again.influence == case.influence


def test_only_its_owner_sees_a_plan_or_a_map(tmp_path: Path) -> None:
    case, _ = read(CASE, tmp_path)
    seen = {party: case_for(case, Audience(party)) for party in ("a", "b", "c")}
    assert [party for party, own in seen.items() if own.approach is not None] == ["a"]
    assert [party for party, own in seen.items() if own.influence is not None] == ["b"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("alone: 0.5", "alone: 1.5", "between 0 and 1"),
        ("given: {b: 0.9}", "given: {x: 0.9}", "`x`"),
        ("aboard: [c]", "aboard: [c]\n  refused: [c]", "cannot be aboard and have refused"),
        ("aboard: [c]", "together: [[b, c]]", "is met in a group"),
        ("aboard: [c]", "together: [[a, c], [c, b]]", "two joint meetings"),
        ("ask: 2", "ask: -2", "cannot be negative"),
        ("by: a\n", "by: nobody\n", "`nobody` is not known"),
        ("weight: -0.5", "weight: -1.5", "between -1 and 1"),
        ("stance: 2", "stance: 4", "between -3 and 3"),
        ("{from: a, to: b", "{from: b, to: b", "cannot influence itself"),
        ("{id: d, name: Dee}", "{id: a, name: Dee}", "is a party of the case"),
        ("cost: 20", "price: 20", "no `cost`"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in CASE
    _, problems = read(CASE.replace(old, new, 1), tmp_path)
    assert any(says in problem.what for problem in problems), problems


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_the_plans_that_ship_read_without_a_word(plan: Path) -> None:
    case, problems = read_campaign(plan)
    assert case is not None
    assert not problems
    assert case.approach is not None


def test_a_file_of_its_own_needs_parties_and_is_read_like_a_case(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("title: T\napproach: {parties: {a: 0.5}}\n", encoding="utf-8")
    case, problems = read_campaign(file)
    assert case is None
    assert any("names no parties" in problem.what for problem in problems)
    file.write_text(CASE, encoding="utf-8")
    assert read_campaign(file)[0].issues, "a whole case file is taken too"
    file.write_text("[", encoding="utf-8")
    assert read_campaign(file)[0] is None


def test_the_example_documents_are_yaml() -> None:
    for plan in PLANS:
        problems: list = []
        assert parse(plan.read_text(encoding="utf-8"), plan.name, problems) is not None
        assert not problems
