"""The axioms of rules for claims: each rule keeps what it says it keeps, and fails somewhere on all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.model.pie import Pie
from makeable.principles.claims import claims_rules
from makeable.principles.claims.registry import Award, award

Claims = tuple[Fraction, ...]
Rule = Callable[[Fraction, Sequence[Fraction]], Claims]


def rule_of(name: str) -> Rule:
    @cache
    def ask(estate: Fraction, claims: Claims) -> Claims:
        parties = tuple(map(str, range(len(claims))))
        found = award(claims_rules()[name], Pie("", "claims", estate, parties, figures={"claim": claims}))
        assert isinstance(found, Award)
        return found.shares

    return lambda estate, claims: ask(Fraction(estate), tuple(map(Fraction, claims)))


def equals(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    x = rule(estate, claims)
    return all(x[i] == x[j] for i, j in combinations(range(len(x)), 2) if claims[i] == claims[j])


def bounded(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    return all(0 <= x <= c for x, c in zip(rule(estate, claims), claims, strict=True))


def order(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    x = rule(estate, claims)
    pairs = product(range(len(x)), repeat=2)
    return all(x[i] <= x[j] for i, j in pairs if claims[i] <= claims[j])


def more_helps(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    return all(
        less <= more
        for part in (Fraction(1, 4), Fraction(2, 3))
        for less, more in zip(rule(estate * part, claims), rule(estate, claims), strict=True)
    )


def everyone_something(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    return estate == 0 or all(x > 0 for x, c in zip(rule(estate, claims), claims, strict=True) if c > 0)


def same_units(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    return rule(7 * estate, [7 * c for c in claims]) == tuple(7 * x for x in rule(estate, claims))


def self_dual(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    losses = rule(sum(claims) - estate, claims)
    return rule(estate, claims) == tuple(c - lost for c, lost in zip(claims, losses, strict=True))


def truncation(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    return rule(estate, claims) == rule(estate, [min(c, estate) for c in claims])


def minimal_rights(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    total = sum(claims)
    own = [max(Fraction(0), estate - (total - c)) for c in claims]
    rest = rule(estate - sum(own), [c - m for c, m in zip(claims, own, strict=True)])
    return rule(estate, claims) == tuple(m + x for m, x in zip(own, rest, strict=True))


def up(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    """First a part is divided, then the rest among what is still claimed."""
    first = rule(estate / 2, claims)
    then = rule(estate / 2, [c - x for c, x in zip(claims, first, strict=True)])
    return rule(estate, claims) == tuple(a + b for a, b in zip(first, then, strict=True))


def down(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    """There turns out to be less than was promised: the promises are the new claims."""
    return rule(estate / 2, claims) == rule(estate / 2, rule(estate, claims))


def consistent(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    x = rule(estate, claims)
    for pair in combinations(range(len(x)), 2):
        if rule(sum(x[i] for i in pair), [claims[i] for i in pair]) != tuple(x[i] for i in pair):
            return False
    return True


def no_merging(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    """Two who put their claims together get what they got apart."""
    if len(claims) < 3:
        return True
    x = rule(estate, claims)
    return rule(estate, (claims[0] + claims[1], *claims[2:]))[0] == x[0] + x[1]


def in_step(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    return rule(estate / 2, claims) == tuple(x / 2 for x in rule(estate, claims))


def small_first(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    """A claim is paid in full when everyone claiming no more than that would leave no shortage."""
    x = rule(estate, claims)
    full = (i for i, c in enumerate(claims) if sum(min(c, other) for other in claims) <= estate)
    return all(x[i] == claims[i] for i in full)


def losses_even(rule: Rule, estate: Fraction, claims: Claims) -> bool:
    """Nobody gets anything while another who gets something loses more than the first claims."""
    lost = [c - x for c, x in zip(claims, rule(estate, claims), strict=True)]
    paid = [c - gone for c, gone in zip(claims, lost, strict=True)]
    return all(paid[i] <= 0 or lost[i] >= lost[j] for i, j in product(range(len(claims)), repeat=2))


AXIOMS = {
    "equals": equals, "bounded": bounded, "order": order, "more-helps": more_helps,
    "everyone-something": everyone_something, "same-units": same_units, "self-dual": self_dual,
    "truncation": truncation, "minimal-rights": minimal_rights, "up": up, "down": down, "consistent": consistent,
    "no-merging": no_merging, "small-first": small_first, "in-step": in_step, "losses-even": losses_even,
}  # fmt: skip
RULES = [name for name, rule in claims_rules().items() if "claim" in rule.takes]
KEPT = [(name, axiom) for name in RULES for axiom in AXIOMS if axiom in claims_rules()[name].axioms]
BROKEN = [(name, axiom) for name in RULES for axiom in AXIOMS if axiom not in claims_rules()[name].axioms]


@st.composite
def problems(draw: st.DrawFn) -> tuple[Fraction, Claims]:
    amounts = st.one_of(st.integers(0, 9).map(Fraction), st.sampled_from([Fraction(1, 2), Fraction(5, 3)]))
    claims = tuple(draw(st.lists(amounts, min_size=1, max_size=5)))
    return sum(claims, Fraction(0)) * Fraction(draw(st.integers(0, 24)), 24), claims


@pytest.mark.parametrize(("name", "axiom"), KEPT)
@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_a_rule_keeps_its_axioms(name: str, axiom: str, problem: tuple[Fraction, Claims]) -> None:
    assert AXIOMS[axiom](rule_of(name), *problem)


def small() -> Iterator[tuple[Fraction, Claims]]:
    """Small problems of three and four claimants, one of which breaks whatever can be broken."""
    for claims in [(1, 2, 3), (1, 1, 4), (2, 3, 7), (1, 4, 4), (1, 2, 3, 6), (3, 5, 7, 7)]:
        for estate in range(1, 2 * sum(claims)):
            yield Fraction(estate, 2), tuple(map(Fraction, claims))


@pytest.mark.parametrize(("name", "axiom"), BROKEN)
def test_what_a_rule_does_not_promise_it_breaks_somewhere(name: str, axiom: str) -> None:
    """So that a group which asks for it is told of the conflict rightly."""
    assert not all(AXIOMS[axiom](rule_of(name), estate, claims) for estate, claims in small())
