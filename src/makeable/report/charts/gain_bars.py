"""What each principle (or package) gives each party, above or below its no-deal line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makeable.report.charts.mark import draw_mark, series
from makeable.report.charts.scale import Scale
from makeable.report.charts.svg import SIZE, SMALL, WIDTH, Picture
from makeable.report.charts.text import Number, figure, text_width, wrapped

__all__ = ["Gains", "gain_bars"]

_ROW = 19.0
_HEAD = 27.0
_LABELS = 128.0


@dataclass(frozen=True, slots=True)
class Gains:
    """What one principle gives: a gain for each party, None where it is not known."""

    name: str
    gains: Sequence[float | None]


def gain_bars(
    parties: Sequence[str],
    choices: Sequence[Gains],
    potentials: Sequence[float] | None = None,
    no_deal: str = "no deal",
    number: Number = figure,
) -> str:
    """The chart as an SVG element: a group for each party, in it a bar for each choice from the no-deal line at 0.

    Points of different parties cannot be compared. With `potentials` (the most each party can gain) every party has
    its own scale, on which a faint bar shows its potential; without, all share one scale.
    """
    names = [wrapped(choice.name, _LABELS, SMALL, 2) for choice in choices]
    labels = max((text_width(line, SMALL) for lines in names for line in lines), default=0) + 22
    scales = _scales(len(parties), choices, potentials, labels + 6)
    picture = Picture(
        ", ".join(choice.name for choice in choices),
        "; ".join(
            f"{party}: " + ", ".join(f"{c.name} {_shown(c.gains[i], number)}" for c in choices)
            for i, party in enumerate(parties)
        ),
    )
    y = 16.0
    for place, party in enumerate(parties):
        scale = scales[place]
        top = y + 7
        picture.text((0, y), wrapped(party, labels - 8 if place == 0 else WIDTH * 0.7, SIZE, 1)[0], bold=True)
        if place == 0:
            _name_of_the_line(picture, scale(0), y, no_deal)
        for i, choice in enumerate(choices):
            height = _ROW if len(names[i]) == 1 else _ROW + 12
            middle = top + height / 2
            draw_mark(picture, (7, middle), i, 4.5)
            for line, text in enumerate(names[i]):
                picture.text((18, middle + 4 + 13 * (line - (len(names[i]) - 1) / 2)), text, size=SMALL)
            gain = choice.gains[place]
            _bar(picture, scale, middle, (gain, potentials[place] if potentials else None), i)
            _label(picture, scale, middle, gain, number)
            top += height
        picture.line((scale(0), y + 5), (scale(0), top + 2), "ink", width=1.2)
        y = top + _HEAD
    return picture.done(y - _HEAD + 8)


def _scales(parties: int, choices: Sequence[Gains], potentials: Sequence[float] | None, left: float) -> list[Scale]:
    """A scale for each party, all with the zero line at the same place."""
    known = [[float(g) for c in choices if (g := c.gains[i]) is not None] for i in range(parties)]
    tops = [max([*gains, 0.0, float(potentials[i]) if potentials else 0.0]) for i, gains in enumerate(known)]
    if potentials is None:
        tops = [max(tops, default=0.0)] * parties
    tops = [top or 1.0 for top in tops]
    deepest = max((max(-g / top, 0.0) for gains, top in zip(known, tops, strict=True) for g in gains), default=0.0)
    below = min(deepest, 1.0)
    start, end = left + (34 if below else 4), WIDTH - 36
    zero = start + (end - start) * below / (1 + below)
    # A loss deeper than everything there is to gain fills the room on the left; its figure says how deep it is.
    return [Scale(0, top, zero, end) for top in tops]


def _bar(
    picture: Picture, scale: Scale, middle: float, lengths: tuple[float | None, float | None], series_number: int
) -> None:
    """The bar of a gain, over the faint one of the potential."""
    gain, potential = lengths
    zero = scale.start
    if potential is not None and potential > 0:
        picture.rect((zero, middle - 5.5, scale(float(potential)) - zero, 11), "grid")
    if gain is None:
        return
    end = _end(scale, gain)
    if gain < 0:  # hollow as well as on the other side: a loss is seen without colour
        picture.rect((zero, middle - 5.5, end - zero, 11), "paper", edge=series(series_number))
    else:
        picture.rect((zero, middle - 5.5, max(end - zero, 1.5), 11), series(series_number))


def _end(scale: Scale, gain: float) -> float:
    return max(scale(float(gain)), 2 * scale.start - scale.end)


def _label(picture: Picture, scale: Scale, middle: float, gain: float | None, number: Number) -> None:
    """The figure at the bar's end."""
    if gain is None:
        picture.text((scale.start + 6, middle + 4.5), "?", "soft", size=SMALL)
        return
    loss = gain < 0
    at = (_end(scale, gain) + (-4 if loss else 5), middle + 4.5)
    picture.text(at, number(float(gain)), size=SMALL, anchor="end" if loss else "start", halo=True)


def _name_of_the_line(picture: Picture, at: float, y: float, name: str) -> None:
    fits = at - text_width(name, SMALL) / 2 > WIDTH * 0.4
    picture.text((at, y), name, "soft", size=SMALL, anchor="middle" if fits else "start")


def _shown(gain: float | None, number: Number) -> str:
    return "?" if gain is None else number(float(gain))
