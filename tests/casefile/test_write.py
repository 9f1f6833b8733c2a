"""What is written is read back as the same case, as YAML and as JSON, whole and with the sheets apart."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from tests.strategies import cases

from makeable.casefile import load, read_case_text
from makeable.casefile.json_text import to_json
from makeable.casefile.write import case_data
from makeable.casefile.yaml_text import to_yaml
from makeable.model import AllOf, AtLeast, Case

CASES = sorted(path.parent for path in Path("cases").glob("*/case.yaml"))


def read_back(text: str, name: str) -> Case | None:
    case, problems = read_case_text(text, name)
    assert case is not None, "\n".join(map(str, problems)) + "\n" + text
    return case


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(tricky=True, unknown_sheets=True))
def test_a_written_case_is_read_back_the_same(case: Case) -> None:
    data = case_data(case)
    assert read_back(to_yaml(data), "case.yaml") == case
    assert read_back(to_json(data), "case.json") == case


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(tricky=True))
def test_other_yaml_readers_see_the_same_texts(case: Case) -> None:
    """Ids such as `no` and `12` are quoted, so that YAML readers that guess types do not change them."""
    seen = yaml.safe_load(to_yaml(case_data(case)))
    assert [issue["id"] for issue in seen["issues"]] == [issue.id for issue in case.issues]
    assert seen["title"] == case.title


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_shipped_cases_round_trip(folder: Path) -> None:
    case = load(folder)
    assert read_back(to_yaml(case_data(case)), "case.yaml") == case
    assert read_back(to_json(case_data(case)), "case.json") == case


def test_yaml_is_pleasant_to_read() -> None:
    text = to_yaml(case_data(load("cases/sports-complex")))
    assert "        A: {A1: 14, A2: 8, A3: 0}\n" in text
    assert "      - {id: A2, name: Water and land}\n" in text
    assert "\nrule: {at_least: 5, required: [sportco, tourism]}\n" in text
    assert "\n\nissues:\n  - id: A\n" in text
    assert max(map(len, text.splitlines())) <= 120


def test_numbers_stay_exact() -> None:
    data = {"third": Fraction(2, 3), "long": Fraction("0.1234567890123456789"), "whole": Fraction(5)}
    assert to_yaml(data).splitlines() == ["third: 2/3", "long: 0.1234567890123456789", "whole: 5"]
    assert to_json(data) == '{"third": "2/3", "long": 0.1234567890123456789, "whole": 5}\n'


def test_a_named_rule_keeps_its_name() -> None:
    case = load("cases/sports-complex")
    names = tuple(party.id for party in case.parties)
    named = AllOf((AtLeast(4, names),), "Council")
    data = case_data(Case(case.title, case.issues, case.parties, named))
    assert data["rule"] == {"at_least": 4, "name": "Council"}
    assert read_back(to_yaml(data), "case.yaml").rule == named
