"""A shortlist holds the best by every principle, differs in substance, and ranks as brute force does."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from tests import brute
from tests.strategies import cases

from makeable.casefile import load
from makeable.invent.shortlist import shortlist
from makeable.model import Case


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(continuous=False))
def test_entries_are_candidates_ranked_right(case: Case) -> None:
    found = shortlist(case, 5)
    among = brute.scope(case, found.over)
    assert found.considered == len(among)
    assert bool(found.entries) == bool(among)
    assert len({entry.package for entry in found.entries}) == len(found.entries) <= 5
    for entry in found.entries:
        assert entry.package in among
        for principle in entry.best_by:
            assert entry.package in brute.best(case, principle, found.over)
        totals = [sum(brute.counted(case, package, found.over)) for package in among]
        own = sum(brute.counted(case, entry.package, found.over))
        assert entry.ranks["utilitarian"] == 1 + sum(total > own for total in totals)


def test_no_entry_is_beaten_by_another_candidate() -> None:
    case = load("cases/one-front-door")
    found = shortlist(case)
    vectors = [brute.values(case, package) for package in brute.scope(case, "unanimous")]
    assert len(found.entries) == 7
    for entry in found.entries:
        assert not any(brute.beats(other, brute.values(case, entry.package)) for other in vectors)


def test_a_longer_list_begins_with_the_same_best() -> None:
    case = load("cases/sports-complex")
    short, long = shortlist(case, 3), shortlist(case, 7)
    assert [e.package for e in short.entries] == [e.package for e in long.entries[:3]]
    assert long.entries[0].best_by[0] == "nash"
