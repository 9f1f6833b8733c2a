"""Conflicts in three formats, what is wrong with them, and statements about options."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from tests.conflict.models import PUBLISHED, conflict_of, elmira, figures

from makeable.casefile.conflict_file import conflict_in, read_conflict_file
from makeable.casefile.conflict_writer import conflict_data
from makeable.casefile.document import parse
from makeable.casefile.entry import of_data
from makeable.casefile.load import read_case_text
from makeable.casefile.statement_text import statement_of
from makeable.casefile.write import case_data
from makeable.errors import Problem
from makeable.model.conflict import Conflict

OWN = """
title: Two neighbours and a tree
parties:
  - {id: a, name: Anna, options: [cut, {id: sell, only: start}], wishes: [not cut or sell, sell iff tell]}
  - {id: b, options: [tell], ranking: [YNN, [NNN, NYN], --Y], estimated_by: mediator}
impossible: [cut and sell and tell, cut and sell]
status_quo: []
"""


def read(text: str) -> tuple[Conflict | None, list[Problem]]:
    problems: list[Problem] = []
    root = parse(text, "conflict.yaml", problems)
    assert root is not None
    return conflict_in(root, problems, "conflict"), problems


def test_states_are_numbered_with_the_first_option_fastest() -> None:
    conflict, _ = read(OWN)
    assert conflict is not None
    assert [(s.id, s.pattern) for s in conflict.states] == [
        ("1", "NNN"), ("2", "YNN"), ("3", "NYN"), ("4", "NNY"), ("5", "YNY"), ("6", "NYY"),
    ]  # fmt: skip
    assert conflict.status_quo == "1"
    assert conflict.actor["b"].owner == "mediator"


def test_a_state_is_ranked_once() -> None:
    twice = OWN.replace("[NNN, NYN]", "[NNN, YNN]")
    conflict, problems = read(twice)
    assert conflict is None
    assert "ranks the state 2 twice" in problems[0].what


def test_what_a_ranking_leaves_out_is_told() -> None:
    conflict, problems = read(OWN.replace("YNN, ", ""))
    assert conflict is not None
    assert any("does not rank" in p.what and p.severity == "warning" for p in problems)


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (OWN.replace("cut and sell]", "cut and mow]"), "`mow` is not an option"),
        (OWN.replace("cut and sell]", "cut and (sell]"), "not closed"),
        (OWN.replace("only: start", "only: once"), "`only` cannot be `once`"),
        (OWN.replace("--Y]", "NYNN]"), "no state `NYNN`"),
        (OWN.replace("status_quo: []", "status_quo: [cut, sell]"), "no possible state"),
        (OWN.replace("[cut and sell and tell, cut and sell]", "[cut or not cut]"), "Nothing is possible"),
        (OWN + "states: {x: y}\n", "either options"),
        (OWN + "moves: {c: {}}\n", "`c`"),
        (OWN.replace("[tell]", "[cut]"), "`cut`"),
        ("title: x\nparties: [{id: a}]\n", "either options"),
        ("title: x\nstatus_quo: 1\n", "no parties"),
    ],
)
def test_problems_say_what_is_wrong(broken: str, what: str) -> None:
    conflict, problems = read(broken)
    assert conflict is None
    assert any(what in problem.what for problem in problems), problems
    assert all(problem.fix for problem in problems)


def test_writing_and_reading_again_changes_nothing() -> None:
    made, _ = read(OWN)
    assert made is not None
    for conflict in (made, elmira(), *(conflict_of(m["file"]) for m in figures()["models"])):
        again = conflict_of({"title": conflict.title, **conflict_data(conflict)})
        assert again.states == conflict.states
        assert again.actors == conflict.actors
        assert again.moves == conflict.moves
        assert [w.text for w in again.impossible] == [w.text for w in conflict.impossible]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_file_of_gmcr_has_the_states_that_it_ranks(name: str) -> None:
    model = next(m for m in figures()["models"] if m["id"] == name)
    conflict = conflict_of(model["file"])
    ranked = {s for a in conflict.actors if a.outlook for tier in a.outlook.ranking for s in tier}
    assert ranked in (set(), set(conflict.state))


def test_gmcr_with_options_of_the_same_name() -> None:
    garrison = conflict_of(next(m for m in figures()["models"] if m["id"] == "garrison")["file"])
    assert len(garrison.choices) == 9
    assert [choice.name for choice in garrison.choices.values()].count("Full") == 2


def test_a_bad_file_of_gmcr_gives_problems_not_a_traceback() -> None:
    for broken in (
        {"decisionMakers": [{"name": "A", "options": [7]}], "options": [{"name": "x"}], "infeasibles": []},
        {"decisionMakers": 3, "options": []},
        {"decisionMakers": [{"options": [0]}], "options": [{}], "infeasibles": [[[0, "maybe"]]]},
    ):
        problems: list[Problem] = []
        assert conflict_in(of_data(broken, "x.gmcr"), problems) is None
        assert problems


def test_statements_mean_what_they_say() -> None:
    options = ("a", "b", "c")
    meanings = {
        "a": "a",
        "not a": "not a",
        "a and not b": "a and not b",
        "a & !b | c": "(a and not b) or c",
        "a and (b or c)": "a and (b or c)",
        "a if b": "a or not b",
        "a iff b and c": "a == (b and c)",
        "not (a or b) if c": "not (a or b) or not c",
    }
    for text, meaning in meanings.items():
        statement = statement_of(text, options)
        for values in product((False, True), repeat=3):
            taken = {o for o, on in zip(options, values, strict=True) if on}
            meant = eval(meaning, dict(zip(options, values, strict=True)))
            assert statement.holds(taken) == meant, (text, values)


@pytest.mark.parametrize("text", ["", "a and", "a b", "a and or b", "(a", "a)", "not", "a if b if c"])
def test_statements_that_make_no_sense(text: str) -> None:
    with pytest.raises(ValueError):
        statement_of(text, ("a", "b", "c"))


CASE = """
makeable: 1
title: Two neighbours
issues: [{id: tree, options: [stays, goes]}]
parties:
  - {id: a, sheet: {no_deal: 1, scores: {tree: {stays: 0, goes: 2}}}}
  - b
history:
  - {between: [a, b], text: Shared a well for years, tone: 0.5, when: 2019-05-01}
conflict:
  parties:
    - {id: a, options: [cut], ranking: ["2", "1"]}
    - {id: b, options: [sue], wishes: [not cut]}
  impossible: [cut and sue]
"""


def test_a_conflict_and_a_history_are_sections_of_a_case() -> None:
    case, problems = read_case_text(CASE)
    assert case is not None, problems
    assert case.conflict is not None
    assert case.conflict.title == "Two neighbours"
    assert case.history[0].between == ("a", "b")
    again, _ = read_case_text(_yaml(case_data(case)))
    assert again == case


def _yaml(data: object) -> str:
    from makeable.casefile.yaml_text import to_yaml

    return to_yaml(data)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("tone: 0.5", "tone: 2", "between -1 and 1"),
        ("between: [a, b]", "between: [a]", "two parties"),
        ("{id: b, options", "{id: c, options", "`c` is not known"),
    ],
)
def test_problems_in_these_sections(before: str, after: str, what: str) -> None:
    case, problems = read_case_text(CASE.replace(before, after))
    assert case is None
    assert any(what in problem.what for problem in problems), problems


def test_a_case_without_a_conflict_says_so(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE.split("conflict:")[0])
    conflict, problems = read_conflict_file(file)
    assert conflict is None
    assert "describes no conflict" in problems[-1].what
