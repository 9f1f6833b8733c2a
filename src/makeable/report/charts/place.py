"""Where labels go beside their points so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makeable.report.charts.svg import SMALL, Picture
from makeable.report.charts.text import text_width, wrapped

__all__ = ["Box", "Label", "place"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text in a box, and the point they belong to; `far` when a line should lead to it."""

    lines: tuple[str, ...]
    box: Box
    point: tuple[float, float]
    far: bool

    def draw(self, picture: Picture, size: float = SMALL, bold: bool = True) -> None:
        """The text, on the side of its box that is nearer to its point."""
        left, top, right, bottom = self.box
        x, anchor = (left, "start") if left >= self.point[0] else (right, "end")
        if left < self.point[0] < right:
            x, anchor = (left + right) / 2, "middle"
        step = (bottom - top) / len(self.lines)
        for i, line in enumerate(self.lines):
            at = (x, top + step * (i + 0.5) + size * 0.36)
            picture.text(at, line, size=size, bold=bold, halo=True, anchor=anchor)

    def lead(self, picture: Picture) -> None:
        """The line from the point to a label that is not beside it."""
        if self.far:
            left, top, right, bottom = self.box
            tip = (min(max(self.point[0], left), right), min(max(self.point[1], top), bottom))
            picture.line(self.point, tip)


def place(
    texts: Sequence[tuple[str, float, float]], within: Box, taken: Sequence[Box] = (), width: float = 130
) -> list[Label]:
    """A place for each text (text, x, y of its point), in order; the best of several around the point, near ones first.

    Texts broader than `width` are broken into lines. `taken` are boxes to keep free. When a label fits nowhere, the
    place that overlaps least is taken.
    """
    points: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for _, x, y in texts]
    occupied: list[Box] = [*taken, *points]
    labels = []
    for text, x, y in texts:
        label = min(
            _candidates(tuple(wrapped(text, width, SMALL, 3)), x, y), key=lambda found: _cost(found, occupied, within)
        )
        labels.append(label)
        occupied.append(label.box)
    return labels


def _candidates(lines: tuple[str, ...], x: float, y: float) -> list[Label]:
    width, height = max(text_width(line, SMALL) for line in lines), SMALL * 1.15 * len(lines)
    found = []
    for ring, distance in enumerate((9.0, 20.0, 34.0, 52.0, 74.0, 100.0)):
        for right, down in ((1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1)):
            left = x + distance * right if right > 0 else x - distance - width if right < 0 else x - width / 2
            middle = y + down * (distance + (height / 2 if right == 0 else height / 2 - SMALL * 0.6))
            box = (left, middle - height / 2, left + width, middle + height / 2)
            found.append(Label(lines, box, (x, y), ring > 0))
    return found


def _cost(label: Label, occupied: Sequence[Box], within: Box) -> float:
    left, top, right, bottom = label.box
    outside = (
        max(within[0] - left, 0) + max(right - within[2], 0) + max(within[1] - top, 0) + max(bottom - within[3], 0)
    )
    overlap = sum(_overlap(label.box, other) for other in occupied)
    far = abs((left + right) / 2 - label.point[0]) * 0.02 + abs((top + bottom) / 2 - label.point[1]) * 0.06
    return outside * 50 + overlap * 5 + far + 2.0 * label.far


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
