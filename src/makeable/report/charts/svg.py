"""An SVG picture, written element by element as text; the same calls give the same bytes."""

from __future__ import annotations

from html import escape

from makeable.report.charts.theme import LIGHT
from makeable.report.clean import clean

__all__ = ["SIZE", "SMALL", "WIDTH", "Picture"]

WIDTH = 400.0
"""Charts are drawn this wide: on a phone nearly one unit is one pixel, and a page lets them grow by half."""
SIZE = 13.0
SMALL = 12.0
_FAMILY = "'Source Sans 3','Segoe UI',system-ui,'Noto Sans','DejaVu Sans',Arial,sans-serif"


def n(value: float) -> str:
    """A coordinate, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Picture:
    """A picture under way. Colours are names of the theme; what people wrote is cleaned and escaped here.

    Every shape brings the colour of light paper as an attribute and a class by which a page can turn it dark.
    """

    def __init__(self, title: str, desc: str, wide: bool = False) -> None:
        self.title = title
        self.desc = desc
        self.width = WIDTH
        self.wide = wide  # a page may let it grow beyond its column of text
        self.parts: list[str] = []

    def done(self, height: float) -> str:
        """The picture as one SVG element, cut at `height`."""
        return (
            f'<svg class="{"mk wide" if self.wide else "mk"}" xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {n(self.width)} {n(height)}" '
            f'width="{n(self.width)}" height="{n(height)}" role="img" font-family="{_FAMILY}" font-size="{n(SIZE)}">'
            f"<title>{escape(clean(self.title))}</title><desc>{escape(clean(self.desc))}</desc>\n"
            + "\n".join(self.parts)
            + "\n</svg>\n"
        )

    def rect(
        self, box: tuple[float, float, float, float], fill: str, opacity: float = 1, edge: str = "", radius: float = 0
    ) -> None:
        """A filled rectangle: x, y, width, height."""
        x, y, width, height = box
        if width < 0:
            x, width = x + width, -width
        self.parts.append(
            f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"'
            + (f' rx="{n(radius)}"' if radius else "")
            + _paint(fill, edge)
            + (f' fill-opacity="{n(opacity)}"' if opacity < 1 else "")
            + "/>"
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], stroke: str = "axis", **look: float) -> None:
        """A straight line; `width`, and `dash` for the length of its dashes."""
        (x1, y1), (x2, y2) = start, end
        self.parts.append(
            f'<line x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"{_paint("", stroke)}{_look(**look)}/>'
        )

    def path(self, d: str, fill: str = "", stroke: str = "", **look: float) -> None:
        """A path from its description."""
        self.parts.append(f'<path d="{d}"{_paint(fill, stroke)}{_look(**look)}/>')

    def circle(self, at: tuple[float, float], radius: float, fill: str, edge: str = "", width: float = 1) -> None:
        """A filled circle."""
        self.parts.append(
            f'<circle cx="{n(at[0])}" cy="{n(at[1])}" r="{n(radius)}"{_paint(fill, edge)}'
            f"{_look(width=width) if edge else ''}/>"
        )

    def text(self, at: tuple[float, float], text: str, fill: str = "ink", **how: float | str | bool) -> None:
        """A line of text on its baseline; `anchor` (start, middle, end), `size`, `bold`, `turn` in degrees, `halo`."""
        x, y = at
        attributes = ""
        if how.get("anchor", "start") != "start":
            attributes += f' text-anchor="{how["anchor"]}"'
        if "size" in how:
            attributes += f' font-size="{n(float(how["size"]))}"'
        if how.get("bold"):
            attributes += ' font-weight="700"'
        if how.get("turn"):
            attributes += f' transform="rotate({n(float(how["turn"]))} {n(x)} {n(y)})"'
        written = escape(clean(text))
        place = f'x="{n(x)}" y="{n(y)}"{attributes}'
        if how.get("halo"):  # paper-coloured edges keep a label legible over lines, in every renderer
            edges = ' stroke-width="3.5" stroke-linejoin="round"'
            self.parts.append(f'<text {place}{_paint("paper", "paper")}{edges} aria-hidden="true">{written}</text>')
        self.parts.append(f"<text {place}{_paint(fill, '')}>{written}</text>")


def _paint(fill: str, stroke: str) -> str:
    classes = " ".join([f"f-{fill}"] * bool(fill) + [f"l-{stroke}"] * bool(stroke))
    inside = LIGHT[fill] if fill else "none"
    return f' class="{classes}" fill="{inside}"' + (f' stroke="{LIGHT[stroke]}"' if stroke else "")


def _look(width: float = 1, dash: float = 0, opacity: float = 1, round_ends: float = 0) -> str:
    look = f' stroke-width="{n(width)}"' if width != 1 else ""
    if dash:
        look += f' stroke-dasharray="{n(dash)} {n(dash * 0.75)}"'
    if opacity < 1:
        look += f' stroke-opacity="{n(opacity)}"'
    return look + (' stroke-linecap="round"' if round_ends else "")
