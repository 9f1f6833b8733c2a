"""The marks that tell series apart by shape, so that colour never stands alone; and legends made of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from makeable.report.charts.svg import SMALL, Picture, n
from makeable.report.charts.text import shortened, text_width
from makeable.report.charts.theme import SERIES

__all__ = ["draw_mark", "legend", "series"]

_SIDES = {"square": (4, 45), "diamond": (4, 0), "up": (3, -90), "down": (3, 90), "hexagon": (6, 0)}
_SHAPES = ("circle", "square", "diamond", "up", "down", "hexagon", "star", "cross")


def series(number: int) -> str:
    """The colour of the n-th series (from 0); after eight they come again, each with another mark."""
    return SERIES[number % len(SERIES)]


def draw_mark(picture: Picture, at: tuple[float, float], number: int, size: float = 6) -> None:
    """The mark of the n-th series, edged with paper so that it stands out from what lies below."""
    shape = _SHAPES[(number + number // len(SERIES)) % len(_SHAPES)]
    colour = series(number)
    if shape == "circle":
        picture.circle(at, size * 0.95, colour, "paper", 1.5)
        return
    if shape in _SIDES:
        sides, turn = _SIDES[shape]
        radius = size * (1.3 if sides == 3 else 1.15)
        corners = [(radius, turn + 360 * i / sides) for i in range(sides)]
    elif shape == "star":
        corners = [(size * (1.4 if i % 2 == 0 else 0.6), -90 + 36 * i) for i in range(10)]
    else:
        corners = [
            (size * (0.5 if i % 3 == 0 else 1.2), 45 + (i // 3) * 90 + (0, 24, 66)[i % 3] - 45) for i in range(12)
        ]
    places = [(at[0] + r * math.cos(math.radians(a)), at[1] + r * math.sin(math.radians(a))) for r, a in corners]
    picture.path("M" + "L".join(f"{n(x)} {n(y)}" for x, y in places) + "Z", colour, "paper", width=1.5)


def legend(picture: Picture, names: Sequence[tuple[str, int]], top: float, left: float = 0) -> float:
    """The marks with their names (and the series' number), in rows; returns where the next thing may start."""
    x, y = left, top + 10
    for name, number in names:
        text = shortened(name, picture.width - left - 24, SMALL)
        width = 18 + text_width(text, SMALL)
        if x > left and x + width > picture.width:
            x, y = left, y + 20
        draw_mark(picture, (x + 7, y - 4), number, 5)
        picture.text((x + 18, y), text, size=SMALL)
        x += width + 14
    return y + 10
