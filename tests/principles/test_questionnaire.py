"""Principle first: statements, the principles that keep them, and what nothing can keep."""

from __future__ import annotations

import pytest

from makeable.errors import BadInput
from makeable.principles.questionnaire import axioms_of, library, questionnaire
from makeable.principles.statements import IMPOSSIBLE, KINDS, STATEMENTS, statements_of


@pytest.mark.parametrize("kind", KINDS)
def test_every_axiom_of_a_principle_is_a_statement_and_every_statement_has_a_principle(kind: str) -> None:
    known = {statement.id for statement in statements_of(kind)}  # type: ignore[arg-type]
    held = {axiom for rule in library(kind).values() for axiom in rule.axioms}  # type: ignore[arg-type]
    assert held <= set(STATEMENTS)
    assert known - held <= {"divider"}  # with three or more, nothing keeps it always


@pytest.mark.parametrize("impossible", IMPOSSIBLE, ids=lambda i: "+".join(i.statements))
def test_no_principle_keeps_what_is_said_to_be_impossible(impossible: object) -> None:
    kind, statements = impossible.kind, impossible.statements  # type: ignore[attr-defined]
    both = [name for name, rule in library(kind).items() if set(statements) <= set(axioms_of(rule, kind))]
    assert set(both) <= set(impossible.nearest)  # type: ignore[attr-defined]
    assert set(statements) <= {statement.id for statement in statements_of(kind)}
    found = questionnaire(kind, statements)
    assert any(i.statements == statements for i in found.impossible)


def test_what_a_group_says_points_to_principles() -> None:
    found = questionnaire("cost", ["use"])
    assert set(found.agree) == {"airport", "proportional-to-use", "serial"}
    found = questionnaire("claims", ["self-dual", "truncation"])
    assert set(found.agree) >= {"talmud", "random-arrival", "adjusted-proportional"}
    assert found.impossible == ()
    found = questionnaire("packages", ["units", "efficient"], ["hopes"])
    assert "nash" in found.agree
    assert "kalai-smorodinsky" not in found.agree


def test_what_cannot_be_asked() -> None:
    with pytest.raises(BadInput, match="no statement"):
        questionnaire("items", ["use"])
    with pytest.raises(BadInput, match="rejected"):
        questionnaire("cost", ["use"], ["use"])
