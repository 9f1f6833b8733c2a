"""What people say about candidates is kept as links, and as nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest

from makeable.discovery.matching_decisions import Terms, confirm, edit, forget, propose, refuse
from makeable.errors import BadInput
from makeable.model.register import Link, Need, Offer, Organisation, Register

ROOM = Register(
    "Room",
    (Organisation("a"), Organisation("b")),
    (Offer("o", "a", "hall"), Offer("p", "b", "pool")),
    (Need("n", "b", "hall"),),
)


def test_yes_no_other_terms_and_as_if_nothing_was_said() -> None:
    confirmed = confirm(ROOM, "o", "n", Terms(confidence=Fraction(9, 10), why="they shook hands"))
    assert confirmed.links == (Link("o", "n", "confirmed", Fraction(9, 10), why="they shook hands"),)
    edited = edit(confirmed, "o", "n", Terms(cost=Fraction(3)))
    assert edited.links == (Link("o", "n", "confirmed", Fraction(9, 10), Fraction(3), why="they shook hands"),)
    refused = refuse(edited, "o", "n", "too far")
    assert (refused.links[0].status, refused.links[0].why, len(refused.links)) == ("refused", "too far", 1)
    assert forget(refused, "o", "n") == ROOM
    assert ROOM.links == ()


def test_proposing_leaves_what_was_decided() -> None:
    refused = refuse(ROOM, "o", "n")
    assert propose(refused, [("o", "n", "hall")]) == refused
    assert propose(ROOM, [("o", "n", "hall")]).links == (Link("o", "n", "proposed", why="hall"),)


@pytest.mark.parametrize(("offer", "need"), [("x", "n"), ("o", "x"), ("p", "n")])
def test_unknown_and_own_pairs_are_refused_with_a_reason(offer: str, need: str) -> None:
    with pytest.raises(BadInput):
        confirm(ROOM, offer, need)


def test_impossible_terms_and_links_nobody_spoke_of() -> None:
    with pytest.raises(BadInput):
        confirm(ROOM, "o", "n", Terms(confidence=Fraction(2)))
    with pytest.raises(BadInput):
        confirm(ROOM, "o", "n", Terms(worth=Fraction(-1)))
    with pytest.raises(BadInput):
        edit(ROOM, "o", "n", Terms(cost=Fraction(1)))
    with pytest.raises(BadInput):
        forget(ROOM, "o", "n")
