"""Reading case files: every problem at once, each with its line; what is tricky in YAML and JSON."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from makeable.casefile import load, read_case, read_case_text
from makeable.casefile.save import save, save_folder
from makeable.errors import BadInput
from makeable.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Budget,
    Case,
    ChoiceIssue,
    Excluded,
    Implied,
    OneOf,
    QuantityIssue,
    Quota,
    Within,
)

CASE = """\
makeable: 1
issues:
  - {id: place, options: [bay, hill]}
  - {id: money, unit: M$, range: [0, 3], step: 0.5}
parties:
  - id: p
    sheet: {no_deal: 1, scores: {place: {bay: 2, hill: 0}, money: {0: 0, 3: 2}}}
  - id: q
    sheet: {no_deal: 1, scores: {place: [0, 1], money: {0: 2, 1.5: 1, 3: 0}}}
"""


def case_of(text: str) -> Case:
    case, problems = read_case_text(text)
    assert case is not None, problems
    return case


def told(text: str, name: str = "case") -> list[tuple[str, str]]:
    case, problems = read_case_text(text, name)
    assert case is None
    return [(problem.where.removeprefix(f"{name}, "), problem.what) for problem in problems]


def test_values_are_exact() -> None:
    case = case_of(CASE)
    q = case.sheets["q"]
    assert case.issues[1] == QuantityIssue("money", "money", "M$", Fraction(0), Fraction(3), Fraction(1, 2))
    assert q.value({"place": "hill", "money": Fraction(1, 2)}) == 1 + Fraction(5, 3)
    assert case.unanimous


def test_yes_no_and_numbers_are_names_where_names_are_asked_for() -> None:
    """YAML turns `no` into a truth value and 007 into a number; here they stay what was written."""
    text = CASE.replace("[bay, hill]", "[no, yes, 007, 1.50, on]").replace("{bay: 2, hill: 0}", "[1, 2, 3, 4, 5]")
    issue = case_of(text.replace("[0, 1]", "[1, 1, 1, 1, 1]")).issues[0]
    assert isinstance(issue, ChoiceIssue)
    assert list(issue.by_id) == ["no", "yes", "007", "1.50", "on"]


def test_numbers_may_be_quoted_percents_and_ratios() -> None:
    text = CASE.replace("no_deal: 1,", "no_deal: '2/3',", 1).replace("no_deal: 1,", "no_deal: 50 %,", 1)
    assert [sheet.no_deal for sheet in case_of(text).sheets.values()] == [Fraction(2, 3), Fraction(1, 2)]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("unanimity", AtLeast(2, ("p", "q"))),
        ("{at_least: 1}", AtLeast(1, ("p", "q"))),
        ("{at_least: 50 %}", AtLeast(1, ("p", "q"))),
        ("{at_least: 2/3}", AtLeast(2, ("p", "q"))),
        ("{required: [p]}", AtLeast(1, ("p",))),
        ("{veto: p}", AtLeast(1, ("p",))),
        ("{of: [q]}", AtLeast(1, ("q",))),
        ("{at_least: 1, required: q}", AllOf((AtLeast(1, ("p", "q")), AtLeast(1, ("q",))))),
        ("{at_least: 1, name: Board}", AllOf((AtLeast(1, ("p", "q")),), "Board")),
        ("{any: [{required: p}, {required: q}], name: E}", AnyOf((AtLeast(1, ("p",)), AtLeast(1, ("q",))), "E")),
        ("{weights: {p: 3, q: 2}, quota: 60 %}", Quota({"p": Fraction(3), "q": Fraction(2)}, Fraction(3))),
        ("{weights: {p: 1/2, q: 1/2}, quota: 2/3}", Quota({"p": Fraction(1, 2), "q": Fraction(1, 2)}, Fraction(2, 3))),
        ("{of: [q], all: [{at_least: 1}]}", AllOf((AtLeast(1, ("q",)),))),
    ],
)
def test_rules(written: str, rule: object) -> None:
    assert case_of(CASE + f"rule: {written}\n").rule == rule


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("majority", "The rule `majority` is not known."),
        ("{at_least: 3}", "`at_least: 3` is no number of yeses among 2 parties."),
        ("{at_least: 1.5}", "`at_least: 1.5` is no number of yeses among 2 parties."),
        ("{at_least: -1}", "`at_least: -1` is no number of yeses among 2 parties."),
        ("{at_least: 1, of: [r]}", "The party: `r` is not known."),
        ("{all: []}", "`all` lists no rule."),
        ("{any: }", "`any` lists no rule."),
        ("{of: [p], required: [q]}", "`of` says among whom to count, and nothing is counted."),
        ("{weights: {p: 1}}", "A weighted rule needs both `weights` and `quota`."),
        ("{weights: {p: -1}, quota: 0}", "The weight of `p` is negative."),
        ("{weights: {p: 1}, quota: 2}", "The quota is above the sum of all weights: no deal could ever pass."),
        ("{weights: {}, quota: 1}", "The quota is above the sum of all weights: no deal could ever pass."),
        ("[p, q]", "`rule` must be a mapping (name: value), not a list."),
    ],
)
def test_rules_that_make_no_sense(written: str, says: str) -> None:
    assert told(CASE + f"rule: {written}\n") == [("line 10", says)]


def test_constraints() -> None:
    text = CASE + (
        "constraints:\n  - {not: {place: [bay, hill], money: {at_least: 2}}, note: Too dear}\n"
        "  - {if: {place: bay}, then: {money: 1.5}}\n  - {sum: {money: 2, place: {bay: 1}}, at_most: 5}\n"
    )
    excluded, implied, budget = case_of(text).constraints
    assert isinstance(excluded, Excluded)
    assert excluded.note == "Too dear"
    assert excluded.condition.terms == (
        OneOf("place", frozenset(["bay", "hill"])),
        Within("money", Fraction(2), None),
    )
    assert isinstance(implied, Implied)
    assert implied.then.terms == (Within("money", Fraction(3, 2), Fraction(3, 2)),)
    assert budget == Budget({"money": Fraction(2)}, {"place": {"bay": Fraction(1)}}, "at_most", Fraction(5))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("makeable: 1\n", "", 1, "does not say that it is a case file"),
        ("makeable: 1", "makeable: 2", 1, "version 2"),
        ("[bay, hill]", "[bay, bay]", 3, "`bay` is already the id of an option of `place`"),
        ("options: [bay, hill]", "options: bay", 3, "must be a list"),
        ("range: [0, 3]", "range: [3, 0]", 4, "runs backwards"),
        ("step: 0.5", "step: 0.7", 4, "do not lead from 0 to 3"),
        ("step: 0.5", "step: 0", 4, "do not lead from 0 to 3"),
        ("id: q", "id: p", 8, "`p` is already the id of a party"),
        ("id: q", "id: mediator", 8, "cannot be the id of a party"),
        ("id: q", 'id: "a\\nb"', 8, "is no id"),
        ("id: q", f"id: {'q' * 201}", 8, "is no id"),
        ("no_deal: 1, scores: {place: [", "no_deal: one, scores: {place: [", 9, "must be a number, not `one`"),
        ("no_deal: 1, scores: {place: [", "no_deal: 1e200, scores: {place: [", 9, "beyond any scale"),
        ("no_deal: 1, scores: {place: [", "scores: {place: [", 9, "has no `no_deal`"),
        ("[0, 1]", "[0]", 9, "a list of 1 for the 2 options"),
        ("{bay: 2, hill: 0}", "{bay: 2}", 7, "gives no score for `hill`"),
        ("{bay: 2, hill: 0}", "{bay: 2, hil: 0, hill: 0}", 7, "There is no part `hil`"),
        ("1.5: 1", "4: 1", 9, "outside the range"),
        ("1.5: 1", "1.5: 1, 3/2: 1", 9, "two scores at 1.5"),
        ("1.5: 1", "half: 1", 9, "is not an amount"),
        ("0: 2, 1.5: 1, 3: 0", "0: 2, 1.5: 1", 9, "say nothing at 3"),
        ("no_deal: 1, scores: {place: [", "confidence: 2, no_deal: 1, scores: {place: [", 9, "between 0 and 1"),
        ("no_deal: 1, scores: {place: [", "estimated_by: r, no_deal: 1, scores: {place: [", 9, "`r` is not known"),
        ("no_deal: 1, scores: {place: [", "no_deal: 1, no_deal: 1, scores: {place: [", 9, "a second time"),
    ],
)
def test_problems_have_their_line(old: str, new: str, line: int, says: str) -> None:
    assert old in CASE
    found = told(CASE.replace(old, new, 1))
    assert any(where == f"line {line}" and says in what for where, what in found), found


def test_one_mistake_is_told_once() -> None:
    """What refers to an issue that cannot be read is not reported again."""
    found = told(CASE.replace("step: 0.5", "step: 0.7") + "draft: {place: bay, money: 1}\n")
    assert len(found) == 1


def test_all_problems_come_at_once() -> None:
    text = CASE.replace("range: [0, 3]", "range: [0]").replace("bay: 2", "bay: two") + "rule: most\ncolour: red\n"
    assert [where for where, _ in told(text)] == ["line 11", "line 4", "line 7", "line 10"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: b: c", 1, "second colon"),
        ("a:\n\tb: 1", 2, "tab"),
        ("a: [1, 2\nb: 3", 2, "bracket"),
        ('a: "x\nb: 1\n', 1, "quote is not closed"),
        ("a: *b", 1, "`*b` is not defined"),
        ("a: 1\n---\nb: 1", 2, "second document"),
        ("a: @x", 1, "cannot stand here"),
        ("? [a]\n: 1", 1, "A key must be plain text"),
        ("a: 1\na: 2", 2, "`a` stands here a second time"),
        ('{"a": 1,}', 1, "does not say that it is a case file"),  # read as YAML, which allows it
        ("", None, "The file is empty."),
    ],
)
def test_broken_yaml_is_explained(text: str, line: int | None, says: str) -> None:
    found = told(text)
    assert any(says in what and (line is None or where == f"line {line}") for where, what in found), found


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('{"a": 1 "b": 2}', 1, "A comma or } is missing."),
        ('{"a": [1, 2}', 1, "A comma or ] is missing."),
        ('{\n"a": "x', 2, "cannot be read"),
        ('{\n"a"\n1}', 3, "A colon is missing."),
        ('{"a": 1}\n}', 2, "Something follows the end"),
    ],
)
def test_broken_json_is_explained(text: str, line: int, says: str) -> None:
    assert any(where == f"line {line}" and says in what for where, what in told(text, "case.json"))


def test_json_with_tabs_escapes_and_repeated_keys() -> None:
    case, problems = read_case_text(
        '{"makeable": 1,\n\t"title": "\\ud83d\\ude00 \\u00e9 \\/",\n\t"issues": [{"id": "a", "options": ["x"]}],\n'
        '\t"parties": [{"id": "p", "sheet": {"no_deal": "2/3", "scores": {"a": {"x": 1.10}}}}]}'
    )
    assert case is not None, problems
    assert case.title == "😀 é /"
    assert case.sheets["p"].no_deal == Fraction(2, 3)
    twice = (
        '{"makeable": 1,\n"title": "a",\n"title": "b",\n"issues": [{"id": "a", "options": ["x"]}], "parties": ["p"]}'
    )
    assert told(twice, "c.json") == [("line 3", "`title` stands here a second time.")]


def test_sheets_in_files_of_their_own(tmp_path: Path) -> None:
    case = load("cases/sports-complex")
    files = save_folder(case, tmp_path)
    assert sorted(file.name for file in files) == sorted(["case.yaml", *(f"{p}.yaml" for p in case.party)])
    assert "scores" not in (tmp_path / "case.yaml").read_text(encoding="utf-8")
    assert load(tmp_path) == case
    with pytest.raises(BadInput, match="already"):
        save_folder(case, tmp_path)
    (tmp_path / "sheets" / "mayor.yaml").rename(tmp_path / "sheets" / "major.yaml")
    found, problems = read_case(tmp_path)
    assert found is not None
    assert found.party["mayor"].sheet is None
    assert ["major.yaml" in problem.where for problem in problems] == [True]


def test_a_sheet_file_may_be_named_but_not_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "his.yaml").write_text("no_deal: 1\n")
    (tmp_path / "out.yaml").write_text("no_deal: 1\n")
    frame = "makeable: 1\nissues: [{id: a, options: [x]}]\nparties: [{id: p, sheet: "
    file = tmp_path / "in" / "case.yaml"
    file.write_text(frame + "his.yaml}]\n")
    assert load(file).sheets["p"].no_deal == 1
    for outside in ("../out.yaml", str(tmp_path / "out.yaml"), "/etc/passwd", "x" * 5000):
        file.write_text(frame + f'"{outside}"' + "}]\n")
        _, problems = read_case(file)
        assert "is not there" in problems[0].what


def test_ids_that_no_file_can_have(tmp_path: Path) -> None:
    case = case_of(CASE.replace("id: q", "id: 'a/b: ü'"))
    save_folder(case, tmp_path / "f")
    assert load(tmp_path / "f") == case


def test_a_case_is_saved_once(tmp_path: Path) -> None:
    case = load("cases/sports-complex")
    for name in ("new/c.yaml", "new/c.json"):
        save(case, tmp_path / name)
        assert load(tmp_path / name) == case
        with pytest.raises(BadInput, match="already"):
            save(case, tmp_path / name)


@pytest.mark.parametrize("what", ["nowhere", "empty", "bytes", "directory"])
def test_files_that_are_no_case(what: str, tmp_path: Path) -> None:
    path = tmp_path / what
    if what == "empty":
        path.write_bytes(b"")
    if what == "bytes":
        path.write_bytes(b"makeable: 1\n\xff\xfe\x80")
    if what == "directory":
        path.mkdir()
    case, problems = read_case(path)
    assert case is None
    assert len(problems) == 1
    assert str(path) in problems[0].where
    with pytest.raises(BadInput):
        load(path)
