"""Who moves whom: arrows from the one who influences, thicker when strongly, dashed when the other way round."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from makeable.report.charts.layout import arranged
from makeable.report.charts.place import place
from makeable.report.charts.svg import SMALL, WIDTH, Picture, n
from makeable.report.charts.text import figure

__all__ = ["Edge", "network"]

_TOP = 22.0
_SIDE = 62.0
_RADIUS = 7.0


@dataclass(frozen=True, slots=True)
class Edge:
    """An influence from one node on another (their numbers); a negative weight pushes away.

    `mutual`: it goes both ways alike, and is drawn as a line without a head.
    """

    source: int
    target: int
    weight: float
    mutual: bool = False


def network(
    names: Sequence[str],
    edges: Sequence[Edge],
    strong: frozenset[int] = frozenset(),
    seed: int = 0,
    words: tuple[str, str] = ("moves towards", "moves away"),
) -> str:
    """The chart as an SVG element; nodes in `strong` stand out. The same seed always gives the same picture."""
    height = min(max(260.0, 60.0 * math.sqrt(len(names)) + 140), 460.0)
    spots = arranged(len(names), [(e.source, e.target, e.weight) for e in edges], seed)
    places = [(_SIDE + x * (WIDTH - 2 * _SIDE), _TOP + y * (height - 2 * _TOP)) for x, y in spots]
    picture = Picture(
        ", ".join(names), "; ".join(f"{names[e.source]} → {names[e.target]}: {figure(e.weight)}" for e in edges)
    )
    most = max((abs(edge.weight) for edge in edges), default=1.0) or 1.0
    both = {(edge.source, edge.target) for edge in edges}
    taken = []
    for edge in sorted(edges, key=lambda e: (abs(e.weight), e.source, e.target)):
        if edge.source != edge.target:
            bend = 0.16 if (edge.target, edge.source) in both else 0.07
            ends = (places[edge.source], places[edge.target])
            if edge.mutual:
                taken.append(_line(picture, ends, edge.weight / most))
            else:
                taken.append(_arrow(picture, ends, edge.weight / most, bend))
    for i, spot in enumerate(places):
        picture.circle(spot, _RADIUS + 1.5 * (i in strong), "s2" if i in strong else "s7", "paper", 2)
    wanted = [(name, x, y) for name, (x, y) in zip(names, places, strict=True)]
    boxes = [(x - 3, y - 3, x + 3, y + 3) for x, y in taken]
    for i, label in enumerate(place(wanted, (0, 0, WIDTH, height), boxes, 110)):
        label.draw(picture, bold=i in strong)
    return picture.done(_key(picture, height + 4, edges, words))


def _arrow(
    picture: Picture, ends: tuple[tuple[float, float], tuple[float, float]], weight: float, bend: float
) -> tuple[float, float]:
    """A bent arrow between two nodes; returns its middle."""
    (x1, y1), (x2, y2) = ends
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    mx, my = (x1 + x2) / 2 - uy * length * bend, (y1 + y2) / 2 + ux * length * bend
    back = math.hypot(x2 - mx, y2 - my) or 1.0
    ax, ay = (x2 - mx) / back, (y2 - my) / back
    width = 0.9 + 2.6 * abs(weight)
    head = 5.0 + width
    tip = (x2 - ax * (_RADIUS + 3), y2 - ay * (_RADIUS + 3))
    root = (tip[0] - ax * head, tip[1] - ay * head)
    colour = "s1" if weight >= 0 else "s2"
    curve = f"M{n(x1)} {n(y1)}Q{n(mx)} {n(my)} {n(root[0])} {n(root[1])}"
    picture.path(curve, stroke=colour, width=width, dash=0 if weight >= 0 else 5)
    wing = head * 0.55
    corners = [tip, (root[0] - ay * wing, root[1] + ax * wing), (root[0] + ay * wing, root[1] - ax * wing)]
    picture.path("M" + "L".join(f"{n(x)} {n(y)}" for x, y in corners) + "Z", colour)
    return ((x1 + 2 * mx + x2) / 4, (y1 + 2 * my + y2) / 4)


def _line(
    picture: Picture, ends: tuple[tuple[float, float], tuple[float, float]], weight: float
) -> tuple[float, float]:
    """A straight line between two nodes; returns its middle."""
    (x1, y1), (x2, y2) = ends
    width = 0.9 + 2.6 * abs(weight)
    picture.line(ends[0], ends[1], "s1" if weight >= 0 else "s2", width=width, dash=0 if weight >= 0 else 5)
    return (x1 + x2) / 2, (y1 + y2) / 2


def _key(picture: Picture, y: float, edges: Sequence[Edge], words: tuple[str, str]) -> float:
    """What solid and dashed arrows mean, if both appear."""
    if not any(edge.weight < 0 for edge in edges):
        return y
    for i, word in enumerate(words):
        x = i * WIDTH / 2
        picture.line((x, y + 10), (x + 30, y + 10), "s2" if i else "s1", width=2.5, dash=5 * i)
        picture.text((x + 36, y + 14), word, size=SMALL)
    return y + 22
