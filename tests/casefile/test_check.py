"""What is odd about a case is told, with where it stands; what is fine gives no warning."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.strategies import cases

from makeable.casefile import read_case_text
from makeable.casefile.check import check, check_case, span
from makeable.casefile.starter import STARTER, write_starter
from makeable.errors import BadInput
from makeable.model import Case, ChoiceIssue, Package

FRAME = """\
makeable: 1
issues:
  - {id: a, options: [x, y, z]}
  - {id: q, range: [0, 2], step: 1}
parties:
  - id: p
    sheet: {no_deal: 2, scores: {a: {x: 1, y: 2, z: 0}, q: {0: 0, 2: 2}}}
  - id: r
    sheet: {no_deal: 2, scores: {a: {x: 2, y: 0, z: 1}, q: {0: 2, 2: 0}}}
"""


def warnings(text: str, tmp_path: Path) -> list[tuple[str, str]]:
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    case, problems = check(file)
    assert case is not None, problems
    assert all(problem.severity == "warning" for problem in problems)
    return [(problem.where.removeprefix(str(file)), problem.what) for problem in problems]


def test_a_sound_case_has_no_warning(tmp_path: Path) -> None:
    assert warnings(FRAME, tmp_path) == []
    assert warnings(STARTER, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("no_deal: 2, scores: {a: {x: 1", "no_deal: 9, scores: {a: {x: 1", 7, "`p` can never say yes"),
        ("no_deal: 2, scores: {a: {x: 1", "no_deal: 0, scores: {a: {x: 1", 7, "`p` says yes to everything"),
        ("{x: 1, y: 2, z: 0}, q: {0: 0, 2: 2}", "{x: 1, y: 1, z: 1}, q: {0: 0, 2: 0}", 7, "`p` is indifferent"),
        ("{x: 1, y: 2, z: 0}", "{x: 1, y: 1, z: 1}", None, ""),
        ("parties:\n", "rule: {at_least: 0}\nparties:\n", 5, "holds with nobody's yes"),
        ("parties:\n", "rule: {required: [p]}\nparties:\n", 5, "does not ask `r`"),
        ("parties:\n", "parties:\n  - s\n", 6, "Nothing is known of `s`"),
        ("step: 1", "step: 1/1000", 4, "2,001 levels"),
        ("[x, y, z]", "[x, y, z, w]", None, "error"),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_with_its_line(old: str, new: str, line: int | None, says: str, tmp_path: Path) -> None:
    if says == "error":
        assert read_case_text(FRAME.replace(old, new)).case is None
    elif line is None:
        assert warnings(FRAME.replace(old, new), tmp_path) == []
    else:
        found = warnings(FRAME.replace(old, new), tmp_path)
        assert any(where == f", line {line}" and says in what for where, what in found), found


def test_options_that_nobody_distinguishes(tmp_path: Path) -> None:
    alike = FRAME.replace("x: 1, y: 2, z: 0", "x: 1, y: 1, z: 0").replace("x: 2, y: 0, z: 1", "x: 2, y: 2, z: 1")
    assert warnings(alike, tmp_path) == [(", line 3", "Everybody scores `x`, `y` of `a` alike.")]
    nobody = FRAME.replace("x: 1, y: 2, z: 0", "x: 1, y: 1, z: 1").replace("x: 2, y: 0, z: 1", "x: 2, y: 2, z: 2")
    assert (", line 3", "Nobody's scores distinguish the ways to settle `a`.") in warnings(nobody, tmp_path)


def every_package(case: Case) -> Iterator[Package]:
    ways = [list(issue.by_id) if isinstance(issue, ChoiceIssue) else issue.grid(1) for issue in case.issues]
    for choices in product(*ways):
        yield Package(dict(zip(case.issue, choices, strict=True)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(continuous=False, constraints=False))
def test_certain_warnings_are_certain(case: Case) -> None:
    """Who is said never to say yes has no package it accepts; who is said to accept all accepts all."""
    for party, sheet in case.sheets.items():
        low, high = span(sheet)
        values = [sheet.value(package) for package in every_package(case)]
        assert low <= min(values)
        assert max(values) <= high
        said = [problem.what for problem in check_case(case) if f"`{party}` " in problem.what]
        if any("can never say yes" in what for what in said):
            assert max(values) < sheet.no_deal
        if any("says yes to everything" in what or "it says yes to every" in what for what in said):
            assert min(values) >= sheet.no_deal


def test_new_never_overwrites(tmp_path: Path) -> None:
    file = write_starter(tmp_path / "mine")
    assert file == tmp_path / "mine" / "case.yaml"
    file.write_text("mine")
    with pytest.raises(BadInput, match="already"):
        write_starter(tmp_path / "mine")
    assert file.read_text() == "mine"
