import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import brute
from tests.strategies import cases

from makeable.casefile import load
from makeable.coalition import leaving as module
from makeable.coalition.leaving import who_would_leave
from makeable.model import Case


def preferring(case: Case, draft_values: dict[str, object], package: object) -> frozenset[str]:
    return frozenset(
        party
        for party, sheet in case.sheets.items()
        if sheet.value(package) > draft_values[party] and sheet.gain(package) >= 0  # type: ignore[arg-type, operator]
    )


@settings(max_examples=60)
@given(cases(continuous=False, unknown_sheets=True), st.data())
def test_by_definition(case: Case, data: st.DataObject) -> None:
    packages = brute.packages(case)
    if not packages:
        return
    draft = data.draw(st.sampled_from(packages))
    now = {party: sheet.value(draft) for party, sheet in case.sheets.items()}
    unknown = frozenset(case.party) - frozenset(case.sheets)
    able = {group for p in packages if (group := preferring(case, now, p)) and case.rule.holds(group | unknown)}
    largest = {group for group in able if not any(group < other for other in able)}
    found = who_would_leave(case, draft)
    assert {frozenset(way.members) for way in found.ways} == largest
    for way in found.ways:
        assert case.allows(way.package)
        assert preferring(case, now, way.package) == frozenset(way.members)
        assert all(by > 0 for by in way.better.values())
        assert {**way.better, **way.others} == {
            party: sheet.value(way.package) - now[party] for party, sheet in case.sheets.items()
        }


@settings(max_examples=20)
@given(cases(continuous=False, parties=(1, 3), issues=(1, 3)), st.data())
def test_programs_find_a_way_exactly_when_there_is_one(case: Case, data: st.DataObject) -> None:
    packages = brute.packages(case)
    if not packages:
        return
    draft = data.draw(st.sampled_from(packages))
    listed = who_would_leave(case, draft)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_LISTED", 0)
        solved = who_would_leave(case, draft)
    assert bool(solved.ways) == bool(listed.ways)
    now = {party: sheet.value(draft) for party, sheet in case.sheets.items()}
    for way in solved.ways:
        willing = preferring(case, now, way.package)
        assert case.rule.holds(willing)
        assert all(by > 0 for by in way.better.values())


def test_nobody_leaves_where_a_required_party_has_its_best() -> None:
    case = load("cases/sports-complex")
    assert case.draft is not None
    assert who_would_leave(case, case.draft).ways == ()
