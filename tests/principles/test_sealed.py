"""Sealed acceptance: only a full match is ever known, and nothing that anyone sees depends on any other answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makeable.model import AtLeast, Package
from makeable.principles.sealed import Answer, SealedError, answered, revealed, seen_by, suggest, version

PARTIES = ("ann", "bob", "cy", "dee")
PACKAGE = Package({"road": "north", "money": 3})
OFFER = suggest("one", "ann", PACKAGE, PARTIES)
RULES = st.builds(lambda n: AtLeast(n, PARTIES), st.integers(1, 4))
ANSWERS = st.lists(
    st.builds(
        Answer,
        st.sampled_from(["one", "two"]),
        st.sampled_from([OFFER.version, version(PACKAGE, "older")]),
        st.sampled_from([*PARTIES, "stranger"]),
        st.booleans(),
    ),
    max_size=12,
).map(tuple)


def said(answers: tuple[Answer, ...]) -> dict[str, bool]:
    return {a.party: a.yes for a in answers if (a.suggestion, a.version) == ("one", OFFER.version)}


@given(answers=ANSWERS, rule=RULES)
def test_only_everyones_yes_to_this_version_is_a_match(answers: tuple[Answer, ...], rule: AtLeast) -> None:
    everyone = all(said(answers).get(party) for party in PARTIES)
    found = revealed(OFFER, answers, rule)
    assert (found is not None) == everyone
    assert found is None or found.yes == PARTIES


@given(one=ANSWERS, two=ANSWERS, rule=RULES, party=st.sampled_from(PARTIES))
def test_what_a_party_sees_depends_on_no_other_answer_short_of_a_match(
    one: tuple[Answer, ...], two: tuple[Answer, ...], rule: AtLeast, party: str
) -> None:
    mine = tuple(a for a in one if a.party == party)
    other = tuple(a for a in two if a.party != party)
    first, second = seen_by(party, OFFER, one, rule), seen_by(party, OFFER, (*mine, *other), rule)
    if first.passed is None and second.passed is None:
        assert first == second
    for seen in (first, second):
        if seen.own != "yes":
            assert seen.passed is None, "who did not say yes learns of no yes"


@given(answers=ANSWERS, rule=RULES)
def test_at_the_end_the_rule_decides_and_only_a_passed_deal_is_known(
    answers: tuple[Answer, ...], rule: AtLeast
) -> None:
    yes = tuple(party for party in PARTIES if said(answers).get(party))
    found = revealed(OFFER, answers, rule, last=True)
    assert (found is not None) == rule.holds(set(yes))
    assert found is None or found.yes == yes


@given(answers=ANSWERS, yes=st.booleans(), party=st.sampled_from(PARTIES))
def test_the_last_answer_counts_and_the_others_stay(answers: tuple[Answer, ...], yes: bool, party: str) -> None:
    after = answered(answers, OFFER, party, OFFER.version, yes)
    assert said(after) == {**said(answers), party: yes}
    assert [a for a in after if a.version != OFFER.version] == [a for a in answers if a.version != OFFER.version]


@given(answers=ANSWERS)
def test_a_refusal_tells_nothing_of_what_others_said(answers: tuple[Answer, ...]) -> None:
    with pytest.raises(SealedError) as with_answers:
        answered(answers, OFFER, "ann", "another version", True)
    with pytest.raises(SealedError) as without:
        answered((), OFFER, "ann", "another version", True)
    assert str(with_answers.value) == str(without.value)
    with pytest.raises(SealedError):
        answered(answers, OFFER, "stranger", OFFER.version, True)


def test_any_change_starts_anew() -> None:
    everyone = tuple(Answer("one", OFFER.version, party, True) for party in PARTIES)
    rule = AtLeast(4, PARTIES)
    assert revealed(OFFER, everyone, rule) is not None
    changed = suggest("one", "ann", PACKAGE.changed({"money": 4}), PARTIES)
    assert revealed(changed, everyone, rule) is None
    reworded = suggest("one", "ann", PACKAGE, PARTIES, terms="paid in two parts")
    assert revealed(reworded, everyone, rule) is None
    assert version(Package({"money": 3, "road": "north"})) == OFFER.version
    assert version(Package({"road": "north", "money": "3"})) != OFFER.version


def test_proposing_is_not_a_yes() -> None:
    assert seen_by("ann", OFFER, (), AtLeast(1, PARTIES)).own == "open"
