"""Who could help whom in a large room: organisations on a circle, an arc for each tie; nothing overlaps a name."""

from __future__ import annotations

import math
from collections.abc import Sequence

from makeable.report.charts.network import Edge
from makeable.report.charts.svg import SMALL, Picture, n
from makeable.report.charts.text import figure, shortened

__all__ = ["round_map"]

_WIDE = 600.0
_REACH = 168.0
_DOT = 4.0
_COLOURS = ("s1", "s3", "s4", "s5", "s6", "s7")


def round_map(
    names: Sequence[str],
    edges: Sequence[Edge],
    groups: Sequence[int],
    strong: frozenset[int] = frozenset(),
    words: tuple[str, str] = ("could help", "hurts"),
) -> str:
    """The map as an SVG element. Arcs bend through the middle, thicker when stronger, dashed when they hurt, and thin
    out towards who receives; each takes the colour of the group of the one it comes from.

    `groups[i]` is the group of the organisation number i; members stand beside each other in the order given.
    """
    order = sorted(range(len(names)), key=lambda i: (groups[i], i))
    room = (_WIDE - 2 * _REACH) / 2
    height = _WIDE - 2 * _DOT
    middle = (_WIDE / 2, height / 2)
    angle = {i: 2 * math.pi * place / max(len(order), 1) - math.pi / 2 for place, i in enumerate(order)}
    spot = {i: (middle[0] + room * math.cos(a), middle[1] + room * math.sin(a)) for i, a in angle.items()}
    told = "; ".join(f"{names[e.source]} → {names[e.target]}: {figure(e.weight)}" for e in edges)
    picture = Picture(", ".join(names), told, wide=True)
    picture.width = _WIDE
    most = max((abs(edge.weight) for edge in edges), default=1.0) or 1.0
    for edge in sorted(edges, key=lambda e: (abs(e.weight), e.source, e.target)):
        if edge.source != edge.target:
            _arc(picture, (spot[edge.source], spot[edge.target]), middle, edge, most, groups[edge.source])
    for i in order:
        colour = _COLOURS[groups[i] % len(_COLOURS)]
        picture.circle(spot[i], _DOT + 1.5 * (i in strong), colour, "paper", 1.5)
        _label(picture, names[i], middle, (angle[i], room + 10), i in strong)
    return picture.done(_key(picture, height, edges, words))


def _arc(
    picture: Picture,
    ends: tuple[tuple[float, float], tuple[float, float]],
    middle: tuple[float, float],
    edge: Edge,
    most: float,
    group: int,
) -> None:
    """A curve drawn towards the middle, with a small head at its end."""
    (x1, y1), (x2, y2) = ends
    cx, cy = (x1 + x2) / 4 + middle[0] / 2, (y1 + y2) / 4 + middle[1] / 2
    away = math.hypot(x2 - cx, y2 - cy) or 1.0
    ux, uy = (x2 - cx) / away, (y2 - cy) / away
    tip = (x2 - ux * (_DOT + 2), y2 - uy * (_DOT + 2))
    width = 0.6 + 2.2 * abs(edge.weight) / most
    head = 4.0 + width
    root = (tip[0] - ux * head, tip[1] - uy * head)
    colour = _COLOURS[group % len(_COLOURS)] if edge.weight >= 0 else "s2"
    curve = f"M{n(x1)} {n(y1)}Q{n(cx)} {n(cy)} {n(root[0])} {n(root[1])}"
    picture.path(curve, stroke=colour, width=width, dash=0 if edge.weight >= 0 else 4, opacity=0.75)
    wing = head * 0.45
    corners = [tip, (root[0] - uy * wing, root[1] + ux * wing), (root[0] + uy * wing, root[1] - ux * wing)]
    picture.path("M" + "L".join(f"{n(x)} {n(y)}" for x, y in corners) + "Z", colour)


def _label(picture: Picture, name: str, middle: tuple[float, float], place: tuple[float, float], bold: bool) -> None:
    """A name along its ray, readable from the left on both sides."""
    angle, away = place
    x, y = middle[0] + away * math.cos(angle), middle[1] + away * math.sin(angle)
    left = math.cos(angle) < -1e-9
    turn = math.degrees(angle) + (180 if left else 0)
    text = shortened(name, _REACH - 14, SMALL)
    shift = (-math.sin(angle) * 4, math.cos(angle) * 4) if not left else (math.sin(angle) * 4, -math.cos(angle) * 4)
    at = (x + shift[0], y + shift[1])
    picture.text(at, text, anchor="end" if left else "start", size=SMALL, turn=turn, bold=bold)


def _key(picture: Picture, y: float, edges: Sequence[Edge], words: tuple[str, str]) -> float:
    if not any(edge.weight < 0 for edge in edges):
        return y
    for i, word in enumerate(words):
        x = i * _WIDE / 2
        picture.line((x, y + 10), (x + 30, y + 10), "s2" if i else "s1", width=2.5, dash=5 * i)
        picture.text((x + 36, y + 14), word, size=SMALL)
    return y + 22
