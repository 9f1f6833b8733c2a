"""The picture of a policy: every box and answer is in it, inside its frame, and no two boxes overlap."""

import re
from xml.etree import ElementTree

from makeable.report.charts.tree import Node, tree

LEAF = Node("Not worth it", "stop")


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    return [tuple(map(float, box)) for box in found]


def policy(depth: int) -> Node:
    if depth == 0:
        return LEAF
    again = "again" if depth == 1 else ""
    answers = (("yes 60 %", 0.6, True, policy(depth - 1)), ("no 40 %", 0.4, False, LEAF))
    return Node(f"The rather long name of party {depth}", "ask", answers, again)


def test_every_box_and_answer_is_drawn_inside_the_frame() -> None:
    svg = tree(policy(4), "A policy", "what it says")
    root = ElementTree.fromstring(svg)
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    words = " ".join(root.itertext())
    assert words.count("Not worth it") == 5
    assert words.count("yes 60 %") == 2 * 4, "each label has a paper-coloured edge under it"
    assert "again" in words
    drawn = boxes(svg)
    assert len(drawn) == 9
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in drawn)


def test_no_two_boxes_overlap() -> None:
    drawn = boxes(tree(policy(6), "A policy", ""))
    for i, (x, y, w, h) in enumerate(drawn):
        for a, b, c, d in drawn[i + 1 :]:
            assert x + w <= a or a + c <= x or y + h <= b or b + d <= y


def test_a_probable_answer_is_drawn_broader_and_a_no_dashed() -> None:
    svg = tree(policy(1), "A policy", "")
    yes, no = re.findall(r"<path[^>]*stroke-width=\"([\d.]+)\"([^>]*)", svg)
    assert float(yes[0]) > float(no[0])
    assert "dasharray" in no[1]
    assert "dasharray" not in yes[1]


def test_what_people_wrote_is_escaped() -> None:
    assert "<script>" not in tree(Node("<script>alert(1)</script>"), "<b>", "&")
