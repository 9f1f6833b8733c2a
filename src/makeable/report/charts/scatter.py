"""Two parties' values of every package: what is possible, the frontier, the zone, and where the principles lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from makeable.report.charts.mark import draw_mark
from makeable.report.charts.place import Box, place
from makeable.report.charts.scale import Scale, ticks
from makeable.report.charts.svg import SMALL, WIDTH, Picture, n
from makeable.report.charts.text import Number, figure, shortened, text_width, wrapped

__all__ = ["Axis", "Marked", "Point", "dots", "merged", "scatter"]

Point = tuple[float, float]
_HEIGHT = 380.0
_MOST_DOTS = 2500


@dataclass(frozen=True, slots=True)
class Axis:
    """A party along one axis: its name, and its no-deal line (None: not known)."""

    name: str
    no_deal: float | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A package worth pointing at, and why: a principle's choice, the draft. `series` numbers its mark."""

    label: str
    values: tuple[float, ...]
    series: int = -1


def scatter(
    axes: tuple[Axis, Axis],
    frontier: Sequence[Point],
    others: Iterable[Point] = (),
    marked: Sequence[Marked] = (),
    words: tuple[str, str, str] = ("Frontier", "no deal", "Zone of possible agreement"),
    number: Number = figure,
) -> str:
    """The chart as an SVG element.

    `frontier` and `others` are (value to the first party, value to the second). `words` name the frontier, a no-deal
    line and the zone. With thousands of other packages only a thinned-out cloud is drawn.
    """
    horizontal, vertical = axes
    others = [(float(x), float(y)) for x, y in others]
    points = sorted({(float(x), float(y)) for x, y in frontier})
    marks = merged(marked)
    seen = [*others, *points, *((float(m.values[0]), float(m.values[1])) for m in marks)]
    lines = [[float(axis.no_deal)] if axis.no_deal is not None else [] for axis in axes]
    x = Scale.over([p[0] for p in seen] + lines[0], 34, WIDTH - 8)
    y = Scale.over([p[1] for p in seen] + lines[1], _HEIGHT - 42, 26)
    picture = Picture(
        f"{horizontal.name} / {vertical.name}",
        f"{words[0]}: {len(points)}. " + "; ".join(f"{m.label}: {', '.join(map(number, m.values))}" for m in marks),
    )
    _zone(picture, x, y, lines, words[2])
    _axes(picture, (x, y), axes, number)
    taken = _no_deal(picture, x, y, lines, words[1])
    dots(picture, [(x(a), y(b)) for a, b in others], "faint", 2.6, 0.5)
    path = "M" + "L".join(f"{n(x(a))} {n(y(b))}" for a, b in points) if points else ""
    picture.path(path, stroke="s7", width=1.2, opacity=0.75)
    dots(picture, [(x(a), y(b)) for a, b in points], "s7", 5.2)
    places = [(m.label, x(float(m.values[0])), y(float(m.values[1]))) for m in marks]
    near = [(x(a) - 2, y(b) - 2, x(a) + 2, y(b) + 2) for a, b in points]
    labels = place(places, (x.start, y.end, x.end, y.start), [*taken, *near])
    for label in labels:
        label.lead(picture)
    for mark, label in zip(marks, labels, strict=True):
        draw_mark(picture, label.point, mark.series)
    for label in labels:
        label.draw(picture)
    return picture.done(_HEIGHT)


def merged(marked: Sequence[Marked]) -> list[Marked]:
    """Marks on the same spot become one, with their labels in a row; unnumbered ones are numbered in their order."""
    at: dict[tuple[float, ...], list[Marked]] = {}
    for number, mark in enumerate(marked):
        numbered = mark if mark.series >= 0 else replace(mark, series=number)
        at.setdefault(tuple(map(float, mark.values)), []).append(numbered)
    return [Marked(", ".join(m.label for m in ms), values, ms[0].series) for values, ms in at.items()]


def dots(picture: Picture, places: Sequence[Point], colour: str, size: float, opacity: float = 1) -> None:
    """Many round dots as one path: each place once, and a thinner cloud where there are thousands."""
    cell = 0.5 if len(places) <= _MOST_DOTS else 1.0
    unique = list(dict.fromkeys((round(x / cell) * cell, round(y / cell) * cell) for x, y in places))
    while len(unique) > _MOST_DOTS:
        cell *= 2
        unique = list(dict.fromkeys((round(x / cell) * cell, round(y / cell) * cell) for x, y in unique))
    if unique:
        d = "".join(f"M{n(x)} {n(y)}h0" for x, y in unique)
        picture.path(d, stroke=colour, width=size, round_ends=1, opacity=opacity)


def _zone(picture: Picture, x: Scale, y: Scale, lines: list[list[float]], word: str) -> None:
    """The part of the plane where neither is below its no-deal line."""
    if lines[0] and lines[1]:
        left, bottom = x(lines[0][0]), y(lines[1][0])
        picture.rect((left, y.end, x.end - left, bottom - y.end), "zone")
        names = wrapped(word, x.end - left - 12, SMALL, 2)
        if "…" not in "".join(names) and bottom - y.end > 14 * len(names) + 20:
            for i, name in enumerate(names):
                picture.text((x.end - 6, y.end + 15 + 14 * i), name, "soft", size=SMALL, anchor="end")


def _axes(picture: Picture, scales: tuple[Scale, Scale], axes: tuple[Axis, Axis], number: Number) -> None:
    x, y = scales
    for value in ticks(x.low, x.high, 6):
        picture.line((x(value), y.end), (x(value), y.start), "grid")
        picture.text((x(value), y.start + 15), number(value), "soft", size=SMALL, anchor="middle")
    for value in ticks(y.low, y.high, 6):
        picture.line((x.start, y(value)), (x.end, y(value)), "grid")
        picture.text((x.start - 5, y(value) + 4), number(value), "soft", size=SMALL, anchor="end")
    picture.line((x.start, y.start), (x.end, y.start))
    picture.line((x.start, y.end), (x.start, y.start))
    picture.text((2, 14), f"↑ {shortened(axes[1].name, WIDTH - 30)}", bold=True)
    picture.text((x.end, _HEIGHT - 8), f"{shortened(axes[0].name, WIDTH - 30)} →", bold=True, anchor="end")


def _no_deal(picture: Picture, x: Scale, y: Scale, lines: list[list[float]], word: str) -> list[Box]:
    """The no-deal lines with their names; returns the boxes that the names take."""
    taken: list[Box] = []
    width = text_width(word, SMALL)
    for value in lines[0]:
        at = x(value)
        picture.line((at, y.end), (at, y.start), "soft", dash=5)
        left = at + 4 if at + 4 + width < x.end else at - 4 - width
        picture.text((left, y.start - 6), word, "soft", size=SMALL, halo=True)
        taken.append((left, y.start - 18, left + width, y.start - 2))
    for value in lines[1]:
        at = y(value)
        picture.line((x.start, at), (x.end, at), "soft", dash=5)
        picture.text((x.end - 4, at + 14), word, "soft", size=SMALL, anchor="end", halo=True)
        taken.append((x.end - 4 - width, at + 2, x.end, at + 18))
    return taken
