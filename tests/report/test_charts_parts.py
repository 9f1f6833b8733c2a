import math

from hypothesis import given
from hypothesis import strategies as st

from makeable.report.charts.layout import arranged
from makeable.report.charts.place import place
from makeable.report.charts.scale import Scale, ticks
from makeable.report.charts.text import figure, shortened, text_width, wrapped

finite = st.floats(-1e6, 1e6)


@given(finite, st.floats(1e-3, 1e6), st.integers(2, 8))
def test_ticks_are_few_round_and_inside(low: float, span: float, about: int) -> None:
    found = ticks(low, low + span, about)
    assert len(found) <= about + 1
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in found)


@given(st.lists(finite, min_size=1))
def test_a_scale_shows_every_value(values: list[float]) -> None:
    scale = Scale.over(values, 10, 90)
    assert all(10 <= scale(value) <= 90 for value in values)


@given(st.text(max_size=80), st.floats(30, 200))
def test_wrapped_text_fits(text: str, width: float) -> None:
    lines = wrapped(text, width, 12, 3)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line, 12) <= width for line in lines)
    assert text_width(shortened(text, width)) <= width


def test_wrapping_loses_no_word_that_has_room() -> None:
    assert wrapped("Department of Tourism", 90, 12, 3) == ["Department of", "Tourism"]


def test_figures() -> None:
    assert [figure(v) for v in (0, 12, 12.34, -3.06, 0.126, 1234567, -0.001)] == [
        "0",
        "12",
        "12.3",
        "−3.1",
        "0.13",
        "1\u202f234\u202f567",
        "0",
    ]


def test_labels_of_close_points_do_not_lie_on_each_other() -> None:
    texts = [(f"Principle {i}", 200 + 4 * (i % 3), 200 + 5 * (i // 3)) for i in range(9)]
    boxes = [label.box for label in place(texts, (0, 0, 400, 400))]
    for i, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= 400
        for other in boxes[:i]:
            assert min(one[2], other[2]) <= max(one[0], other[0]) or min(one[3], other[3]) <= max(one[1], other[1])


def test_linked_nodes_lie_nearer_than_others() -> None:
    spots = arranged(6, [(0, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0)], seed=3)
    linked = [math.dist(spots[i], spots[i + 1]) for i in (0, 2, 4)]
    unlinked = [math.dist(spots[i], spots[j]) for i in range(6) for j in range(i) if i // 2 != j // 2]
    assert max(linked) < min(unlinked)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in spots)
