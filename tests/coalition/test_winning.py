from fractions import Fraction
from math import comb

from hypothesis import given
from tests.strategies import rules
from tests.voting_games import brute_swings, minimal

from makeable.coalition.voting_game import game_of, weighted_rule
from makeable.coalition.winning import NobodyDecides, coalitions
from makeable.model import AllOf, AtLeast, Quota, Rule

PARTIES = ("a", "b", "c", "d")


def masks(groups: tuple[tuple[str, ...], ...]) -> list[int]:
    return sorted(sum(1 << PARTIES.index(p) for p in group) for group in groups)


@given(rules(PARTIES))
def test_everything_agrees_with_brute_force(rule: Rule) -> None:
    found = coalitions(rule, PARTIES)
    game = game_of(rule, PARTIES)
    swings, winning = brute_swings(game)
    assert masks(found.minimal_winning.coalitions) == minimal(game)
    assert masks(found.minimal_blocking.coalitions) == minimal(game.dual())
    assert found.winning == winning
    assert found.of == 16
    assert found.dummies == tuple(p for p, row in zip(PARTIES, swings, strict=True) if not any(row))
    everybody = frozenset(PARTIES)
    assert found.alone == tuple(p for p in PARTIES if rule.holds({p}) and not rule.holds(set()))
    assert found.vetoes == tuple(p for p in PARTIES if rule.holds(everybody) and not rule.holds(everybody - {p}))
    splits = [({p for i, p in enumerate(PARTIES) if m >> i & 1}) for m in range(16)]
    assert found.two_can_win == any(rule.holds(s) and rule.holds(everybody - s) for s in splits)
    assert found.deadlock == any(not rule.holds(s) and not rule.holds(everybody - s) for s in splits)


def test_a_required_party_among_many() -> None:
    everyone = tuple(f"p{i}" for i in range(40))
    found = coalitions(AllOf((AtLeast(20, everyone), AtLeast(1, ("p0",)))), everyone, most=5)
    assert found.vetoes == ("p0",)
    assert found.minimal_winning.count == comb(39, 19)
    assert len(found.minimal_winning.coalitions) == 5
    assert not found.minimal_winning.complete
    assert found.minimal_blocking.coalitions[0] == ("p0",)


def test_a_dictator_and_those_who_do_not_matter() -> None:
    found = coalitions(*weighted_rule([6, 2, 1, 1], 6))
    assert found.dictator == "1"
    assert found.dummies == ("2", "3", "4")
    assert coalitions(*weighted_rule([3, 2, 1], 4)).dictator is None


def test_rules_that_nobody_decides() -> None:
    assert coalitions(AtLeast(0, PARTIES), PARTIES).reasons == (NobodyDecides(always=True),)
    never = coalitions(Quota({"a": Fraction(1)}, Fraction(2)), PARTIES)
    assert never.reasons == (NobodyDecides(always=False),)
    assert never.minimal_winning.coalitions == ()


def test_very_many_are_counted_and_some_shown() -> None:
    weights = [500 + 7 * i for i in range(120)]
    found = coalitions(*weighted_rule(weights, sum(weights) // 2), most=4)
    assert found.minimal_winning.count is not None
    assert found.minimal_winning.count > 10**30
    rule = weighted_rule(weights, sum(weights) // 2)[0]
    assert 0 < len(found.minimal_winning.coalitions) <= 4
    for group in found.minimal_winning.coalitions:
        assert rule.holds(group)
        assert not any(rule.holds(set(group) - {member}) for member in group)
