"""What happens when: periods and dates on one line of time, with what is done, due and late told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from makeable.report.charts.scale import Scale
from makeable.report.charts.svg import SIZE, SMALL, WIDTH, Picture, n
from makeable.report.charts.text import text_width, wrapped

__all__ = ["Entry", "timeline"]

_ROW = 38.0
_COLOURS = {"done": "s3", "due": "s1", "late": "s8", "open": "s7"}
_SIGNS = {"done": "✓", "due": "", "late": "!", "open": ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happens on a day, or from `start` to `end`."""

    name: str
    start: date
    end: date | None = None
    state: Literal["done", "due", "late", "open"] = "due"


def timeline(entries: Sequence[Entry], title: str = "", today: date | None = None) -> str:
    """The chart as an SVG element: a row for each entry in the order given; `today` is drawn when it is given."""
    days = [day.toordinal() for e in entries for day in (e.start, e.end or e.start)]
    days += [today.toordinal()] if today else []
    scale = Scale.over(map(float, days), 8, WIDTH - 8, 0.04)
    picture = Picture(title or ", ".join(e.name for e in entries), "; ".join(map(_said, entries)))
    top, bottom = 24.0, 24.0 + len(entries) * _ROW + 4
    _months(picture, scale, top, bottom)
    if today:
        at = scale(today.toordinal())
        picture.line((at, top - 4), (at, bottom), "ink", dash=4)
        picture.text((at, top - 8), today.isoformat(), size=SMALL, bold=True, anchor=_anchor(at), halo=True)
    for number, entry in enumerate(entries):
        _entry(picture, scale, top + number * _ROW, entry)
    return picture.done(bottom + 20)


def _anchor(at: float) -> str:
    return "start" if at < 40 else "end" if at > WIDTH - 40 else "middle"


def _entry(picture: Picture, scale: Scale, y: float, entry: Entry) -> None:
    colour = _COLOURS[entry.state]
    sign = _SIGNS[entry.state]
    when = _when(entry)
    room = WIDTH - text_width(when, SMALL) - 40
    name = f"{sign} {entry.name}" if sign else entry.name
    picture.text((scale.start, y + 14), wrapped(name, room, SIZE, 1)[0], halo=True, bold=entry.state == "late")
    picture.text((scale.end, y + 14), when, "soft", size=SMALL, anchor="end", halo=True)
    left = scale(entry.start.toordinal())
    if entry.end is None:
        d = f"M{n(left)} {n(y + 20)}L{n(left + 6)} {n(y + 26)}L{n(left)} {n(y + 32)}L{n(left - 6)} {n(y + 26)}Z"
        picture.path(d, colour if entry.state == "done" else "paper", colour, width=2)
        return
    width = max(scale(entry.end.toordinal()) - left, 3)
    solid = 1 if entry.state == "done" else 0.35
    picture.rect((left, y + 21, width, 9), colour, opacity=solid, edge=colour, radius=2)


def _months(picture: Picture, scale: Scale, top: float, bottom: float) -> None:
    """Lines at the beginnings of months, or of years when there are many."""
    first, last = (
        date.fromordinal(min(max(round(value), 1), date.max.toordinal())) for value in (scale.low, scale.high)
    )
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / s <= 6.5), 1200)
    number = first.year * 12 + first.month - 1
    for month in range(number - number % step, number + months + step, step):
        if not 12 <= month < 119988:
            continue
        day = date(month // 12, month % 12 + 1, 1)
        if first <= day <= last:
            at = scale(day.toordinal())
            picture.line((at, top), (at, bottom), "grid")
            text = f"{day.year}" if step >= 12 else f"{day.year}-{day.month:02d}"
            picture.text((at, bottom + 15), text, "soft", size=SMALL, anchor=_anchor(at))
    picture.line((scale.start, bottom), (scale.end, bottom))


def _when(entry: Entry) -> str:
    return entry.start.isoformat() if entry.end is None else f"{entry.start.isoformat()} – {entry.end.isoformat()}"


def _said(entry: Entry) -> str:
    return f"{entry.name}: {_when(entry)} ({entry.state})"
