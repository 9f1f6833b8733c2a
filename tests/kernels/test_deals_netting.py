"""Netting: as good as brute force over all choices, with balances and agreed prices that hold in whole numbers."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.deals_netting import Netting, Play, net
from makeable.kernels.deals_packing import Effort
from makeable.kernels.deals_program import Columns

Room = tuple[int, list[tuple[int, int, int, int, int]]]


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """Transfers: giver, receiver, cost, worth, offer used (one unit each)."""
    n = draw(st.integers(2, 4))
    transfer = st.tuples(
        st.integers(0, n - 1), st.integers(0, n - 1), st.integers(0, 6), st.integers(1, 9), st.integers(0, 3)
    )
    return n, [t for t in draw(st.lists(transfer, max_size=8)) if t[0] != t[1]]


def netting(room: Room, kind: str, credit: int = 0) -> Netting:
    n, transfers = room
    count = len(transfers)
    giver, receiver, cost, worth, offer = (np.array([t[i] for t in transfers], np.int64) for i in range(5))
    ends = np.arange(0, 2 * count + 1, 2)
    pairs = np.column_stack([giver, receiver]).ravel()
    if kind == "kind":
        effects = Columns(ends, pairs, np.column_stack([-cost, worth]).ravel())
        play = None
    else:
        effects = Columns(ends, pairs, np.column_stack([cost, -cost]).ravel())
        play = Play(receiver, giver, np.maximum(worth - cost, 0))
    uses = Columns(np.arange(count + 1), offer, np.ones(count, np.int64))
    floor = np.full(n, -credit, np.int64)
    return Netting(worth - cost, uses, np.ones(4, np.int64), effects, floor, kind == "kind", play)


@settings(max_examples=100, deadline=None)
@given(rooms())
def test_in_kind_as_good_as_trying_everything(room: Room) -> None:
    problem = netting(room, "kind")
    none = np.zeros(len(room[1]), np.int64)
    best = max(
        int(problem.profit[np.array(choice, bool)].sum())
        for choice in product((False, True), repeat=len(room[1]))
        if problem.allows(np.array(choice, bool), none)
    )
    found = net(problem, Effort(5))
    assert (found.value, found.bound) == (best, best)
    assert problem.allows(found.chosen, found.agreed)


def payable(problem: Netting, chosen: np.ndarray) -> bool:
    """Whether some whole prices within the play of each transfer keep every balance."""
    assert problem.play is not None
    some = np.flatnonzero(chosen)
    for prices in product(*(range(int(problem.play.most[k]) + 1) for k in some)):
        agreed = np.zeros(len(chosen), np.int64)
        agreed[some] = prices
        if problem.allows(chosen, agreed):
            return True
    return False


@settings(max_examples=40, deadline=None)
@given(rooms(), st.integers(0, 4))
def test_with_a_unit_of_account_as_good_as_trying_everything(room: Room, credit: int) -> None:
    room = (room[0], [t for t in room[1] if 0 <= t[3] - t[2] <= 4][:5])
    problem = netting(room, "account", credit)
    choices = [np.array(choice, bool) for choice in product((False, True), repeat=len(room[1]))]
    worth = sorted(((int(problem.profit[c].sum()), n) for n, c in enumerate(choices)), reverse=True)
    best = next((value for value, n in worth if payable(problem, choices[n])), 0)
    found = net(problem, Effort(5))
    assert (found.value, found.bound) == (best, best)
    assert problem.allows(found.chosen, found.agreed)


def test_a_larger_room_is_improved_part_by_part_and_stays_sound() -> None:
    random = np.random.default_rng(2)
    transfers = [
        (int(a), int(b), int(c), int(c + w), int(o % 4))
        for a, b, c, w, o in random.integers([0, 0, 1, 1, 0], [60, 60, 9, 9, 4], (700, 5))
        if a != b
    ]
    problem = netting((60, transfers), "kind")
    count = len(transfers)
    free = Columns(np.arange(count + 1), np.arange(count), np.ones(count, np.int64))
    problem = Netting(problem.profit, free, np.ones(count, np.int64), problem.effects, problem.floor, True, None)
    found = net(problem, Effort(4))
    assert problem.allows(found.chosen, found.agreed)
    assert 0 < found.value <= found.bound


def test_a_start_that_breaks_a_balance_is_refused() -> None:
    problem = netting((2, [(0, 1, 5, 9, 0)]), "kind")
    with pytest.raises(ValueError, match="start"):
        net(problem, start=np.ones(1, bool))
