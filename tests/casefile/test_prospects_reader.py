"""What parties expect and how they take risk and delay, the events, and the flows: read, checked and written back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from makeable.casefile import read_case_text
from makeable.casefile.write import case_data
from makeable.casefile.yaml_text import to_yaml
from makeable.model.prospects import Risk

CASE = """makeable: 1
issues:
  - {id: farms, options: [low, high]}
  - {id: plaque, options: [none, {id: name, appearance: yes}], appearance: yes}
parties:
  - id: a
    sheet:
      no_deal: 1
      scores: {farms: [0, 5], plaque: [0, 2]}
      beliefs: {strike: 30 %, river: {dry: 1/4, wet: 3/4}}
      exposure: {river: {dry: -12}}
      if: {river: {dry: {no_deal: 0, scores: {farms: [0, 9]}}}}
      risk: {tolerance: 20}
      discount_rate: 8 %
  - id: b
    sheet: {no_deal: 1, scores: {farms: [4, 0], plaque: [1, 0]}, risk: {wealth: 50}, discount_rate: 0}
events:
  - {id: strike, name: A strike, influenced_by: [b], settled_by: the labour office}
  - {id: river, name: The river, outcomes: [dry, {id: wet, name: Wet year}], settled_by: the gauge}
flows:
  unit: M$
  years: [0, 1, 3]
  of: {a: [5, 5, 5], b: [-5, -5, -5]}
  at_most: {a: 12}
"""


def test_everything_is_read_and_written_back() -> None:
    case, problems = read_case_text(CASE)
    assert case is not None
    assert problems == ()
    held = case.sheets["a"].prospects
    assert held is not None
    assert held.beliefs["strike"] == {"yes": Fraction(3, 10), "no": Fraction(7, 10)}
    assert held.risk == Risk("exponential", Fraction(20))
    assert held.given["river"]["dry"].no_deal == 0
    assert case.issue["plaque"].appearance
    assert case.flows is not None
    assert case.flows.bounds("a") == (0, 12)
    assert case.flows.bounds("b") == (-15, 0)
    again = read_case_text(to_yaml(case_data(case)))
    assert again == (case, ())


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("strike: 30 %", "strike: 130 %", 10, "between 0 and 1"),
        ("dry: 1/4,", "dry: 1/2,", 10, "add up to 1.25"),
        ("strike: 30 %", "strikes: 30 %", 10, "is no event"),
        ("wet: 3/4", "damp: 3/4", 10, "no outcome of `river`"),
        ("{dry: -12}", "{dryer: -12}", 11, "no outcome of `river`"),
        ("tolerance: 20", "tolerance: -20", 13, "above 0"),
        ("{tolerance: 20}", "averse", 13, "cannot be"),
        ("{tolerance: 20}", "{tolerance: 20, wealth: 3}", 13, "one of them only"),
        ("{tolerance: 20}", "{wealth: 12}", 8, "does not outlast"),
        ("discount_rate: 8 %", "discount_rate: 800 %", 14, "between 0 and 1 a year"),
        ("influenced_by: [b]", "influenced_by: [c]", 18, "not known"),
        ("outcomes: [dry, {id: wet, name: Wet year}]", "outcomes: [dry]", 19, "at least two"),
        ("[0, 1, 3]", "[0, 3, 1]", 22, "must go up"),
        ("a: [5, 5, 5],", "a: [5, 5],", 23, "2 amounts for 3 years"),
        ("at_most: {a: 12}", "at_most: {a: 4}", 23, "leave its own bounds"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in CASE
    case, problems = read_case_text(CASE.replace(old, new, 1))
    assert case is None
    found = [p for p in problems if p.severity == "error" and said in p.what]
    assert found, problems
    assert found[0].where.endswith(f"line {line}"), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("strike: 30 %", "strike: 100 %", "leaves no doubt"),
        ("discount_rate: 8 %", "discount_rate: 90 %", "90 % a year"),
        (", settled_by: the gauge", "", "who establishes"),
    ],
)
def test_what_is_odd_is_a_warning(old: str, new: str, said: str) -> None:
    case, problems = read_case_text(CASE.replace(old, new, 1))
    assert case is not None
    assert any(said in problem.what for problem in problems)
