"""The power-interest grid: who can do much, who cares much, and who stands for or against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makeable.report.charts.mark import draw_mark, legend
from makeable.report.charts.place import place
from makeable.report.charts.scale import Scale
from makeable.report.charts.svg import SMALL, WIDTH, Picture
from makeable.report.charts.text import figure, shortened

__all__ = ["Stakeholder", "grid"]

_HEIGHT = 400.0


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """Interest and power from 0 to 1; `stance` is the number of its kind; `before` is where it stood earlier."""

    name: str
    interest: float
    power: float
    stance: int = 0
    before: tuple[float, float] | None = None


def grid(
    stakeholders: Sequence[Stakeholder],
    stances: Sequence[str] = (),
    axes: tuple[str, str] = ("Interest", "Power"),
    corners: tuple[str, str, str, str] = ("Keep satisfied", "Engage closely", "Monitor", "Keep informed"),
) -> str:
    """The chart as an SVG element. `corners` name the quadrants, from the upper left in reading order.

    A stakeholder's stance shows in the shape and colour of its mark; a line leads from where it stood before.
    """
    x, y = Scale(0, 1, 8, WIDTH - 8), Scale(0, 1, _HEIGHT - 28, 22)
    picture = Picture(
        f"{axes[0]} / {axes[1]}",
        "; ".join(f"{s.name}: {axes[0]} {figure(s.interest)}, {axes[1]} {figure(s.power)}" for s in stakeholders),
    )
    picture.rect((x(0.5), y(1), x(1) - x(0.5), y(0.5) - y(1)), "zone")
    picture.rect((x(0), y(1), x(1) - x(0), y(0) - y(1)), "paper", opacity=0, edge="axis")
    picture.line((x(0.5), y(0)), (x(0.5), y(1)))
    picture.line((x(0), y(0.5)), (x(1), y(0.5)))
    picture.text((2, 14), f"↑ {axes[1]}", bold=True)
    picture.text((x.end, _HEIGHT - 10), f"{axes[0]} →", bold=True, anchor="end")
    for i, corner in enumerate(corners):
        at = (x(0.5 * (i % 2)) + 7, y(1 - 0.5 * (i // 2)) + 16)
        picture.text(at, shortened(corner, (x.end - x.start) / 2 - 12, SMALL), "soft", size=SMALL)
    taken = [(x(a) + 4, y(b) + 2, x(a) + 120, y(b) + 20) for a in (0, 0.5) for b in (1, 0.5)]
    places = [(x(s.interest), y(s.power)) for s in stakeholders]
    for s, spot in zip(stakeholders, places, strict=True):
        if s.before is not None:
            start = (x(s.before[0]), y(s.before[1]))
            picture.line(start, spot, "soft", width=1.4, dash=3)
            picture.circle(start, 3, "paper", "soft", 1.4)
    wanted = [(s.name, *spot) for s, spot in zip(stakeholders, places, strict=True)]
    labels = place(wanted, (x.start, y.end, x.end, y.start), taken)
    for label in labels:
        label.lead(picture)
    for s, spot in zip(stakeholders, places, strict=True):
        draw_mark(picture, spot, s.stance)
    for label in labels:
        label.draw(picture)
    return picture.done(
        legend(picture, [(stance, i) for i, stance in enumerate(stances)], _HEIGHT) if stances else _HEIGHT
    )
