"""The "taken" test against brute force: what shows it is there, and the cure is the smallest there is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.brute import packages
from tests.strategies import cases, packages_of

from makeable.casefile import load
from makeable.cli import main
from makeable.errors import BadInput
from makeable.invent.taken import taken
from makeable.model import Case, Package
from makeable.principles import nash


def test_the_league_was_taken_and_what_would_cure_it() -> None:
    case = load("cases/sports-complex")
    draft = Package({"A": "A2", "B": "B2", "C": "C3", "D": "D3", "E": "E4"})
    found = taken(case, draft, ("nash",), money={"league": Fraction(2)})
    rows = {row.party: row for row in found.parties}
    assert rows["league"].verdict == "clearly"
    line = rows["league"].charges[0]
    assert (line.kind, line.by, line.money) == ("no deal", 8, 4)
    assert line.cure is not None
    assert line.cure.gains["league"] >= 0
    assert rows["tourism"].verdict == "no"
    assert rows["cities"].verdict == "clearly", "the one principle with standing gives it more"
    assert found.groups == (("mayor", "cities", "union", "league"), ("sportco", "tourism"))


def test_nobody_is_taken_by_what_the_principle_chose() -> None:
    case = load("cases/sports-complex")
    found = taken(case, nash.nash(case).packages[0], ("nash",), groups=())
    assert all(row.verdict == "no" and not row.charges for row in found.parties)


def test_strangers_are_refused() -> None:
    case = load("cases/sports-complex")
    with pytest.raises(BadInput, match="nobody"):
        taken(case, case.draft or Package({}), groups=[["mayor", "nobody"]])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(case=cases(parties=(2, 3), continuous=False), data=st.data())
def test_charges_and_cures_are_those_of_brute_force(case: Case, data: st.DataObject) -> None:
    package = data.draw(packages_of(case.issues))
    everything = list(packages(case))
    found = taken(case, package, ("nash",))
    sheets = case.sheets
    for row in found.parties:
        sheet = sheets[row.party]
        for_nothing = [p for p in everything if all(s.value(p) >= s.value(package) for s in sheets.values())]
        best = max((sheet.value(p) for p in for_nothing), default=sheet.value(package)) - sheet.value(package)
        free = [charge.by for charge in row.charges if charge.kind == "at no cost"]
        assert free == ([best] if best > 0 else [])
        for charge in row.charges:
            if charge.kind == "at no cost":
                continue
            enough = [
                p
                for p in everything
                if sheet.value(p) >= row.value + charge.by
                and all(s.gain(p) >= 0 for s in sheets.values() if s.gain(package) >= 0)
            ]
            if charge.cure is None:
                assert not enough
                continue
            assert charge.cure.package in enough
            fewest = min(len(p.differs_from(package)) for p in enough)
            assert len(charge.cure.issues) == fewest


def test_the_command_answers_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["taken", "cases/sports-complex", "--money", "all=2"]) == 0
    assert "could say: we were taken" in " ".join(capsys.readouterr().out.split())
    assert main(["taken", "cases/sports-complex", "--language", "nl"]) == 0
    assert "beetgenomen" in capsys.readouterr().out
    assert main(["taken", "cases/sports-complex", "--money", "mayor=-1"]) == 1
    assert "--money" in capsys.readouterr().err
