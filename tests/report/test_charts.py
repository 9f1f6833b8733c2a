"""What holds of every chart: well formed, described, readable, the same bytes again, nothing outside the picture."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from tests.report.sample import NASTY
from tests.report.test_html import contrast

from makeable.report.charts.gain_bars import Gains, gain_bars
from makeable.report.charts.grid import Stakeholder, grid
from makeable.report.charts.heat import STRONGEST, heat
from makeable.report.charts.network import Edge, network
from makeable.report.charts.range import Interval, range_chart
from makeable.report.charts.scatter import Axis, Marked, scatter
from makeable.report.charts.scatter_matrix import scatter_matrix
from makeable.report.charts.text import text_width
from makeable.report.charts.theme import DARK, LIGHT, SERIES, chart_css, standalone
from makeable.report.charts.timeline import Entry, timeline

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Mayor", "Other cities", "Local labour union", "SportCo", "Department of Tourism", "Environmental League")
POINTS = [tuple(float((7 * i + 13 * i * j) % 101) for j in range(8)) for i in range(200)]


def parties(names: tuple[str, ...]) -> list[Axis]:
    return [Axis(name, 30.0 + i) for i, name in enumerate(names)]


@cache
def all_charts(names: tuple[str, ...]) -> dict[str, str]:
    marked = [Marked(f"{name} principle", POINTS[i]) for i, name in enumerate(names)]
    two = [Marked(mark.label, mark.values[:2]) for mark in marked]
    flat = [(p[0], p[1]) for p in POINTS]
    count = len(names)
    return {
        "scatter": scatter((Axis(names[0], 30), Axis(names[1], 20)), flat[:9], flat, two),
        "scatter_matrix": scatter_matrix(parties(names), POINTS[:30], POINTS, marked),
        "gain_bars": gain_bars(names, [Gains(name, [float(i * 7 - 9) for i in range(count)]) for name in names]),
        "potentials": gain_bars(
            names, [Gains("Nash", [None, *[3.0] * (count - 1)])], [float(9 + i) for i in range(count)]
        ),
        "heat": heat(
            names, names, [[(i + j) % 7 / 6 if i else None for j in range(count)] for i in range(count)], "Who"
        ),
        "range": range_chart(
            [Interval(name, i, 3 * i + 1, 2 * i) for i, name in enumerate(names)], line=("no deal", 4)
        ),
        "network": network(names, [Edge(i, (i * i + 1) % count, (-1) ** i * i) for i in range(count)], frozenset({1})),
        "grid": grid(
            [Stakeholder(name, i / 9, (i * 5 % 9) / 9, i % 3, (0.1, 0.2)) for i, name in enumerate(names)], names
        ),
        "timeline": timeline(
            [
                Entry(names[0], date(2026, 1, 10), date(2026, 4, 1), "done"),
                Entry(names[1], date(2026, 5, 15), None, "late"),
            ],
            today=date(2026, 6, 1),
        ),
    }


KINDS = tuple(all_charts(NAMES))
SETS = {"plain": NAMES, "nasty": tuple(f"{i} {NASTY}" for i in range(5)), "wide": ("谈判各方的共同利益与协议" * 3,) * 4}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", SETS)
def test_chart(kind: str, names: str) -> None:
    svg = all_charts(SETS[names])[kind]
    root = ElementTree.fromstring(svg)
    assert root.find(f"{SVG}title") is not None
    assert (root.find(f"{SVG}desc").text or "").strip()  # type: ignore[union-attr]
    assert "<script" not in svg
    assert "style=" not in svg
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for element in root.iter(f"{SVG}text"):
        assert float(element.get("font-size", root.attrib["font-size"])) >= 12
        if element.get("transform") is None:
            long = text_width(element.text or "", float(element.get("font-size", 13)))
            left = float(element.attrib["x"]) - {"middle": long / 2, "end": long}.get(element.get("text-anchor", ""), 0)
            assert left > -8, element.text
            assert left + long < width + 8, element.text
        assert 0 < float(element.attrib["y"]) <= height + 1
    for element in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
        assert min(x, y) >= -0.5
        assert x + w <= width + 0.5
        assert y + h <= height + 0.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_seen_on_their_paper(colours: dict[str, str]) -> None:
    for name in (*SERIES, "axis", "faint"):
        assert contrast(colours[name], colours["paper"]) >= 3, name
    for name in ("ink", "soft"):
        for ground in ("paper", "zone", "grid"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    channels = [(int(colours["grid"][i : i + 2], 16), int(colours["s1"][i : i + 2], 16)) for i in (1, 3, 5)]
    mixed = "#" + "".join(f"{round(a + (b - a) * STRONGEST):02x}" for a, b in channels)
    assert contrast(colours["ink"], mixed) >= 4.5  # the strongest cell of a heat chart


def test_every_colour_of_a_chart_has_a_dark_twin() -> None:
    assert set(LIGHT) == set(DARK)
    used = set(" ".join(re.findall(r'class="((?:[fl]-[^"]+))"', "".join(all_charts(NAMES).values()))).split())
    assert used <= set(re.findall(r"\.([fl]-\w+)\{", chart_css()))


def test_a_chart_stands_alone_as_a_file() -> None:
    root = ElementTree.fromstring(standalone(all_charts(NAMES)["scatter"]))
    assert "prefers-color-scheme" in (root.find(f"{SVG}style").text or "")  # type: ignore[union-attr]


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, tests.report.test_charts as t;"
        "print(hashlib.sha256(''.join(t.all_charts(t.NAMES).values()).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


EDGES: list[Callable[[], str]] = [
    lambda: scatter((Axis("a"), Axis("b")), []),
    lambda: scatter((Axis("a", 5), Axis("b", 5)), [(5, 5)], [(5, 5)], [Marked("x", (5, 5)), Marked("y", (5, 5))]),
    lambda: scatter((Axis("a", 10**9), Axis("b", -(10**9))), [(0.001, 0.002)]),
    lambda: scatter((Axis("a"), Axis("b")), [], [(i % 173, i % 211) for i in range(30000)]),
    lambda: gain_bars([], []),
    lambda: gain_bars(["a"], []),
    lambda: gain_bars(["a"], [Gains("x", [0])]),
    lambda: gain_bars(["a", "b"], [Gains("x", [-5, -1000])], [0, 1]),
    lambda: gain_bars(["a"], [Gains("x", [None])]),
    lambda: heat([], [], []),
    lambda: heat(["i"], ["p"], [[1]]),
    lambda: range_chart([]),
    lambda: range_chart([Interval("a", 1, 1, 1)], line=("x", 1)),
    lambda: network([], []),
    lambda: network(["a"], [Edge(0, 0, 1)]),
    lambda: network(["a", "b"], [Edge(0, 1, 0.0), Edge(1, 0, -1)]),
    lambda: grid([]),
    lambda: grid([Stakeholder("a", 0, 0), Stakeholder("b", 1, 1), Stakeholder("c", 1, 1)]),
    lambda: timeline([]),
    lambda: timeline([Entry("a", date(1, 1, 1), date(9999, 12, 31))]),
    lambda: timeline([Entry("a", date(2026, 1, 1))], today=date(2026, 1, 1)),
]


@pytest.mark.parametrize("number", range(len(EDGES)))
def test_edges_of_what_can_be_drawn(number: int) -> None:
    svg = EDGES[number]()
    ElementTree.fromstring(svg)
    assert not re.search(r'"[^"]*\b(nan|inf)\b[^"]*"', svg)
    assert len(svg) < 200_000


def test_a_matrix_of_too_many_parties_is_refused() -> None:
    with pytest.raises(ValueError, match="3 to 8"):
        scatter_matrix([Axis("a")] * 9, [])


def test_bars_are_as_long_as_the_gains_and_losses_are_hollow() -> None:
    root = ElementTree.fromstring(gain_bars(["a"], [Gains("x", [10]), Gains("y", [20]), Gains("z", [-20])]))
    bars = [(float(r.attrib["width"]), r.attrib["fill"]) for r in root.iter(f"{SVG}rect")]
    assert bars[1][0] == pytest.approx(2 * bars[0][0])
    assert bars[2][0] == pytest.approx(bars[1][0], abs=0.02)
    assert bars[2][1] == LIGHT["paper"]


def test_the_network_is_laid_out_by_its_seed() -> None:
    edges = [Edge(0, 1, 1), Edge(1, 2, 1), Edge(2, 3, -1)]
    assert network("abcd", edges, seed=1) == network("abcd", edges, seed=1)
    assert network("abcd", edges, seed=1) != network("abcd", edges, seed=2)
