from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import rules
from tests.voting_games import brute_swings

from makeable.coalition.voting_game import Counted, Effort, Sampled, count, game_of, weighted_rule
from makeable.errors import BadInput, TooLarge
from makeable.kernels.power_compose import Numeric
from makeable.kernels.voting import Every, Game, Threshold, wins
from makeable.model import AllOf, AnyOf, AtLeast, Quota, Rule

PARTIES = ("a", "b", "c", "d", "e")


@given(rules(PARTIES))
def test_the_game_decides_as_the_rule_does(rule: Rule) -> None:
    game = game_of(rule, PARTIES)
    for mask in range(1 << len(PARTIES)):
        assert wins(game.rule, mask) == rule.holds({p for i, p in enumerate(PARTIES) if mask >> i & 1})


def test_fractional_weights_and_quotas_are_kept_exactly() -> None:
    thirds = {p: Fraction(1, 3) for p in PARTIES[:3]}
    game = game_of(Quota(thirds, Fraction(2, 3)), PARTIES)
    assert game.rule == Threshold((1, 1, 1, 0, 0), 2)
    assert game_of(Quota({"a": Fraction(3), "b": Fraction(2)}, Fraction(5, 2)), ("a", "b")).rule == Threshold((3, 2), 3)


def test_empty_rules_hold_always_or_never() -> None:
    assert game_of(AllOf(()), PARTIES).nobody_wins
    assert not game_of(AnyOf(()), PARTIES).everybody_wins


def test_strangers_and_negative_weights_are_problems() -> None:
    rule = AllOf((AtLeast(1, ("a", "x")), Quota({"b": Fraction(-1), "y": Fraction(1)}, Fraction(0))))
    with pytest.raises(BadInput) as bad:
        game_of(rule, PARTIES)
    said = str(bad.value)
    assert all(word in said for word in ("`x`", "`y`", "`b`", "negative"))


def test_every_way_of_counting_is_taken_where_it_fits() -> None:
    few = Game(6, Threshold((4, 4, 4, 2, 2, 1), 12))
    assert count(few, Effort())[0] == Counted(*brute_swings(few))
    many = Game(60, Threshold(tuple(range(1, 61)), 900))
    assert isinstance(count(many, Effort())[0], Counted)
    heavy = Game(60, Threshold(tuple(10**4 + 997 * i for i in range(60)), 10**6))
    assert isinstance(count(heavy, Effort())[0], Numeric)
    weights = tuple(10**7 + 99_991 * i * i for i in range(60))
    entangled = Game(60, Every((Threshold(weights, sum(weights) // 2), Threshold(tuple(range(3, 63)), 900))))
    assert isinstance(count(entangled, Effort(samples=500))[0], Sampled)
    with pytest.raises(TooLarge, match="more than a minute"):
        count(entangled, Effort(exact=True))


def test_weights_alone_make_a_body() -> None:
    rule, names = weighted_rule([4, 2, 1], 5)
    assert names == ("1", "2", "3")
    assert rule.holds({"1", "3"})
    assert not rule.holds({"2", "3"})


@given(st.integers(1, 4).flatmap(lambda n: rules(PARTIES[:n])))
def test_scaling_all_weights_changes_nothing(rule: Rule) -> None:
    def scaled(part: Rule) -> Rule:
        if isinstance(part, Quota):
            return Quota({p: w * 7 / 3 for p, w in part.weights.items()}, part.quota * 7 / 3)
        if isinstance(part, AtLeast):
            return part
        return type(part)(tuple(map(scaled, part.rules)))

    parties = PARTIES[:4]
    assert game_of(scaled(rule), parties).table().tolist() == game_of(rule, parties).table().tolist()
