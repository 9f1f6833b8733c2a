from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests import brute
from tests.strategies import cases

from makeable.casefile import load
from makeable.coalition import case_game
from makeable.coalition.case_game import game_of_case
from makeable.coalition.core import core
from makeable.coalition.nucleolus import nucleolus
from makeable.errors import BadInput
from makeable.finding import Assumed
from makeable.model import Case


def by_definition(case: Case) -> tuple[Fraction, ...]:
    parties = tuple(case.sheets)
    unknown = set(case.party) - set(parties)
    packages = brute.packages(case)
    worth = [Fraction(0)]
    for mask in range(1, 1 << len(parties)):
        group = {p for i, p in enumerate(parties) if mask >> i & 1}
        sums = [sum(case.sheets[p].gain(package) for p in group) for package in packages]
        worth.append(max([Fraction(0), *sums]) if case.rule.holds(group | unknown) else Fraction(0))
    return tuple(worth)


@settings(max_examples=60)
@given(cases(continuous=False, unknown_sheets=True))
def test_a_group_is_worth_what_it_can_reach_by_itself(case: Case) -> None:
    if not case.sheets:
        with pytest.raises(BadInput, match="Nobody's sheet"):
            game_of_case(case)
        return
    game = game_of_case(case)
    assert game.players == tuple(case.sheets)
    assert game.worth == by_definition(case)
    assert game.drawn_from == {sheet.owner(party) for party, sheet in case.sheets.items()}
    assert Assumed("comparable points") in core(game).reasons
    assert core(game).drawn_from == nucleolus(game).drawn_from == game.drawn_from


@settings(max_examples=15)
@given(cases(continuous=False, parties=(1, 3), issues=(1, 3)))
def test_a_program_for_each_coalition_says_the_same(case: Case) -> None:
    truth = by_definition(case)
    winning = [case.rule.holds({p for i, p in enumerate(case.party) if m >> i & 1}) for m in range(len(truth))]
    if not brute.packages(case):
        return
    found = case_game._per_program(case, winning)
    assert tuple(max(Fraction(0), f) for f in found[1:]) == truth[1:]


def test_a_shipped_case() -> None:
    found = core(game_of_case(load("cases/sports-complex")))
    assert not found.empty
    assert found.least_core_excess == Fraction(-9, 2)
