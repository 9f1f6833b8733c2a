"""The colours of charts, for light and for dark paper, and the style sheets made of them."""

from __future__ import annotations

from functools import cache

__all__ = ["DARK", "LIGHT", "SERIES", "chart_css", "standalone"]

LIGHT: dict[str, str] = {
    "paper": "#ffffff",
    "ink": "#1d2126",
    "soft": "#535a63",
    "axis": "#868e98",
    "grid": "#e3e6ea",
    "zone": "#e2efe6",
    "faint": "#8b93a0",
    "s1": "#0b62a8",
    "s2": "#b5480a",
    "s3": "#0a7a62",
    "s4": "#a3276f",
    "s5": "#6a4fc0",
    "s6": "#7d6000",
    "s7": "#4d5a68",
    "s8": "#a8322f",
}
DARK: dict[str, str] = {
    "paper": "#14181d",
    "ink": "#e9ecef",
    "soft": "#aab2bc",
    "axis": "#7b8490",
    "grid": "#2b3138",
    "zone": "#1c3328",
    "faint": "#78818d",
    "s1": "#62b0f0",
    "s2": "#f0925a",
    "s3": "#45c6a4",
    "s4": "#ee86bf",
    "s5": "#ab9bf5",
    "s6": "#d3b13c",
    "s7": "#a9b5c2",
    "s8": "#f58a84",
}
"""Every drawing colour has a contrast of at least 3:1 on its paper, text colours 4.5:1 (held by a test)."""

SERIES = ("s1", "s2", "s3", "s4", "s5", "s6", "s8", "s7")
"""The colours that tell things apart, in the order to take them (grey last: it draws the
frontier); labels and marks tell them apart too."""


def _rules(colours: dict[str, str]) -> str:
    """Classes that colour a shape's inside (`f-`) and its outline (`l-`)."""
    return "".join(
        f"svg.mk .f-{name}{{fill:{colour}}}svg.mk .l-{name}{{stroke:{colour}}}\n" for name, colour in colours.items()
    )


@cache
def chart_css() -> str:
    """What a page needs to know about charts: their colours on dark paper. On light paper they bring their own."""
    return f"@media screen and (prefers-color-scheme:dark){{\n{_rules(DARK)}}}\n"


def standalone(svg: str) -> str:
    """A chart as a file of its own, which turns dark where its reader's screen does."""
    opening, rest = svg.split(">", 1)
    paper = f'<rect class="f-paper" width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}><style>\n{chart_css()}</style>{paper}{rest}\n'
