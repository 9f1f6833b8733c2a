"""Who cares about what: how much of each party's range each issue decides."""

from __future__ import annotations

import math
from collections.abc import Sequence

from makeable.report.charts.svg import SIZE, SMALL, WIDTH, Picture
from makeable.report.charts.text import shortened, text_width, wrapped

__all__ = ["STRONGEST", "heat"]

_ROW = 34.0
_TURN = 42.0  # degrees: names run down to their columns, over the corner that is empty anyway
STRONGEST = 0.45  # of the colour, so that the figure on it stays readable in light and dark


def heat(
    issues: Sequence[str], parties: Sequence[str], shares: Sequence[Sequence[float | None]], word: str = ""
) -> str:
    """The chart as an SVG element; `shares[i][p]` (0 to 1) is the weight of issue i for party p, None: not known.

    A darker cell is a larger share, and every cell says its share in figures.
    """
    labels = min(max((text_width(issue) for issue in issues), default=0), 126) + 8
    cell = min((WIDTH - labels) / max(len(parties), 1), 84)
    names = [shortened(party, 170, SIZE) for party in parties]
    reach = max((text_width(name) for name in names), default=0)
    leftmost = min(
        (labels + cell * (i + 0.5) - text_width(name) * math.cos(math.radians(_TURN)) for i, name in enumerate(names)),
        default=0,
    )
    shift = max(-leftmost, 0.0)
    if shift:
        labels += shift
        cell = min((WIDTH - labels) / max(len(parties), 1), 84)
    top = 16 + reach * math.sin(math.radians(_TURN))
    picture = Picture(word or " / ".join(parties), _described(issues, parties, shares))
    for i, name in enumerate(names):
        picture.text((labels + cell * (i + 0.5) + 3, top - 7), name, anchor="end", turn=_TURN)
    for row, issue in enumerate(issues):
        y = top + row * _ROW
        lines = wrapped(issue, labels - 10, SIZE, 2)
        for i, line in enumerate(lines):
            picture.text((0, y + _ROW / 2 + 4 + 14 * (i - (len(lines) - 1) / 2)), line)
        for column in range(len(parties)):
            box = (labels + cell * column + 1, y + 1, cell - 2, _ROW - 2)
            _cell(picture, box, shares[row][column])
    return picture.done(top + len(issues) * _ROW + 2)


def _cell(picture: Picture, box: tuple[float, float, float, float], share: float | None) -> None:
    picture.rect(box, "grid", opacity=0.5, radius=2)
    if share is not None and share > 0:
        picture.rect(box, "s1", opacity=max(min(float(share), 1.0) * STRONGEST, 0.02), radius=2)
    text = "?" if share is None else f"{float(share) * 100:.0f}" + "\u202f%" * (box[2] > 34)
    middle = (box[0] + box[2] / 2, box[1] + box[3] / 2 + 4.5)
    picture.text(
        middle, text, "ink" if share else "soft", anchor="middle", size=SMALL, bold=bool(share and share >= 0.4)
    )


def _described(issues: Sequence[str], parties: Sequence[str], shares: Sequence[Sequence[float | None]]) -> str:
    rows = []
    for issue, row in zip(issues, shares, strict=True):
        known = ", ".join(f"{party} {s * 100:.0f} %" for party, s in zip(parties, row, strict=True) if s is not None)
        rows.append(f"{issue}: {known}")
    return "; ".join(rows)
