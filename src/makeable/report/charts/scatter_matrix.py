"""Three to eight parties, two by two: the frontier from every side at once."""

from __future__ import annotations

from collections.abc import Sequence

from makeable.report.charts.mark import draw_mark, legend
from makeable.report.charts.scale import Scale
from makeable.report.charts.scatter import Axis, Marked, dots, merged
from makeable.report.charts.svg import SIZE, WIDTH, Picture
from makeable.report.charts.text import figure, text_width, wrapped

__all__ = ["scatter_matrix"]

_GAP = 4.0
_FEW = 60  # frontier points; more are drawn smaller, so that the field does not turn black
_TOP = 22.0


def scatter_matrix(
    axes: Sequence[Axis],
    frontier: Sequence[Sequence[float]],
    others: Sequence[Sequence[float]] = (),
    marked: Sequence[Marked] = (),
) -> str:
    """The chart as an SVG element; each point is the values of a package to the parties, in the order of `axes`.

    A field shows the party above it from left to right, and the party beside it upwards. The shaded corner is where
    both are above their no-deal lines. Raises ValueError outside 3 to 8 parties, where the fields say nothing.
    """
    if not 3 <= len(axes) <= 8:
        raise ValueError(f"a scatter matrix shows 3 to 8 parties, not {len(axes)}")
    marks = merged(marked)
    picture = Picture(
        " / ".join(axis.name for axis in axes),
        "; ".join(f"{mark.label}: {', '.join(map(figure, mark.values))}" for mark in marks),
        wide=True,
    )
    last = min(max(max(text_width(word, SIZE) for word in axes[-1].name.split(" ")) + 6, 44), 105)
    cell = (WIDTH - last) / (len(axes) - 1)
    values = [*others, *frontier, *(mark.values for mark in marks)]
    spans = [
        (*(float(v[i]) for v in values), *([float(axis.no_deal)] if axis.no_deal is not None else []))
        for i, axis in enumerate(axes)
    ]
    look = (2.4, 1.0) if len(frontier) <= _FEW else (1.5, 0.55)
    for row in range(1, len(axes)):
        for column in range(row):
            left, top = column * cell, _TOP + (row - 1) * cell
            x = Scale.over(spans[column], left, left + cell - _GAP, 0.09)
            y = Scale.over(spans[row], top + cell - _GAP, top, 0.09)
            _field(picture, x, y, (axes[column], axes[row]))
            dots(picture, [(x(float(v[column])), y(float(v[row]))) for v in others], "faint", 1.6, 0.35)
            dots(picture, [(x(float(v[column])), y(float(v[row]))) for v in frontier], "s7", *look)
            for mark in marks:
                draw_mark(picture, (x(float(mark.values[column])), y(float(mark.values[row]))), mark.series, 3.4)
    for number, axis in enumerate(axes):
        left = number * cell
        top = _TOP + (number - 1) * cell if number else 0
        lines = wrapped(axis.name, WIDTH - left - 2, SIZE, 3 if number else 1)
        middle = top + (cell - _GAP) / 2 if number else 8
        for i, line in enumerate(lines):
            at = (left + (2 if number else 0), middle + 5 + 15 * (i - (len(lines) - 1) / 2))
            picture.text(at, line, bold=True)
    bottom = _TOP + (len(axes) - 1) * cell + 6
    return picture.done(legend(picture, [(mark.label, mark.series) for mark in marks], bottom) if marks else bottom)


def _field(picture: Picture, x: Scale, y: Scale, axes: tuple[Axis, Axis]) -> None:
    """One field, with the corner above both no-deal lines shaded."""
    across, up = axes
    if across.no_deal is not None and up.no_deal is not None:
        left, bottom = x(float(across.no_deal)), y(float(up.no_deal))
        picture.rect((left, y.end, x.end - left, bottom - y.end), "zone")
    for line in [] if across.no_deal is None else [x(float(across.no_deal))]:
        picture.line((line, y.end), (line, y.start), "soft", dash=2.5, width=0.8)
    for line in [] if up.no_deal is None else [y(float(up.no_deal))]:
        picture.line((x.start, line), (x.end, line), "soft", dash=2.5, width=0.8)
    width, height = x.end - x.start, y.start - y.end
    picture.rect((x.start, y.end, width, height), "paper", opacity=0, edge="axis")
