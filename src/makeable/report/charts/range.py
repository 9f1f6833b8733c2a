"""Figures that are not exactly known: a bar from the least to the most, and the best guess in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makeable.report.charts.scale import Scale, ticks
from makeable.report.charts.svg import SIZE, SMALL, WIDTH, Picture
from makeable.report.charts.text import Number, figure, text_width, wrapped

__all__ = ["Interval", "range_chart"]

_ROW = 40.0


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of one figure: it lies between `low` and `high`, most likely at `guess` (None: cannot say)."""

    name: str
    low: float
    high: float
    guess: float | None = None


def range_chart(
    intervals: Sequence[Interval],
    title: str = "",
    line: tuple[str, float] | None = None,
    unit: str = "",
    number: Number = figure,
) -> str:
    """The chart as an SVG element; `line` is a named value to hold the bars against, such as a no-deal line."""
    values = [v for i in intervals for v in (i.low, i.high)] + ([line[1]] if line else [])
    scale = Scale.over(map(float, values), 6, WIDTH - 6, 0.08)
    picture = Picture(
        title or ", ".join(i.name for i in intervals), "; ".join(f"{i.name}: {_figures(i, number)}" for i in intervals)
    )
    top = 20.0 if line else 4.0
    bottom = top + len(intervals) * _ROW + 2
    for tick in ticks(scale.low, scale.high, 5):
        picture.line((scale(tick), top), (scale(tick), bottom), "grid")
        picture.text((scale(tick), bottom + 15), number(tick), "soft", size=SMALL, anchor="middle")
    picture.line((scale.start, bottom), (scale.end, bottom))
    if line:
        at = scale(float(line[1]))
        picture.line((at, top - 3), (at, bottom), "soft", dash=5)
        half = text_width(line[0], SMALL) / 2
        middle = min(max(at, half), WIDTH - half)
        picture.text((middle, 13), line[0], "soft", size=SMALL, anchor="middle")
    for row, interval in enumerate(intervals):
        _interval(picture, scale, top + row * _ROW, interval, number)
    if unit:
        picture.text((scale.end, bottom + 31), unit, "soft", size=SMALL, anchor="end")
    return picture.done(bottom + (36 if unit else 20))


def _interval(picture: Picture, scale: Scale, y: float, interval: Interval, number: Number) -> None:
    """The name, the bar under it, and the figures at its ends when there is room."""
    said = _figures(interval, number)
    room = WIDTH - text_width(said, SMALL) - 20
    picture.text((scale.start, y + 14), wrapped(interval.name, room, SIZE, 1)[0], halo=True)
    picture.text((scale.end, y + 14), said, "soft", size=SMALL, anchor="end", halo=True)
    left, right = scale(float(interval.low)), scale(float(interval.high))
    picture.rect((left, y + 21, max(right - left, 2), 9), "s1", opacity=0.45, edge="s1", radius=2)
    if interval.guess is not None:
        at = scale(float(interval.guess))
        picture.line((at, y + 18), (at, y + 33), "ink", width=2.5)


def _figures(interval: Interval, number: Number) -> str:
    ends = f"{number(float(interval.low))}–{number(float(interval.high))}"
    return ends if interval.guess is None else f"{number(float(interval.guess))} ({ends})"
