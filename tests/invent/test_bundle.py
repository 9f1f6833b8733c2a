"""Agendas: every issue has one place, and the reasons given hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from tests.brute import packages
from tests.strategies import cases

from makeable.casefile import load
from makeable.frontier.importance import importance
from makeable.invent.bundle import agenda, one_by_one
from makeable.model import AtLeast, Case, ChoiceIssue, Option, Party, Scores, Sheet

SHIPPED = ["winter-ferry", "one-front-door", "sports-complex", "valley-water", "camp-david", "bus-corridor"]


def bilateral(first: dict[str, int], second: dict[str, int]) -> Case:
    """Two parties, issues of two options: above 0 a party wants yes, below 0 no, by so many points."""
    issues = tuple(ChoiceIssue(i, i, (Option("no", "no"), Option("half", "half"), Option("yes", "yes"))) for i in first)

    def party(name: str, points: dict[str, int]) -> Party:
        scores = {
            i: Scores({"no": Fraction(max(-p, 0)), "half": Fraction(abs(p), 2), "yes": Fraction(max(p, 0))})
            for i, p in points.items()
        }
        return Party(name, name, Sheet(Fraction(0), scores))

    return Case("Two", issues, (party("a", first), party("b", second)), AtLeast(2, ("a", "b")))


def test_what_offsets_is_bundled_what_is_agreed_is_settled_what_is_small_may_wait() -> None:
    case = bilateral(
        {"dear": 60, "cheap": 20, "same": 12, "small": 8}, {"dear": -20, "cheap": -60, "same": 12, "small": -8}
    )
    found = agenda(case)
    places = {item.issues: item for item in found.items}
    assert places["same",].place == "settle"
    assert places["same",].because == "dominant"
    assert dict(places["same",].settled) == {"same": "yes"}
    together = places["dear", "cheap"]
    offset = next(link for link in together.links if link.why == "offset")
    assert offset.issues == ("dear", "cheap")
    assert offset.parties == ("a", "b")
    assert offset.worth == Fraction(1, 5)
    assert together.example is not None
    assert min(together.example.gains.values()) > 0
    assert places["small",].place == "postpone"
    assert [item.place for item in found.items] == ["settle", "together", "postpone"]


def test_a_single_contest_stands_alone() -> None:
    found = agenda(bilateral({"x": 60, "y": 40}, {"x": -60, "y": 40}))
    assert [(item.place, item.issues) for item in found.items] == [("settle", ("y",)), ("alone", ("x",))]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_issue_has_one_place_and_the_reasons_hold(name: str) -> None:
    case = load(f"cases/{name}")
    found = agenda(case)
    assert sorted(i for item in found.items for i in item.issues) == sorted(case.issue)
    weights = importance(case).shares
    for item in found.items:
        if item.place == "postpone":
            assert all(by[item.issues[0]] <= Fraction(1, 10) for by in weights.values())
        for link in item.links:
            assert set(link.issues) <= set(item.issues)
            if link.why == "offset":
                (one, other), (i, j) = link.parties, link.issues
                assert weights[one][i] - weights[one][j] >= 2 * link.worth > 0
                assert weights[other][j] - weights[other][i] >= 2 * link.worth
        if item.example is not None:
            assert case.allows(item.example.package)
            assert min(item.example.gains.values()) >= 0


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(parties=(1, 3), issues=(1, 3), continuous=False))
def test_settling_what_is_dominant_loses_nothing(case: Case) -> None:
    every = packages(case)
    if not every:
        return
    found = agenda(case)
    dominant = {i: way for item in found.items if item.because == "dominant" for i, way in item.settled.items()}
    allowed = set(every)
    for package, issue in product(every, dominant):
        after = package.changed({issue: dominant[issue]})
        assert after in allowed
        assert all(sheet.value(after) >= sheet.value(package) for sheet in case.sheets.values())
    assert sorted(i for item in found.items for i in item.issues) == sorted(case.issue)


def test_one_by_one_keeps_the_constraints() -> None:
    for name in SHIPPED:
        case = load(f"cases/{name}")
        assert case.allows(one_by_one(case))
