"""Claims files, items files and records of a choice: read exactly, with every problem at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.casefile import read_case
from makeable.casefile.chosen_file import frame_of, read_chosen, write_chosen
from makeable.casefile.goods_reader import read_goods, read_goods_text
from makeable.casefile.pie_reader import read_pie, read_pie_text
from makeable.errors import BadInput
from makeable.model.chosen import Chosen

DIVIDING = Path(__file__).parents[2] / "cases" / "dividing"


def test_the_shipped_pies() -> None:
    pie, problems = read_pie(DIVIDING / "three-wives.yaml")
    assert (problems, pie is not None) == ((), True)
    assert pie is not None
    assert (pie.amount, pie.figures["claim"]) == (200, (100, 200, 300))
    pie, problems = read_pie(DIVIDING / "river-dams.yaml")
    assert pie is not None
    assert pie.worth is not None
    assert (pie.amount, pie.worth[0b101], problems) == (412584, 378821, ())


def test_everything_wrong_with_a_pie_is_said_at_once() -> None:
    text = """
divide: cake
amount: lots
parties:
  - {id: a, claim: -1, weight: 0}
  - {id: a, claim: 2}
  - {id: b, claims: 2}
coalitions: {a: 1, a + c: 2}
cost_of: {x: 1}
precedents: [{shares: {zoe: 1}}]
wishes: none
"""
    pie, problems = read_pie_text(text)
    said = " ".join(problem.what for problem in problems)
    assert pie is None
    for part in (
        "cannot be divided", "`amount` must be a number", "negative", "weight of `a` is 0", "already the id of a party",
        "no part `claims`", "`c` is no party", "not an amount", "has no name", "`zoe` is no party",
        "no part `wishes`",
    ):  # fmt: skip
        assert part in said, part


def test_missing_groups_and_figures_are_named() -> None:
    _, problems = read_pie_text("divide: cost\nparties: [{id: a}, {id: b}]\ncoalitions: {a: 1, b: 2}\n")
    assert "a + b" in problems[0].what
    pie, problems = read_pie_text("amount: 3\nparties: [{id: a, claim: 1, use: 2}, {id: b, claim: 4}]\n")
    assert pie is not None
    assert problems[0].severity == "warning"
    assert "`use` is told of some" in problems[0].what
    _, problems = read_pie_text("parties: [{id: a, claim: 1}]\n")
    assert "`amount` is missing" in problems[0].what


def test_amounts_that_follow_from_the_rest() -> None:
    pie, _ = read_pie_text("divide: cost\nparties: [{id: a, reach: 2}, {id: b, reach: 5/2}]\n")
    assert pie is not None
    assert pie.amount == Fraction(5, 2)
    pie, _ = read_pie_text(
        "divide: cost\ncost_of: {0: 0, 10: 100}\nparties: [{id: a, demand: 2}, {id: b, demand: 3}]\n"
    )
    assert pie is not None
    assert pie.amount == 50


def test_the_shipped_goods() -> None:
    goods, problems = read_goods(DIVIDING / "camp-david.yaml")
    assert goods is not None
    assert problems == ()
    assert goods.totals == (100, 100)
    assert goods.plain
    assert goods.equal


def test_everything_wrong_with_goods_is_said_at_once() -> None:
    text = """
items: [house, {id: boat, copies: 0}, house]
parties:
  - {id: a, points: {house: -1, yacht: 3}, entitlement: 0, at_most: -1}
"""
    goods, problems = read_goods_text(text)
    said = " ".join(problem.what for problem in problems)
    assert goods is None
    for part in (
        "already the id of an item",
        "0 copies",
        "Points are negative",
        "no part `yacht`",
        "not positive",
        "at_most",
    ):
        assert part in said, part


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    for read in (read_pie_text, read_goods_text):
        found, problems = read(text)  # type: ignore[operator]
        assert found is not None or problems


def test_a_choice_is_written_once_and_tells_a_changed_frame(tmp_path: Path) -> None:
    case, _ = read_case("cases/sports-complex")
    assert case is not None
    chosen = Chosen("nash", "packages", ("mayor",), ("units",), date(2026, 3, 1), frame_of(case))
    file = tmp_path / "chosen.yaml"
    write_chosen(chosen, file)
    assert read_chosen(file) == (chosen, ())
    with pytest.raises(BadInput):
        write_chosen(chosen, file)
    bare = case.with_sheets(dict.fromkeys(case.party))
    assert frame_of(bare) == frame_of(case)
    from dataclasses import replace

    assert frame_of(replace(case, issues=case.issues[1:], draft=None, packages={})) != frame_of(case)
    file.write_text("on: soon\nprinciple:\nwhy: no\n")
    found, problems = read_chosen(file)
    assert found is None
    assert len(problems) == 3
