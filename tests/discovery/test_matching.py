"""Candidates between offers and needs: found by their words, filtered first, none lost without being counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from makeable.discovery.matching import Matching, match
from makeable.discovery.matching_filter import Filters
from makeable.errors import Stopped
from makeable.model.register import Bundle, Link, Need, Offer, Organisation, Register

ORGANISATIONS = (
    Organisation("town", region="Coast"),
    Organisation("school", region="coast"),
    Organisation("port", region="inland"),
)


def room(offers: Sequence[Offer], needs: Sequence[Need], links: Sequence[Link] = ()) -> Register:
    return Register("Room", ORGANISATIONS, tuple(offers), tuple(needs), tuple(links))


def listed(found: Matching) -> dict[str, list[str]]:
    return {matched.need: [c.offer for c in matched.candidates] for matched in found.matched}


OFFERS = (
    Offer("lorries", "town", "Gritting lorries with drivers", kind="vehicles"),
    Offer("hall", "town", "Sports hall with showers, empty by day", kind="space"),
    Offer("yard", "port", "Fenced yard for parked lorries", kind="space"),
)
NEEDS = (
    Need("gym", "school", "A hall for sports lessons", kind="space", worth=(Fraction(9),)),
    Need("lorry", "school", "A lorry for the move", worth=(Fraction(4),)),
)


def test_words_of_one_family_meet_and_explain_themselves() -> None:
    found = match(room(OFFERS, NEEDS))
    assert listed(found)["gym"] == ["hall"]
    assert sorted(listed(found)["lorry"]) == ["lorries", "yard"]
    assert {tuple(pair) for pair in found.matched[0].candidates[0].shared} == {("hall", "hall"), ("sports", "sports")}
    assert ("lorries", "lorry") in {tuple(pair) for pair in found.matched[1].candidates[0].shared}


def test_a_need_repeated_word_for_word_scores_highest_and_nothing_is_a_link() -> None:
    register = room([*OFFERS, Offer("same", "port", NEEDS[0].what)], NEEDS)
    found = match(register)
    assert found.matched[0].candidates[0].offer == "same"
    assert found.matched[0].candidates[0].score > found.matched[0].candidates[1].score
    assert register.links == ()


def test_dutch_is_matched_by_dutch_stems() -> None:
    offers = [Offer("b", "town", "Jonge boom die weg moet"), Offer("z", "port", "De zaal van het buurthuis")]
    needs = [Need("n", "school", "Tweehonderd bomen voor de wijk"), Need("m", "school", "Zalen voor een avond")]
    assert listed(match(room(offers, needs))) == {"n": ["b"], "m": ["z"]}


@pytest.mark.parametrize(
    ("offer", "need", "filters", "reason"),
    [
        ({"by": "school"}, {}, Filters(), "own"),
        ({"kind": "space"}, {"kind": "staff"}, Filters(), "kind"),
        ({"by": "port"}, {}, Filters(same_region=True), "region"),
        ({"by": "port"}, {}, Filters(regions=("COAST",)), "region"),
        ({"end": date(2027, 3, 1)}, {"start": date(2027, 3, 2)}, Filters(), "time"),
        ({"start": date(2027, 3, 2)}, {"end": date(2027, 3, 1)}, Filters(), "time"),
    ],
)
def test_each_filter_keeps_out_and_says_so(
    offer: dict[str, object], need: dict[str, object], filters: Filters, reason: str
) -> None:
    one = replace(Offer("o", "town", "dry room"), **offer)  # type: ignore[arg-type]
    other = replace(Need("n", "school", "dry room"), **need)  # type: ignore[arg-type]
    found = match(room([one], [other]), filters=filters)
    assert listed(found) == {"n": []}
    assert dict(found.kept_out) == {reason: 1}
    open_ = Filters(same_kind=False, overlapping=False)
    assert listed(match(room([replace(one, by="town")], [other]), filters=open_)) == {"n": ["o"]}


def test_what_nobody_said_keeps_nothing_out() -> None:
    offer = Offer("o", "town", "dry room", kind="space", start=date(2027, 1, 1))
    assert listed(match(room([offer], [Need("n", "school", "dry room")]))) == {"n": ["o"]}


@pytest.mark.parametrize("status", ["confirmed", "refused", "proposed"])
def test_what_was_decided_is_not_proposed_again_and_teaches_nothing(status: str) -> None:
    before = match(room(OFFERS, NEEDS))
    after = match(room(OFFERS, NEEDS, [Link("hall", "gym", status)]))  # type: ignore[arg-type]
    assert listed(after)["gym"] == []
    assert after.kept_out["decided"] == 1
    assert after.matched[1] == before.matched[1]


entries = st.lists(
    st.tuples(
        st.sampled_from([o.id for o in ORGANISATIONS]),
        st.lists(st.sampled_from(["hall", "lorry", "lorries", "pool", "the"]), max_size=3).map(" ".join),
        st.sampled_from(["", "space", "staff"]),
        st.sampled_from([None, date(2027, 1, 1), date(2027, 6, 1)]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(entries, entries, st.integers(1, 3), st.booleans())
def test_every_pair_is_in_exactly_one_count(
    offers: list[tuple[str, str, str, date | None]],
    needs: list[tuple[str, str, str, date | None]],
    most: int,
    near: bool,
) -> None:
    held = [Offer(f"o{n}", by, what, kind, end=end) for n, (by, what, kind, end) in enumerate(offers)]
    lacked = [Need(f"n{n}", of, what, kind, start=start) for n, (of, what, kind, start) in enumerate(needs)]
    links = [Link("o0", "n0", "refused")] if held and lacked and held[0].by != lacked[0].of else []
    register = room(held, lacked, links)
    found = match(register, filters=Filters(same_region=near), most=most)
    assert found.pairs == len(held) * len(lacked)
    assert found.pairs == sum(found.kept_out.values()) + found.unlike + found.beyond + found.listed
    assert [matched.need for matched in found.matched] == [need.id for need in lacked]
    assert all(0 < c.score <= 1 for matched in found.matched for c in matched.candidates)
    assert found == match(register, filters=Filters(same_region=near), most=most)


def test_first_is_asked_what_would_change_most() -> None:
    offers = [Offer("a", "town", "hall"), Offer("b", "port", "boat", cost=Fraction(6))]
    needs = [
        Need("small", "school", "hall", worth=(Fraction(2),)),
        Need("large", "port", "hall", worth=(Fraction(50),)),
        Need("loss", "school", "boat", worth=(Fraction(5),)),
    ]
    asked = match(room(offers, needs)).questions
    assert [question.need for question in asked] == ["large", "small"]  # a boat that costs more than it brings: never
    assert asked[0].gain == 50


def test_a_need_with_a_confirmed_offer_and_a_second_candidate_wait() -> None:
    offers = [Offer(name, "town", "hall") for name in ("a", "b", "c")]
    needs = [Need(name, "school", "hall", worth=(Fraction(10),)) for name in ("free", "served")]
    asked = match(room(offers, needs, [Link("c", "served")])).questions
    expected = {(question.offer, question.need): question.expected for question in asked}
    assert expected["a", "free"] > expected["a", "served"]
    assert expected["a", "free"] > expected["b", "free"]


def test_a_need_without_a_worth_stands_in_with_the_middle_one_and_a_bundle_counts() -> None:
    needs = [Need("unsaid", "school", "hall"), Need("said", "port", "hall", worth=(Fraction(6),))]
    needs += [Need("bundled", "school", "hall"), Need("other", "school", "pool")]
    register = room([Offer("o", "town", "hall")], needs)
    register = replace(register, bundles=(Bundle("b", "school", ("bundled", "other"), Fraction(20)),))
    gains = {question.need: (question.gain, question.guessed) for question in match(register).questions}
    assert gains == {"unsaid": (Fraction(10), True), "said": (Fraction(6), False), "bundled": (Fraction(10), False)}


def test_conditions_must_haves_and_too_few_units_are_shown() -> None:
    offer = Offer("o", "town", "hall", conditions=("a caretaker is there",))
    need = Need("n", "school", "hall", quantity=2, worth=(Fraction(1),), must=("a ramp",))
    candidate = match(room([offer], [need])).matched[0].candidates[0]
    assert candidate.check == ("a caretaker is there", "a ramp")
    assert candidate.short


class Topics:
    """An embedder that knows three topics."""

    name = "topics"
    known = ({"hall", "gym", "sports"}, {"lorry", "van", "truck"}, {"book"})

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = np.array([[len(topic & set(text.lower().split())) for topic in self.known] for text in texts])
        lengths = np.maximum(np.linalg.norm(counts.reshape(len(texts), 3), axis=1, keepdims=True), 1)
        return (counts.reshape(len(texts), 3) / lengths).astype(np.float32)


def test_an_embedder_finds_what_shares_no_word_and_names_the_nearest_ones() -> None:
    offers = [Offer("v", "town", "old van"), Offer("h", "town", "large hall")]
    register = room(offers, [Need("t", "school", "the next truck")])
    assert listed(match(register)) == {"t": []}
    found = match(register, Topics())
    assert listed(found) == {"t": ["v"]}
    assert found.matched[0].candidates[0].shared == (("van", "truck"),)
    assert found.method == "topics"


def test_an_empty_room_and_empty_texts_have_an_answer() -> None:
    assert match(room([], [])).matched == ()
    assert match(room([], NEEDS)).without == ("gym", "lorry")
    assert match(room(OFFERS, [])).pairs == 0
    assert listed(match(room([Offer("o", "town", "")], [Need("n", "school", "")]))) == {"n": []}
    assert match(room([], []), Topics()).matched == ()


def test_it_can_be_stopped() -> None:
    def stop(*_: object) -> None:
        raise Stopped("enough")

    with pytest.raises(Stopped):
        match(room(OFFERS, NEEDS), progress=stop)


def test_a_large_room_is_matched_whole() -> None:
    offers = [Offer(f"o{n}", "town", f"thing number{n} group{n % 50}") for n in range(1_000)]
    needs = [Need(f"n{n}", "school", f"number{n} group{n % 50}") for n in range(1_000)]
    found = match(room(offers, needs), most=10)
    assert all(matched.candidates[0].offer == f"o{matched.need[1:]}" for matched in found.matched)
    assert found.listed == 10_000
    assert found.pairs == found.unlike + found.beyond + found.listed
