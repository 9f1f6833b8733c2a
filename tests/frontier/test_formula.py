"""Formulas as constraints: the listed way and the programmed way against brute force."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.strategies import cases

from makeable.frontier import zone
from makeable.model import Both, Case, ChoiceIssue, Either, Formula, Issue, OneOf, Stated, Within
from makeable.principles import Asked, Division, named


@st.composite
def formulas(draw: st.DrawFn, issues: tuple[Issue, ...], depth: int = 2) -> Formula:
    """A formula on one to a few issues."""
    kind = draw(st.sampled_from(["term", "term", "both", "either"])) if depth else "term"
    if kind == "term":
        issue = draw(st.sampled_from(issues))
        if isinstance(issue, ChoiceIssue):
            return OneOf(issue.id, frozenset(draw(st.sets(st.sampled_from(sorted(issue.by_id))))))
        low, high = sorted(draw(st.lists(st.sampled_from(issue.grid(4)), min_size=2, max_size=2)))
        return Within(issue.id, low, draw(st.sampled_from([high, None])))
    parts = tuple(draw(st.lists(formulas(issues, depth - 1), max_size=3)))
    return Both(parts) if kind == "both" else Either(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), case=cases(continuous=False))
def test_a_formula_is_kept_wherever_packages_are_looked_for(data: st.DataObject, case: Case) -> None:
    formula = data.draw(formulas(case.issues))
    case = replace(case, constraints=(*case.constraints, Stated(formula)))
    allowed = brute.packages(case)
    assert zone(case).packages.value == len(allowed)
    with patch("makeable.principles.choice._small_space", lambda _: None):
        found = named("nash").run(case, Asked(over="all"))
    assert isinstance(found, Division)
    expected = brute.best(case, "nash", "all")
    assert bool(found.packages) == bool(expected)
    assert set(found.packages) <= expected
