"""NegMAS folders, as NegMAS 0.16 writes them in YAML and in JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from makeable.casefile.foreign import import_case
from makeable.model import Case, Package

DOMAIN = """\
issues:
- {name: color, type: CategoricalIssue, values: [a, b, 'no']}
- {name: n, type: ContiguousIssue, values: [0, 4]}
- {n_levels: 10, name: real, type: ContinuousIssue, values: [0.0, 3.0]}
- {name: card, type: DiscreteCardinalIssue, values: [1, 5, 7]}
name: dom
path: null
type: CartesianOutcomeSpace
"""
FIRST = """\
name: u1
reserved_outcome: null
reserved_value: 0.2
stability: 2047
type: LinearAdditiveUtilityFunction
values:
- {mapping: {a: 1.0, b: 0.5, 'no': 0.0}, type: TableFun}
- {bias: 0.1, slope: 0.2, type: AffineFun}
- {slope: 0.3, type: LinearFun}
- {mapping: {1: 0.1, 5: 0.2, 7: 0.9}, type: TableFun}
weights: [0.1, 0.2, 0.3, 0.4]
"""
SECOND = """\
name: u2
reserved_value: -.inf
type: LinearAdditiveUtilityFunction
values:
- {mapping: {a: 1.0, b: 2, 'no': 3}, type: TableFun}
- {a1: 1, a2: -1, bias: 3, type: QuadraticFun}
- {start: 0, middle: 1, end: 3, type: TriangularFun}
- {type: IdentityFun}
weights: [1, 1, 1, 1]
"""


def folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.yml").write_text(text)
    return tmp_path


def check_values(case: Case) -> None:
    package = Package({"color": "b", "n": Fraction(3), "real": Fraction(2), "card": "7"})
    first, second = case.sheets["u1"], case.sheets["u2"]
    assert first.value(package) == sum(map(Fraction, ("0.05", "0.14", "0.18", "0.36")), Fraction(0))
    assert first.no_deal == Fraction(1, 5)
    assert second.value(package) == 2 + (3 + 3 - 9) + Fraction(1, 2) + 7
    assert second.no_deal == 1 + (3 + 4 - 16) + 0 + 1  # no agreement is worse than any package
    whole = [second.scores["n"].value(Fraction(n)) for n in range(5)]
    assert whole == [3 + n - n * n for n in range(5)]


def test_a_folder_of_yaml(tmp_path: Path) -> None:
    case, problems = import_case([folder(tmp_path, dom=DOMAIN, u1=FIRST, u2=SECOND)])
    assert case is not None, problems
    check_values(case)
    assert [problem.severity for problem in problems] == ["warning"]
    assert "u2.yml, line 2" in problems[0].where


def test_json_as_negmas_writes_it(tmp_path: Path) -> None:
    for name, text in {"dom": DOMAIN, "u1": FIRST, "u2": SECOND}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(yaml.safe_load(text), indent=2))
    assert "-Infinity" in (tmp_path / "u2.json").read_text()
    case, problems = import_case([tmp_path / "dom.json", tmp_path / "u1.json", tmp_path / "u2.json"])
    assert case is not None, problems
    check_values(case)


def test_linear_functions_of_numbers(tmp_path: Path) -> None:
    domain = DOMAIN.replace("- {name: color, type: CategoricalIssue, values: [a, b, 'no']}\n", "")
    text = "{name: u, type: AffineUtilityFunction, weights: [1, 2, -1], bias: 3, reserved_value: 1}"
    case, problems = import_case([folder(tmp_path, dom=domain, u=text)])
    assert case is not None, problems
    sheet = case.sheets["u"]
    package = Package({"n": Fraction(4), "real": Fraction(1, 2), "card": "5"})
    assert sheet.gain(package) == 4 + 1 - 5 + 3 - 1
    assert any("adds 3" in problem.what for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("LinearAdditiveUtilityFunction", "HyperRectangleUtilityFunction", "not a linear additive"),
        ("{slope: 0.3, type: LinearFun}", "{tau: 1, type: ExponentialFun}", "cannot be read"),
        ("weights: [0.1, 0.2, 0.3, 0.4]", "weights: [0.1]", "1 entries for 4 issues"),
        ("b: 0.5, ", "", "has no value"),
        ("slope: 0.2", "slope: steep", "cannot be read"),
        ("{bias: 0.1, slope: 0.2, type: AffineFun}", "{slope: 1, type: CosFun}", "cannot be read"),
        ("{mapping: {a: 1.0, b: 0.5, 'no': 0.0}, type: TableFun}", "{slope: 1, type: LinearFun}", "needs numbers"),
    ],
)
def test_what_cannot_be_read_is_told(old: str, new: str, says: str, tmp_path: Path) -> None:
    assert old in FIRST
    case, problems = import_case([folder(tmp_path, dom=DOMAIN, u1=FIRST.replace(old, new))])
    assert case is None
    assert any(says in problem.what and "u1.yml, line" in problem.where for problem in problems), problems
