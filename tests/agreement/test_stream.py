"""Streams of payments: their worth, and the discount factor from which on they pay."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from makeable.agreement.stream import Stream, threshold


def stream(terms: dict[int, Fraction], tail: dict[int, Fraction], cycle: int) -> Stream:
    return Stream(cycle, terms, tail)


points = st.integers(-6, 6).map(Fraction)
streams = st.builds(
    stream,
    st.dictionaries(st.integers(0, 5), points, max_size=4),
    st.dictionaries(st.integers(0, 5), points, max_size=2),
    st.integers(1, 3),
)


def test_worth_of_an_endless_stream() -> None:
    endless = Stream(2, {0: Fraction(-3)}, {1: Fraction(1), 2: Fraction(2)})
    half = Fraction(1, 2)
    by_hand = -3 + sum((half**k) * (1 if k % 2 else 2) for k in range(1, 200))
    assert abs(endless.worth(half) - by_hand) < Fraction(1, 10**20)


@given(streams)
@example(Stream(1, {}, {0: Fraction(1), 1: Fraction(-1)}))
@settings(max_examples=150, deadline=None)
def test_threshold_parts_what_pays_from_what_does_not(net: Stream) -> None:
    """On a fine grid: at or above the threshold everything pays; just below it something does not."""
    found = threshold(net)
    grid = [Fraction(k, 400) for k in range(400)]
    if found.at is None:
        assert net.worth(Fraction(10**6 - 1, 10**6)) < 0 or net.worth(Fraction(10**9 - 1, 10**9)) < 0
        return
    assert all(net.worth(d) >= 0 for d in grid if d >= found.at)
    if found.at > 0:
        below = found.at - Fraction(1, 10**8)
        assert below < 0 or net.worth(below) <= 0 or not found.exact
