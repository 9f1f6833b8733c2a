"""A policy as a tree: what to do, and what to do then for each answer; wide branches are the probable ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from makeable.report.charts.svg import SMALL, Picture, n
from makeable.report.charts.text import shortened, text_width, wrapped

__all__ = ["Node", "tree"]

_COLUMN = 152.0
_ROW = 42.0
_BOX = (112.0, 34.0)
_TOP = 6.0


@dataclass(frozen=True, slots=True)
class Node:
    """A box with up to two lines of text; `kind` sets its look. `branches`: answer, chance, what follows."""

    text: str
    kind: Literal["ask", "good", "stop", "bad", "more"] = "ask"
    branches: tuple[tuple[str, float, bool, Node], ...] = ()
    """Each branch: its label, its chance, whether it is a yes (drawn solid), the node it leads to."""
    note: str = ""
    """A word above the box."""


def tree(root: Node, title: str, desc: str) -> str:
    """The chart as an SVG element, from left to right; as wide as the tree is deep."""
    picture = Picture(title, desc, wide=True)
    depth, rows = _depth(root), _rows(root)
    picture.width = depth * _COLUMN - (_COLUMN - _BOX[0]) + 4
    _draw(picture, root, 0, 0.0)
    return picture.done(_TOP + rows * _ROW)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for _, _, _, child in node.branches), default=0)


def _rows(node: Node) -> int:
    return sum(_rows(child) for _, _, _, child in node.branches) or 1


def _draw(picture: Picture, node: Node, column: int, first: float) -> float:
    """Draw a node and all below it, from row `first` on; returns the height of its middle."""
    x = 2 + column * _COLUMN
    row, joints = first, []
    for label, chance, yes, child in node.branches:
        joints.append((_draw(picture, child, column + 1, row), label, chance, yes))
        row += _rows(child)
    y = (joints[0][0] + joints[-1][0]) / 2 if joints else _TOP + (first + 0.5) * _ROW
    start = x + _BOX[0]
    for end, label, chance, yes in joints:
        far = x + _COLUMN
        bend = (start + far) / 2
        curve = f"M{n(start)} {n(y)}C{n(bend)} {n(y)} {n(bend)} {n(end)} {n(far)} {n(end)}"
        picture.path(curve, stroke="s1" if yes else "s2", width=1 + 3.5 * chance, dash=0 if yes else 4)
        shown = shortened(label, _COLUMN - _BOX[0] + 26, 10.5)
        side = -7 if end <= y else 15
        picture.text((far - 4, end + side), shown, "soft", size=10.5, anchor="end", halo=True)
    _box(picture, node, (x, y))
    return y


def _box(picture: Picture, node: Node, at: tuple[float, float]) -> None:
    width, height = _BOX
    x, y = at
    edge = {"ask": "s1", "good": "s3", "stop": "axis", "bad": "s2", "more": "axis"}[node.kind]
    fill = "zone" if node.kind == "good" else "paper"
    lines = wrapped(node.text, width - 8, SMALL, 2)
    if node.kind in ("stop", "bad", "more") and len(lines) == 1:
        width, height = text_width(lines[0], SMALL) + 12, 20
    picture.rect((x, y - height / 2, width, height), fill, edge=edge, radius=5)
    if node.note:
        picture.text((x + 4, y - height / 2 - 3), node.note, "soft", size=10.5, halo=True)
    for k, line in enumerate(lines):
        middle = y + (k - (len(lines) - 1) / 2) * 14 + SMALL * 0.36
        picture.text((x + width / 2, middle), line, size=SMALL, anchor="middle", bold=node.kind in ("ask", "good"))
