"""Irreducible deals: those that brute force over all sets of moves finds, and no others."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.deals_minimal import Bounds, Moves, minimal_deals


@st.composite
def rooms(draw: st.DrawFn) -> Moves:
    orgs = draw(st.integers(2, 5))
    count = draw(st.integers(1, 8))
    amount = st.integers(-4, 5)
    effect = st.dictionaries(st.integers(0, orgs - 1), amount, min_size=1, max_size=3)
    use = st.dictionaries(st.integers(0, 2), st.integers(1, 2), max_size=2)
    effects = [draw(effect) for _ in range(count)]
    uses = [draw(use) for _ in range(count)]
    return Moves(effects, uses, draw(st.lists(st.integers(1, 3), min_size=3, max_size=3)))


def is_deal(moves: Moves, chosen: tuple[int, ...], parties: int) -> bool:
    net: dict[int, int] = {}
    bears: set[int] = set()
    used: dict[int, int] = {}
    for move in chosen:
        for org, worth in moves.effects[move].items():
            net[org] = net.get(org, 0) + worth
            bears |= {org} if worth < 0 else set()
        for row, use in moves.uses[move].items():
            used[row] = used.get(row, 0) + use
    fits = all(use <= moves.capacity[row] for row, use in used.items())
    return fits and len(net) <= parties and all(net[org] > 0 for org in bears)


@settings(max_examples=150, deadline=None)
@given(rooms(), st.integers(2, 5), st.integers(1, 5))
def test_exactly_the_irreducible_deals_are_found(moves: Moves, parties: int, most: int) -> None:
    found = minimal_deals(moves, Bounds(parties, most))
    deals = [
        frozenset(chosen)
        for size in range(1, most + 1)
        for chosen in combinations(range(len(moves.effects)), size)
        if is_deal(moves, chosen, parties)
    ]
    wanted = {deal for deal in deals if not any(other < deal for other in deals)}
    assert {frozenset(deal) for deal in found.deals} == wanted
    assert found.complete


def test_a_bundle_is_found_where_no_ring_is() -> None:
    """One gives something dear and gets two cheap things for it: neither alone would do."""
    moves = Moves([{0: -5, 1: 9}, {1: -2, 0: 3}, {1: -2, 0: 3}], [{}, {}, {}], [])
    assert minimal_deals(moves).deals == ((0, 1, 2),)


def test_a_harmed_third_party_is_part_of_the_deal() -> None:
    swap = [{0: -1, 1: 4, 2: -2}, {1: -1, 0: 4}]
    assert minimal_deals(Moves(swap, [{}, {}], [])).deals == ()
    assert minimal_deals(Moves([*swap, {1: -1, 2: 3}], [{}] * 3, [])).deals == ((0, 1, 2),)


def test_a_search_cut_short_says_so() -> None:
    moves = Moves([{i: -1, (i + 1) % 6: 3} for i in range(6)] * 3, [{}] * 18, [])
    assert not minimal_deals(moves, Bounds(6, 6, steps=5)).complete
